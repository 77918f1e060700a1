import { ROLES } from '../../common/actor.js';
import { DELIVERIES } from '../../common/content.js';
import { CHARACTERISTICS } from '../../common/protected-characteristics.js';
import { markdown, markdownWithLinks } from './seed-markdown.js';
import {
  type Cursor,
  dictionary,
  type Fields,
  flag,
  list,
  oneOf,
  optional,
  peek,
  type Reader,
  record,
  refuse,
  wholeNumber,
  withDefault,
} from './seed-readers.js';
import {
  type SeedAct,
  type SeedActName,
  type SeedAddContributor,
  type SeedAssessedAction,
  type SeedAssessedCharacteristic,
  type SeedAssessment,
  type SeedAssessmentSection,
  type SeedChapter,
  type SeedCommitment,
  type SeedFigure,
  type SeedHistoricEdition,
  type SeedHistoricRow,
  type SeedHold,
  type SeedLineage,
  type SeedNamedActions,
  type SeedOrganisation,
  type SeedOtherName,
  type SeedParagraph,
  type SeedPeriod,
  type SeedPerson,
  type SeedPlainAct,
  type SeedPlan,
  type SeedReasonedAct,
  type SeedReassign,
  type SeedRole,
  type SeedRound,
  type SeedSaveDraft,
  type SeedSaveParagraph,
  type SeedSummary,
  type SeedSummaryAct,
  type SeedTheme,
} from './seed-types.js';
import { date, email, financialYear, key, line, localTime, sentences } from './seed-values.js';

/** The shape of each file: its fields, and what each may hold by itself. */

const otherName = record<SeedOtherName>({
  name: line(),
  shortName: optional(line(40)),
  kind: oneOf(['former', 'variant']),
  from: optional(date),
  until: optional(date),
});

export const organisationsFile: Reader<SeedOrganisation[]> = list(
  record<SeedOrganisation>({
    key,
    name: line(),
    shortName: line(40),
    requiresClearance: withDefault(flag, () => false),
    otherNames: withDefault(list(otherName, 1), () => []),
  }),
);

const role = record<SeedRole>({
  role: oneOf(ROLES),
  chapter: optional(key),
  commitment: optional(key),
});

export const peopleFile: Reader<SeedPerson[]> = list(
  record<SeedPerson>({
    key,
    name: line(),
    email,
    organisation: key,
    roles: withDefault(list(role, 1), () => []),
  }),
);

export interface PlanFile {
  plan: Omit<SeedPlan, 'chapters' | 'commitments' | 'lineage' | 'acronyms'>;
  chapters: SeedChapter[];
  commitments: SeedCommitment[];
  lineage: SeedLineage[];
  acronyms: SeedPlan['acronyms'];
}

export const planFile: Reader<PlanFile> = record<PlanFile>({
  plan: record({ key, slug: key, title: line(), publisher: key, publishedOn: date }),
  chapters: list(record<SeedChapter>({ key, title: line() }), 1),
  commitments: list(
    record<SeedCommitment>({
      key,
      chapter: key,
      title: line(80),
      summary: sentences,
      limbs: withDefault(list(line(300), 2), () => []),
      leadOrganisation: key,
      asker: optional(key),
      funder: optional(key),
      owner: key,
    }),
    1,
  ),
  lineage: withDefault(
    list(
      record<SeedLineage>({
        from: key,
        to: key,
        kind: oneOf(['split_into', 'merged_into', 'replaced_by']),
        reason: sentences,
      }),
    ),
    () => [],
  ),
  acronyms: withDefault(list(record({ short: line(20), expansion: line(200) })), () => []),
});

const letter = oneOf([...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ']);

export const assessmentFile: Reader<SeedAssessment> = record<SeedAssessment>({
  title: line(),
  publishedOn: date,
  printingErrors: list(sentences),
  sections: list(
    record<SeedAssessmentSection>({
      title: line(),
      actions: list(
        record<SeedAssessedAction>({ letter, commitments: list(key, 1), note: optional(line()) }),
        1,
      ),
    }),
    1,
  ),
  characteristics: list(
    record<SeedAssessedCharacteristic>({
      characteristic: oneOf(CHARACTERISTICS),
      remark: sentences,
      bearsOn: optional(oneOf(['all'])),
      sameAs: optional(oneOf(CHARACTERISTICS)),
      names: withDefault(
        list(
          record<SeedNamedActions>({ section: wholeNumber(1, 99), letters: list(letter, 1) }),
          1,
        ),
        () => [],
      ),
    }),
    1,
  ),
});

const period = record<SeedPeriod>({ label: line(), start: date, end: date });

const figures = optional(
  list(
    record<SeedFigure>({
      measure: line(),
      from: date,
      to: date,
      value: line(40),
      unit: optional(line(40)),
      numerator: optional(line(40)),
      denominator: optional(line(40)),
      source: optional(line()),
    }),
    1,
  ),
);

const historicRow = record<Omit<SeedHistoricRow, 'isUntitled'>>({
  key,
  chapter: line(),
  reference: optional(line(10)),
  title: optional(line(80)),
  wording: sentences,
  commitments: list(key),
  leadOrganisation: optional(key),
  text: markdownWithLinks,
  delivery: optional(oneOf(['not_stated'])),
  figures,
});

export interface EditionFile extends SeedHistoricEdition {
  links: Map<string, string>;
}

const edition = {
  slug: key,
  title: line(),
  period,
  financialYear,
  quarter: wholeNumber(1, 4),
  asAt: date,
  publishedOn: date,
  dateNote: optional(line()),
  introduction: optional(markdownWithLinks),
  links: withDefault(dictionary(line(500)), () => new Map<string, string>()),
};

type TableFile = Omit<EditionFile, 'isSummary'>;
const tableFile = record<TableFile>({ ...edition, rows: list(historicRow, 1) });

interface SummaryPart {
  key: string;
  heading?: string;
  commitments: string[];
  text: string;
}
type SummaryFile = Omit<EditionFile, 'isSummary' | 'rows'> & {
  sections: { title: string; parts: SummaryPart[] }[];
};
const summaryFile = record<SummaryFile>({
  ...edition,
  sections: list(
    record<SummaryFile['sections'][number]>({
      title: line(),
      parts: list(
        record<SummaryPart>({
          key,
          heading: optional(line(80)),
          commitments: list(key),
          text: markdownWithLinks,
        }),
        1,
      ),
    }),
    1,
  ),
});

/** An edition with `sections` is a summary, whose parts become its rows; another has `rows`. */
export const editionFile: Reader<EditionFile> = {
  read: (at: Cursor) => {
    if (!peek(at, 'sections')) {
      const table = tableFile.read(at);
      return table && Object.assign(table, { isSummary: false });
    }
    const summary = summaryFile.read(at);
    if (!summary) return undefined;
    const { sections } = summary;
    delete (summary as Partial<SummaryFile>).sections;
    // The same objects, because the log knows the places of their fields by them.
    const rows = sections.flatMap((section) =>
      section.parts.map((part) => {
        const { heading } = part;
        delete part.heading;
        const title = heading ?? section.title;
        return Object.assign(part, {
          ...{ chapter: section.title, title, wording: '', isUntitled: heading === undefined },
        });
      }),
    );
    return Object.assign(summary, { isSummary: true, rows });
  },
};

type Unplaced<T> = Omit<T, 'line'>;

const common = { at: localTime, by: key, update: key };
const spoken = DELIVERIES.filter((delivery) => delivery !== 'not_stated');
const plain = <T extends SeedPlainAct['do']>(name: T) =>
  record<Unplaced<SeedPlainAct>>({ ...common, do: oneOf([name]) });
const reasoned = <T extends SeedReasonedAct['do']>(name: T) =>
  record<Unplaced<SeedReasonedAct>>({ ...common, do: oneOf([name]), reason: sentences });

const saveDraft: Fields<Unplaced<SeedSaveDraft>> = {
  ...common,
  do: oneOf(['save_draft']),
  text: markdown,
  delivery: oneOf(spoken),
  nextMilestone: optional(line()),
  figures,
};

const acts: Record<SeedActName, Reader<Unplaced<SeedAct>>> = {
  save_draft: record(saveDraft),
  submit: plain('submit'),
  clear: plain('clear'),
  claim: plain('claim'),
  approve: plain('approve'),
  return: reasoned('return'),
  reopen: reasoned('reopen'),
  add_contributor: record<Unplaced<SeedAddContributor>>({
    ...common,
    do: oneOf(['add_contributor']),
    person: key,
  }),
  reassign: record<Unplaced<SeedReassign>>({ ...common, do: oneOf(['reassign']), owner: key }),
};

/** Which fields an act has depends on what was done. */
function actOf<A extends { do: string; line: number }>(
  readers: Record<A['do'], Reader<Unplaced<A>>>,
): Reader<A> {
  const actName = oneOf(Object.keys(readers) as A['do'][]);
  return {
    read: (at: Cursor) => {
      const what = peek(at, 'do');
      if (!what) return refuse(at, 'must be a record that says in "do" what was done');
      const name = actName.read(what);
      const read = name && readers[name].read(at);
      // The same object, because the log knows the places of its fields by it.
      return read && (Object.assign(read, { line: at.place.line }) as unknown as A);
    },
  };
}

const act: Reader<SeedAct> = actOf<SeedAct>(acts);

const summaryAct = actOf<SeedSummaryAct>({
  save_paragraph: record<Unplaced<SeedSaveParagraph>>({
    ...common,
    do: oneOf(['save_paragraph']),
    text: markdown,
  }),
  submit: plain('submit'),
  clear: plain('clear'),
  claim: plain('claim'),
  approve: plain('approve'),
});

const summary = record<SeedSummary>({
  at: localTime,
  by: key,
  title: line(),
  draftsDueOn: date,
  reviewDueOn: date,
  signOffDueOn: date,
  publicationOn: date,
  introduction: markdown,
  themes: list(
    record<SeedTheme>({
      title: line(),
      paragraphs: list(
        record<SeedParagraph>({
          key,
          title: line(80),
          isUntitled: withDefault(flag, () => false),
          chapter: key,
          owner: key,
          commitments: withDefault(list(key), () => []),
          from: withDefault(list(key), () => []),
        }),
        1,
      ),
    }),
    1,
  ),
  acts: withDefault(list(summaryAct), () => []),
});

const hold = record<SeedHold>({ name: line(), startsOn: date, endsOn: date, reason: line(500) });

export const roundFile: Reader<Omit<SeedRound, 'file'>> = record<Omit<SeedRound, 'file'>>({
  slug: key,
  title: line(),
  period,
  financialYear,
  quarter: wholeNumber(1, 4),
  asAt: date,
  opensOn: date,
  draftsDueOn: date,
  reviewDueOn: date,
  signOffDueOn: date,
  publicationOn: date,
  introduction: markdown,
  holds: withDefault(list(hold), () => []),
  clockStartsAt: localTime,
  acts: withDefault(list(act), () => []),
  summary: optional(summary),
});
