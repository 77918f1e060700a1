import type { DataSource } from 'typeorm';
import type { EditionSnapshot } from '../../common/edition-snapshot.js';
import { hasPhrase } from '../../common/phrase.js';
import { documentToText } from '../../common/rich-text/index.js';
import type { ProvenanceStepDto } from './dto/provenance.dto.js';
import { then, type EntryFacts } from './provenance-facts.js';
import { actors } from './suggestion-steps.js';

/** Words that are no row's: of the edition as a whole. */
export type EditionPart =
  'introduction' | 'title' | 'period' | 'plan' | 'skipped' | 'correction' | 'dateNote';

/** Which part of the edition, beside its rows, prints the words; undefined when none does. */
export function editionPartOf(edition: EditionSnapshot, words: string): EditionPart | undefined {
  const { introduction, title, period, plan, publisher, alsoCovers = [], correction } = edition;
  const texts: [EditionPart, string][] = [
    ['introduction', introduction ? documentToText(introduction) : ''],
    ['title', title],
    ['period', period.label],
    ['plan', `${plan.title}\n${publisher}`],
    ['skipped', alsoCovers.map(({ label, reason }) => `${label}\n${reason}`).join('\n')],
    ['correction', correction?.note ?? ''],
    ['dateNote', edition.dateNote ?? ''],
  ];
  return texts.find(([, text]) => hasPhrase(text, words))?.[0];
}

/** What each part is called, and which entries of the trail tell who wrote it. */
const PARTS: Record<EditionPart, { words: string; kinds: string[]; field?: string }> = {
  introduction: {
    words: 'the introduction',
    kinds: ['round.created', 'round.changed', 'round.correction_started'],
    field: 'introduction',
  },
  title: {
    words: 'the edition’s title',
    kinds: ['round.created', 'round.changed', 'round.correction_started'],
    field: 'title',
  },
  period: {
    words: 'the edition’s period',
    kinds: ['round.created', 'round.changed'],
    field: 'periodLabel',
  },
  plan: { words: 'the plan’s title and publisher', kinds: ['plan.created', 'plan.changed'] },
  skipped: {
    words: 'why a period had no edition',
    kinds: ['plan.period_skipped', 'round.skipped'],
  },
  correction: { words: 'the note of the correction', kinds: ['round.correction_started'] },
  dateNote: { words: 'the note on dates', kinds: [] },
};

const DONE: Record<string, string> = {
  'round.created': 'made the round',
  'plan.created': 'made the plan',
  'plan.changed': 'changed the plan',
  'plan.period_skipped': 'skipped the period, with this reason',
  'round.skipped': 'skipped the round, with this reason',
  'round.correction_started': 'started the correction, with this note',
};

/**
 * Who wrote a part of the edition, from the trail: who made its round and everyone who changed the part.
 * @param readsTrail whether the reader is told where in the trail it stands
 */
export async function editionSteps(
  database: DataSource,
  part: EditionPart,
  of: { round: { id: string; title: string }; planId: string; until: Date; skippedFrom?: string[] },
  readsTrail: boolean,
): Promise<ProvenanceStepDto[]> {
  const { kinds, field, words } = PARTS[part];
  const entries = await database.query<EntryFacts[]>(
    `SELECT e.seq::int AS seq, e.hash, e.kind, e.happened_at AS at, e.data,
       ${then('e.actor_id', 'e.happened_at')} AS who, ${then('e.on_behalf_of_id', 'e.happened_at')} AS "onBehalfOf"
     FROM audit_entries e WHERE e.kind = ANY($1::text[]) AND e.happened_at <= $2
       AND CASE WHEN e.kind IN ('plan.period_skipped', 'round.skipped') THEN EXISTS (
         SELECT 1 FROM skipped_periods s WHERE s.id::text = e.data ->> 'skipId' AND s.plan_id = $4
           AND s.undone_at IS NULL AND s.period_start::text = ANY($5::text[]))
       ELSE e.subject_id IN ($3::text, $4::text) END
     ORDER BY e.seq`,
    [kinds, of.until, of.round.id, of.planId, of.skippedFrom ?? []],
  );
  const changedIt = ({ kind, data }: EntryFacts): boolean =>
    field === undefined ||
    kind === 'round.created' ||
    ((data['fields'] as string[] | undefined) ?? []).includes(field);
  return entries.filter(changedIt).map((entry) => ({
    ...{ act: 'worded', at: entry.at, round: of.round, ...actors(entry) },
    words:
      entry.kind === 'round.correction_started' && field
        ? `wrote ${words} anew, for a correction`
        : (DONE[entry.kind] ?? `changed ${words}`),
    ...(entry.who && { role: 'Secretariat' }),
    ...(readsTrail && { entry: { seq: entry.seq, hash: entry.hash } }),
  }));
}

/** “These words are the introduction’s. …”: what they are of, before who signed. */
export const editionWords = (part: EditionPart): string =>
  `These words are of ${PARTS[part].words}. `;
