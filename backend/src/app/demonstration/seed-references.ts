import type { SeedLog } from './seed-problems.js';
import type {
  SeedAssessment,
  SeedHistoricEdition,
  SeedOrganisation,
  SeedPerson,
  SeedRound,
  SeedSummary,
  Seeds,
} from './seed-types.js';

/** What must hold between records and files: unique keys, references that lead somewhere, dates in order. */
export function checkReferences(seeds: Seeds, log: SeedLog): void {
  const { organisations, people, plan, assessment, editions, rounds } = seeds;
  unique(log, organisations, 'key');
  unique(log, people, 'key');
  unique(log, people, 'email');
  unique(log, plan.chapters, 'key');
  unique(log, plan.commitments, 'key');
  unique(log, [...editions, ...rounds], 'slug');

  const known = {
    organisation: keysOf(organisations),
    person: keysOf(people),
    chapter: keysOf(plan.chapters),
    commitment: keysOf(plan.commitments),
  };
  const refer = reference(log);

  refer(plan, 'publisher', known.organisation, 'organisation');
  for (const commitment of plan.commitments) {
    refer(commitment, 'chapter', known.chapter, 'chapter');
    refer(commitment, 'owner', known.person, 'person');
    for (const field of ['leadOrganisation', 'asker', 'funder'] as const) {
      refer(commitment, field, known.organisation, 'organisation');
    }
  }
  for (const link of plan.lineage) {
    refer(link, 'from', known.commitment, 'commitment');
    refer(link, 'to', known.commitment, 'commitment');
    if (link.from === link.to) log.reportAt(link, 'to', 'is the commitment itself');
  }
  for (const { otherNames } of organisations) {
    for (const other of otherNames) {
      inOrder(log, other, ['from', 'until']);
      if (other.kind === 'former' && other.until === undefined) {
        log.reportAt(other, 'kind', 'a former name says until when');
      }
    }
  }
  checkAssessment(assessment, refer, known.commitment, log);
  for (const person of people) {
    refer(person, 'organisation', known.organisation, 'organisation');
    for (const role of person.roles) {
      refer(role, 'chapter', known.chapter, 'chapter');
      refer(role, 'commitment', known.commitment, 'commitment');
    }
    checkScopes(person, log);
  }
  checkClearers(organisations, people, log);

  for (const edition of editions) {
    unique(log, edition.rows, 'key');
    inOrder(log, edition.period, ['start', 'end']);
    inOrder(log, edition, ['asAt', 'publishedOn']);
    for (const row of edition.rows) {
      refer(row, 'leadOrganisation', known.organisation, 'organisation');
      row.commitments.forEach((_, index) =>
        refer(row.commitments, index, known.commitment, 'commitment'),
      );
    }
  }

  for (const round of rounds) {
    checkRoundDates(round, log);
    const rows = keysOf(lastEditionBefore(round, editions)?.rows ?? []);
    for (const act of round.acts) {
      refer(act, 'by', known.person, 'person');
      refer(act, 'update', rows, 'row of the last edition');
      if (act.do === 'add_contributor') refer(act, 'person', known.person, 'person');
      if (act.do === 'reassign') refer(act, 'owner', known.person, 'person');
    }
    if (round.summary) checkSummary(round, round.summary, rows, known, refer, log);
  }
}

/** The edition whose rows a round carries over. */
export function lastEditionBefore(
  round: SeedRound,
  editions: readonly SeedHistoricEdition[],
): SeedHistoricEdition | undefined {
  return editions.filter(({ asAt, isSummary }) => !isSummary && asAt < round.asAt).at(-1);
}

function checkSummary(
  round: SeedRound,
  summary: SeedSummary,
  rows: ReadonlySet<string>,
  known: Record<'person' | 'chapter' | 'commitment', ReadonlySet<string>>,
  refer: ReturnType<typeof reference>,
  log: SeedLog,
): void {
  const paragraphs = summary.themes.flatMap((theme) => theme.paragraphs);
  unique(log, paragraphs, 'key');
  refer(summary, 'by', known.person, 'person');
  inOrder(log, summary, ['at', 'draftsDueOn', 'reviewDueOn', 'signOffDueOn', 'publicationOn']);
  for (const paragraph of paragraphs) {
    if (rows.has(paragraph.key)) log.reportAt(paragraph, 'key', 'is a row of the last edition');
    refer(paragraph, 'chapter', known.chapter, 'chapter');
    refer(paragraph, 'owner', known.person, 'person');
    paragraph.commitments.forEach((_, index) =>
      refer(paragraph.commitments, index, known.commitment, 'commitment'),
    );
    paragraph.from.forEach((_, index) =>
      refer(paragraph.from, index, rows, 'row of the last edition'),
    );
  }
  const began = round.acts.at(-1)?.at ?? round.opensOn;
  if (summary.at < began) log.reportAt(summary, 'at', `is before the round’s last act (${began})`);
  inDateOrder(summary.acts, summary.at, round, log);
  for (const act of summary.acts) {
    refer(act, 'by', known.person, 'person');
    refer(act, 'update', keysOf(paragraphs), 'paragraph');
  }
}

function checkAssessment(
  { sections, characteristics }: SeedAssessment,
  refer: ReturnType<typeof reference>,
  commitments: ReadonlySet<string>,
  log: SeedLog,
): void {
  for (const { actions } of sections) {
    for (const action of actions) {
      action.commitments.forEach((_, index) =>
        refer(action.commitments, index, commitments, 'commitment'),
      );
    }
  }
  unique(log, characteristics, 'characteristic');
  const known = new Set<string>(characteristics.map(({ characteristic }) => characteristic));
  for (const each of characteristics) {
    refer(each, 'sameAs', known, 'characteristic');
    if (each.sameAs === each.characteristic) log.reportAt(each, 'sameAs', 'is the same one');
    for (const named of each.names) {
      if (named.section > sections.length) {
        log.reportAt(named, 'section', `there is no section ${named.section}`);
      }
    }
  }
}

function checkScopes(person: SeedPerson, log: SeedLog): void {
  for (const role of person.roles) {
    const scopes = [role.chapter, role.commitment].filter((scope) => scope !== undefined).length;
    if (role.role === 'lead' && scopes !== 1) {
      log.reportAt(role, 'role', 'lead needs a chapter or a commitment, and not both');
    }
    if (role.role !== 'lead' && scopes > 0) {
      log.reportAt(role, 'role', 'only a lead has a chapter or a commitment');
    }
  }
}

/** A body that requires clearance and has nobody to clear would block its own updates. */
function checkClearers(
  organisations: SeedOrganisation[],
  people: SeedPerson[],
  log: SeedLog,
): void {
  for (const organisation of organisations) {
    const hasClearer = people.some(
      (person) =>
        person.organisation === organisation.key && person.roles.some((r) => r.role === 'clearer'),
    );
    if (organisation.requiresClearance && !hasClearer) {
      log.reportAt(organisation, 'requiresClearance', 'needs a person with the role clearer');
    }
  }
}

function checkRoundDates(round: SeedRound, log: SeedLog): void {
  inOrder(log, round.period, ['start', 'end']);
  inOrder(log, round, ['opensOn', 'draftsDueOn', 'reviewDueOn', 'signOffDueOn', 'publicationOn']);
  inOrder(log, round, ['asAt', 'publicationOn']);
  inOrder(log, round, ['opensOn', 'clockStartsAt']);
  for (const hold of round.holds) {
    inOrder(log, hold, ['startsOn', 'endsOn']);
    if (hold.startsOn <= round.publicationOn && round.publicationOn <= hold.endsOn) {
      log.reportAt(round, 'publicationOn', `is inside the hold "${hold.name}"`);
    }
  }
  inDateOrder(round.acts, round.opensOn, round, log);
}

function inDateOrder(
  acts: readonly { at: string }[],
  from: string,
  round: SeedRound,
  log: SeedLog,
): void {
  let last = from;
  for (const act of acts) {
    if (act.at < last) log.reportAt(act, 'at', `is before ${last}: acts stand in date order`);
    if (act.at > round.clockStartsAt) {
      log.reportAt(act, 'at', `is after the clock starts (${round.clockStartsAt})`);
    }
    if (act.at > last) last = act.at;
  }
}

const keysOf = (records: readonly { key: string }[]): ReadonlySet<string> =>
  new Set(records.map(({ key }) => key));

function unique<T extends object>(log: SeedLog, records: readonly T[], field: keyof T & string) {
  const seen = new Map<unknown, T>();
  for (const record of records) {
    const value = record[field];
    const first = seen.get(value);
    if (first && value !== undefined) {
      const { file, line } = log.placeOf(first, field);
      log.reportAt(record, field, `"${String(value)}" is already used at ${file}:${line}`);
    }
    if (!first) seen.set(value, record);
  }
}

/** Reports a field that names a record which is not there. Absent and misread fields pass. */
const reference =
  (log: SeedLog) =>
  <T extends object, K extends keyof T & (string | number)>(
    record: T,
    field: K,
    known: ReadonlySet<string>,
    kind: string,
  ): void => {
    const value: unknown = record[field];
    if (typeof value === 'string' && !known.has(value)) {
      log.reportAt(record, field, `there is no ${kind} "${value}"`);
    }
  };

/** Reports every date that is before the one it should follow. The same day is in order. */
function inOrder<T extends object>(log: SeedLog, record: T, fields: (keyof T & string)[]): void {
  fields.slice(1).forEach((field, index) => {
    const earlier = fields[index];
    if (earlier === undefined) return;
    const [from, to]: unknown[] = [record[earlier], record[field]];
    if (typeof from === 'string' && typeof to === 'string' && to < from) {
      log.reportAt(record, field, `${to} is before ${earlier} (${from})`);
    }
  });
}
