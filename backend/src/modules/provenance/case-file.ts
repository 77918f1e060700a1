import { DELIVERY_WORDS } from '../../common/content.js';
import { dateInWords, instantInWords, londonDate } from '../../common/dates.js';
import { personWords } from '../../common/person-words.js';
import { hasPhrase } from '../../common/phrase.js';
import type { DiffSegment } from '../../common/rich-text/index.js';
import type { CaseFile, CaseStep } from '../../platform/documents/index.js';
import type { PersonThen } from '../../platform/http/refs.dto.js';
import type { ContentDiffDto } from '../updates/index.js';
import type { ProvenanceDto, ProvenanceStepDto, SpellDto } from './dto/provenance.dto.js';
import { editionWords, type EditionPart } from './edition-words.js';

/** Who made the case file, when, and where the edition lives. */
export interface CaseOptions {
  madeBy: string;
  madeAt: Date;
  address: string;
}

/** A case file says what the screen says, from the same data. */
export function toCaseFile(found: ProvenanceDto, options: CaseOptions): CaseFile {
  const { edition, row } = found;
  const [year, month, day] = londonDate(options.madeAt).split('-').map(Number);
  return {
    title: 'Case file: who approved these words',
    author: options.madeBy,
    date: { year: year!, month: month!, day: day! },
    wordsLabel: 'Words',
    words: found.words ?? found.asked,
    answer: found.answer,
    facts: [
      ...(found.isWhole || !found.words ? [] : [fact('Asked for', `“${found.asked}”`)]),
      fact('Edition', `${edition.title}, version ${edition.version}`),
      fact('Published', dateInWords(edition.publishedOn)),
      ...(row
        ? [
            fact(
              'Row',
              [row.chapter, row.reference, row.title].filter(Boolean).join(', ') +
                ` (number ${row.position} of the edition)`,
            ),
          ]
        : []),
      ...found.spells.map((spell, index) => fact(`Present, ${index + 1}`, spellWords(spell))),
      ...(found.publishedTextOnly.length > 0
        ? [
            fact(
              'Published text only was compared in',
              found.publishedTextOnly.map(({ title }) => title).join(', '),
            ),
          ]
        : []),
      fact('Made', `${instantInWords(options.madeAt)} (London) by ${options.madeBy}`),
    ],
    steps: found.steps.map(toCaseStep),
    entries: found.steps.flatMap(({ entry, ...step }) =>
      entry ? [{ seq: String(entry.seq), what: headingOf(step), hash: entry.hash }] : [],
    ),
    check: [
      `This edition is kept at ${options.address}. Its hash is ${edition.snapshotHash}: the SHA-256 of everything that it prints.`,
      'A text’s hash is the SHA-256 of its canonical JSON. The approval names the text’s hash, the manifest names every text’s hash, and the signature names the manifest’s.',
      'The audit trail can be exported with every entry’s hash. Each entry carries the hash of the one before, and the command verify checks the whole chain against the records.',
      'People and organisations are named as they were when they acted.',
    ],
  };
}

const fact = (label: string, value: string) => ({ label, value });

/** The answer in a sentence or two. */
export function answerOf({
  steps,
  where,
  isWhole,
  words,
}: Pick<ProvenanceDto, 'steps' | 'where' | 'isWhole' | 'words'>): string {
  if (where === 'nowhere') return 'These words are not in this row.';
  const approval = steps.findLast(({ act, row }) => act === 'approve' && !row);
  const signing = steps.findLast(({ act }) => act === 'signed');
  if (!signing) return 'Published before this system: who approved it is not recorded here.';
  const part = isWhole || !words ? '' : 'Of the words asked for, only these are in the row. ';
  const listed = where === 'listing' || where === 'omission';
  const approved = approval && !listed ? `Approved by ${actorWords(approval)}. ` : '';
  return `${part}${listed ? listingWords(steps, words ?? '') : suggestionWords(steps) + originWords(steps)}${approved}Signed by ${actorWords(signing)}.`;
}

/** Of words of the edition as a whole. Who last wrote them, and that only the signature covers them. */
export function editionAnswer(part: EditionPart, steps: ProvenanceDto['steps']): string {
  const signing = steps.findLast(({ act }) => act === 'signed');
  if (!signing)
    return `${editionWords(part)}Published before this system: who wrote and approved them is not recorded here.`;
  const written = steps.findLast(({ act, who }) => act === 'worded' && who);
  const by = written ? `Last written by ${actorWords(written)}. ` : '';
  return `${editionWords(part)}${by}Nobody approves them by themselves: the signature covers everything that the edition prints. Signed by ${actorWords(signing)}.`;
}

/** “Suggested by B (lead), accepted by A (owner). ” */
function suggestionWords(steps: ProvenanceDto['steps']): string {
  const who = (act: string): string =>
    [...new Set(steps.filter((step) => step.act === act).map(actorWords))].join(' and ');
  if (who('suggested') === '') return '';
  const isPart = steps.every(
    (step) => step.act !== 'suggested' || /^suggested a part/.test(step.words),
  );
  return `${isPart ? 'A part of them suggested' : 'Suggested'} by ${who('suggested')}, accepted by ${who('accepted')}. `;
}

/** “First in “Row”, approved there by B (lead). ” */
function originWords(steps: ProvenanceDto['steps']): string {
  const rows = new Map(steps.flatMap(({ row }) => (row ? [[row.id, row.title] as const] : [])));
  return [...rows]
    .map(([id, title]) => {
      const approval = steps.findLast(({ act, row }) => act === 'approve' && row?.id === id);
      return `First in “${title}”${approval ? `, approved there by ${actorWords(approval)}` : ''}. `;
    })
    .join('');
}

/** “Put into the register by B (secretariat). ”, or into the edition where its layout brought the words. */
function listingWords(steps: ProvenanceDto['steps'], words: string): string {
  const change = steps.findLast(
    ({ act, hasWords, fields = [] }) =>
      (act === 'register' && hasWords) ||
      fields.some(({ from = '', to = '' }) => hasPhrase(to, words) && !hasPhrase(from, words)) ||
      (hasWords && fields.some(({ to }) => to !== undefined && hasPhrase(words, to))),
  );
  if (!change) {
    const added = steps.find(({ act, who }) => act === 'added' && who);
    const by = added ? `Taken into the register by ${actorWords(added)}. ` : '';
    return `${by}Nobody approves how a row is listed by itself: the signature covers it. `;
  }
  const where = change.act === 'register' ? 'register' : 'edition by its layout,';
  return `Put into the ${where} by ${actorWords(change)}. `;
}

export const personThenWords = ({ name, organisation, isAssumed }: PersonThen): string =>
  `${personWords({ name, organisation })}${isAssumed ? ' (name and organisation as first recorded)' : ''}`;

function actorWords({ who, onBehalfOf, role }: Omit<ProvenanceStepDto, 'entry'>): string {
  if (!who) return '';
  const actor = onBehalfOf
    ? `${personThenWords(who)}, for ${personThenWords(onBehalfOf)}`
    : personThenWords(who);
  return role ? `${actor} (${role.toLowerCase()})` : actor;
}

const headingOf = (step: Omit<ProvenanceStepDto, 'entry'>): string =>
  [actorWords(step), step.words].filter(Boolean).join(' ');

const whenWords = (at: Date, isDayOnly = false): string =>
  isDayOnly ? dateInWords(londonDate(at)) : instantInWords(at);

const spellWords = ({ since, until }: SpellDto): string =>
  `from revision ${since.number} (${since.round.title}, ${whenWords(since.madeAt, since.isDayOnly)})` +
  (until
    ? ` until revision ${until.number} (${until.round.title}, ${whenWords(until.madeAt, until.isDayOnly)})`
    : ' to this edition');

function toCaseStep(step: ProvenanceStepDto): CaseStep {
  const {
    writers = [],
    contentHash,
    manifestHash,
    hasWords,
    entry,
    diff,
    reason,
    fields = [],
  } = step;
  const changes = diff ? changesOf(diff) : fields.map(fieldChange);
  return {
    heading: `${whenWords(step.at, step.isDayOnly)}: ${headingOf(step)}`,
    facts: [
      fact('Round', step.round.title),
      ...(step.row ? [fact('In another row', step.row.title)] : []),
      ...(writers.length > 0 ? [fact('Written by', writers.map(actorOf).join('; '))] : []),
      ...(hasWords === undefined ? [] : [fact('Has the words', hasWords ? 'yes' : 'no')]),
      ...(contentHash ? [fact('Hash of the text', contentHash)] : []),
      ...(manifestHash ? [fact('Manifest', manifestHash)] : []),
      ...(entry ? [fact('Audit entry', String(entry.seq))] : []),
    ],
    ...(reason && { reason }),
    ...(changes.length > 0 && {
      changesLabel: diff ? 'What changed since the text before' : 'What changed of the listing',
      changes,
    }),
  };
}

const actorOf = ({ who, onBehalfOf, role }: NonNullable<ProvenanceStepDto['writers']>[number]) =>
  actorWords({ who, onBehalfOf, role } as ProvenanceStepDto);

/** Only the paragraphs that changed, in their pieces. */
function changesOf({
  document,
  delivery,
  nextMilestone,
  figures = [],
}: ContentDiffDto): CaseStep['changes'] & {} {
  const words = (status: string | undefined): string =>
    status ? DELIVERY_WORDS[status as keyof typeof DELIVERY_WORDS] : 'none';
  return [
    ...document.blocks
      .filter(({ kind, segments }) => kind !== 'same' && segments.length > 0)
      .map(({ segments }) => segments.map(piece)),
    ...(nextMilestone && !nextMilestone.isEqual
      ? [[{ op: 'same' as const, text: 'Next milestone: ' }, ...nextMilestone.segments]]
      : []),
    ...figures.map(({ segments }) => [{ op: 'same' as const, text: 'Figure: ' }, ...segments]),
    ...(delivery
      ? [
          [
            { op: 'same' as const, text: 'Delivery: ' },
            { op: 'delete' as const, text: words(delivery.from) },
            { op: 'same' as const, text: ' ' },
            { op: 'insert' as const, text: words(delivery.to) },
          ],
        ]
      : []),
  ];
}

const fieldChange = ({ field, from, to }: NonNullable<ProvenanceStepDto['fields']>[number]) => [
  { op: 'same' as const, text: `${field[0]!.toUpperCase()}${field.slice(1)}: ` },
  ...(from ? [{ op: 'delete' as const, text: from }] : []),
  { op: 'same' as const, text: ' ' },
  ...(to ? [{ op: 'insert' as const, text: to }] : []),
];

const piece = ({ op, text }: DiffSegment) => ({
  op: op === 'format' ? ('same' as const) : op,
  text,
});
