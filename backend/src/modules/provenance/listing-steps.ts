import type { DataSource } from 'typeorm';
import { hasPhrase } from '../../common/phrase.js';
import type { PersonThen } from '../../platform/http/refs.dto.js';
import type { NewCommitmentFields, RegisterChange } from '../plan/index.js';
import type { PrintedListing } from '../updates/index.js';
import type { ProvenanceStepDto } from './dto/provenance.dto.js';
import { then, type ChainLink, type EntryFacts } from './provenance-facts.js';
import { actors } from './suggestion-steps.js';

/**
 * The rows of a chain from the first one after which the words never left what is printed of a row beside
 * its text: its title, its wording, its chapter, its reference and its organisation.
 */
export async function listedSince<Link extends ChainLink>(
  database: DataSource,
  chain: readonly Link[],
  words: string,
): Promise<Link[]> {
  const listings = await database.query<{ id: string; texts: string[] }[]>(
    `SELECT u.id, ARRAY[u.title, l.wording, l.chapter, coalesce(l.reference, ''), concat_ws(' ', l.reference, u.title),
       coalesce(o.name, '')] AS texts
     FROM updates u JOIN listings l ON l.update_id = u.id LEFT JOIN organisations o ON o.id = u.organisation_id
     WHERE u.id = ANY($1::uuid[])`,
    [chain.map(({ updateId }) => updateId)],
  );
  const having = new Set(
    listings
      .filter(({ texts }) => texts.some((text) => hasPhrase(text, words)))
      .map(({ id }) => id),
  );
  const without = chain.findLastIndex(({ updateId }) => !having.has(updateId));
  return chain.slice(Math.min(without + 1, chain.length - 1));
}

interface ChangeFacts {
  id: string;
  kind: string;
  reason: string;
  after: RegisterChange;
  chapter: string | null;
  organisation: string | null;
  round: { id: string; title: string };
  who: PersonThen;
  onBehalfOf: PersonThen | null;
  at: Date;
}

/** Changes of the register that took effect in these rounds, for commitments of these updates. */
const CHANGES = `
  SELECT c.id, c.kind, c.reason, c.after, h.title AS chapter, o.name AS organisation, json_build_object('id', r.id, 'title', r.title) AS round,
    ${then('c.made_by_id', 'c.made_at')} AS who, ${then('c.on_behalf_of_id', 'c.made_at')} AS "onBehalfOf",
    c.made_at AS at
  FROM commitment_changes c JOIN commitment_change_effects e ON e.change_id = c.id
  JOIN rounds r ON r.id = e.round_id LEFT JOIN chapters h ON h.id::text = c.after ->> 'chapterId'
  LEFT JOIN organisations o ON o.id::text = c.after -> 'commitment' ->> 'leadOrganisationId'
  WHERE e.round_id = ANY($2::uuid[]) AND c.kind = ANY($3::text[]) AND EXISTS (
    SELECT 1 FROM update_commitments m WHERE m.update_id = ANY($1::uuid[]) AND (m.commitment_id = c.commitment_id
      OR m.commitment_id::text = c.after ->> 'intoId'
      OR c.after -> 'parts' @> jsonb_build_array(jsonb_build_object('id', m.commitment_id))))
  ORDER BY c.seq`;

const CHANGED: Record<string, string> = {
  add: 'added the commitment',
  reword: 'reworded the commitment',
  move: 'moved the commitment',
  renumber: 'changed the commitment’s reference',
  split: 'split the commitment',
  merge: 'merged two commitments',
  reopen: 'reopened the commitment',
};

/** Who changed how the row is listed: by the layout or in the register, both of which keep their words. */
export async function listingSteps(
  database: DataSource,
  chain: readonly ChainLink[],
  entries: readonly EntryFacts[],
  words: string,
): Promise<ProvenanceStepDto[]> {
  const changes = await database.query<ChangeFacts[]>(CHANGES, [
    chain.map(({ updateId }) => updateId),
    chain.map(({ round }) => round.id),
    Object.keys(CHANGED),
  ]);
  const layouts = await database.query<LayoutFacts[]>(LAYOUTS, [
    chain.map(({ updateId }) => updateId),
  ]);
  const ofRegister = changes.map((change): ProvenanceStepDto => {
    const entry = entries.find(({ data }) => data['changeId'] === change.id);
    return {
      ...{ act: 'register', at: change.at, round: change.round, role: 'Secretariat' },
      ...{ words: CHANGED[change.kind]!, ...actors(change), reason: change.reason },
      hasWords: textsOf(change).some((text) => hasPhrase(text, words)),
      ...(entry && entryOf(entry)),
    };
  });
  const isAdded = changes.some(({ kind }) => kind === 'add');
  const ofPlan = isAdded ? [] : await additionSteps(database, chain, entries);
  return [...ofPlan, ...ofRegister, ...layoutSteps(chain, layouts, entries, words)];
}

/** Who took the commitments of these rows into the register, where no round brought them. */
async function additionSteps(
  database: DataSource,
  chain: readonly ChainLink[],
  entries: readonly EntryFacts[],
): Promise<ProvenanceStepDto[]> {
  const added = await database.query<EntryFacts[]>(
    `SELECT e.seq::int AS seq, e.hash, e.happened_at AS at, ${then('e.actor_id', 'e.happened_at')} AS who,
       ${then('e.on_behalf_of_id', 'e.happened_at')} AS "onBehalfOf"
     FROM audit_entries e WHERE e.kind = 'commitment.added' AND e.subject_kind = 'commitment'
       AND e.subject_id IN (SELECT commitment_id::text FROM update_commitments WHERE update_id = ANY($1::uuid[]))
     ORDER BY e.seq`,
    [chain.map(({ updateId }) => updateId)],
  );
  return added.map((entry) => ({
    ...{
      act: 'added',
      at: entry.at,
      round: chain[0]!.round,
      words: 'took the commitment into the register',
    },
    ...actors(entry),
    ...(entry.who && { role: 'Secretariat' }),
    // Told by its place in the trail to those who read the trail.
    ...(entries.length > 0 && entryOf(entry)),
  }));
}

/** Everything that a change has put into the register in words. */
function textsOf({ after, chapter, organisation }: ChangeFacts): string[] {
  const given: Partial<NewCommitmentFields>[] = [
    after as Partial<NewCommitmentFields>,
    ...(after.kind === 'add' ? [after.commitment] : []),
    ...(after.kind === 'split' ? after.parts : []),
  ];
  return [
    ...[chapter, organisation],
    ...given.flatMap(({ title, summary, wording, reference }) => [
      [reference, title].filter(Boolean).join(' '),
      title,
      summary,
      wording,
      reference,
    ]),
  ].filter((text): text is string => !!text);
}

interface LayoutFacts {
  updateId: string;
  before: PrintedListing | null;
  after: PrintedListing;
  who: PersonThen;
  onBehalfOf: PersonThen | null;
  at: Date;
}

/** What layouts changed of how these rows are printed. */
const LAYOUTS = `
  SELECT c.update_id AS "updateId", c.before, c.after, ${then('c.made_by_id', 'c.made_at')} AS who,
    ${then('c.on_behalf_of_id', 'c.made_at')} AS "onBehalfOf", c.made_at AS at
  FROM listing_changes c WHERE c.update_id = ANY($1::uuid[]) ORDER BY c.seq`;

/** The layouts with their words; of those from before these were kept, what the trail tells. */
function layoutSteps(
  chain: readonly ChainLink[],
  layouts: readonly LayoutFacts[],
  entries: readonly EntryFacts[],
  words: string,
): ProvenanceStepDto[] {
  const told = entries.flatMap((entry) => {
    if (isOfRegister(entry, entries)) return [];
    const link = chain.find(({ updateId }) => isOfListing(entry, updateId));
    return link ? [{ entry, link }] : [];
  });
  const isOf = (layout: LayoutFacts, { entry, link }: (typeof told)[number]): boolean =>
    layout.updateId === link.updateId && layout.at.getTime() === entry.at.getTime();
  const kept = layouts.map((layout): ProvenanceStepDto => {
    const { updateId, before, after, at } = layout;
    const entry = told.find((each) => isOf(layout, each))?.entry;
    const { round } = chain.find((link) => link.updateId === updateId)!;
    return {
      ...{ act: 'listed', at, round, role: 'Secretariat', ...actors(layout) },
      words: before ? 'changed how the row is listed' : 'put the row into the round',
      hasWords: printedTexts(after).some((text) => hasPhrase(text, words)),
      fields: PRINTED.filter((field) => before?.[field] !== after[field]).map((field) => ({
        field,
        ...(before?.[field] && { from: before[field] }),
        ...(after[field] && { to: after[field] }),
      })),
      ...(entry && entryOf(entry)),
    };
  });
  const others = told
    .filter((each) => !layouts.some((layout) => isOf(layout, each)))
    .map(({ entry, link }): ProvenanceStepDto => {
      const added = entry.data['added'] as string[] | undefined;
      return {
        ...{ act: 'listed', at: entry.at, round: link.round, role: 'Secretariat' },
        words: added?.includes(link.updateId)
          ? 'put the row into the round'
          : 'changed where the row is listed, or how',
        ...(entry.who && { who: entry.who }),
        ...(entry.onBehalfOf && { onBehalfOf: entry.onBehalfOf }),
        ...entryOf(entry),
      };
    });
  return [...kept, ...others];
}

const printedTexts = ({ title, chapter, reference, wording }: PrintedListing): string[] => [
  ...[title, chapter, reference ?? '', wording],
  [reference, title].filter(Boolean).join(' '),
];

const PRINTED = ['title', 'chapter', 'reference', 'wording'] as const;

const entryOf = ({ seq, hash }: EntryFacts) => ({ entry: { seq, hash } });

/** What a change of the register did to rows is told with the change. */
const isOfRegister = ({ kind, at }: EntryFacts, entries: readonly EntryFacts[]): boolean =>
  kind === 'round.rows_changed' &&
  entries.some(
    (each) => each.kind === 'commitment.change_recorded' && each.at.getTime() === at.getTime(),
  );

/** Whether the entry tells of a layout that concerned the update's row. */
function isOfListing({ kind, subjectId, data }: EntryFacts, updateId: string): boolean {
  const { updateIds, fields, added, changed } = data as Partial<Record<string, string[]>>;
  switch (kind) {
    case 'round.listings_changed':
      return updateIds?.includes(updateId) === true;
    case 'round.rows_changed':
      return [...(added ?? []), ...(changed ?? [])].includes(updateId);
    case 'update.assigned':
      return subjectId === updateId && fields?.includes('listing') === true;
    default:
      return false;
  }
}
