import type { Actor, Decision } from '../../common/actor.js';
import { Problem, type Conflict } from '../../common/problems.js';
import { entityFrom, Parameters, type Statement } from '../../platform/database/sql.js';
import { whoDid, type Act } from '../audit/index.js';
import { whoMovedRound, type RoundState } from '../rounds/index.js';
import { CLAIMER_ID, LEADS_IT } from './claims.js';
import { ASKS_STILL_TRUE } from './still-true.js';
import { Update } from './update.entities.js';
import { updateScope } from './update-scope.js';
import { decideUpdate, isOvertaken, type Named, type UpdateFacts } from './update.policy.js';
import { REVISION_WORDS } from './update-texts.js';
import { LOCK_UPDATE } from './update-statements.js';
import type { PersonalUpdateAction } from './update.workflow.js';

interface FactsRow {
  facts: {
    roundState: RoundState;
    isSummary: boolean;
    isWithdrawn: boolean;
    asksStillTrue: boolean;
    hasSuggestion: boolean;
    owner: Named | null;
    claimer: Named | null;
    contributorIds: string[];
    commitmentIds: string[];
    writerIds: string[];
  };
  people?: Pick<UpdateFacts['people'], 'leads' | 'secretariat' | 'clearers'>;
}

/** Asks the database: of its own, or within an act. */
export type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/** People (alias p) as a JSON array of id and name, holding a grant (alias g) that fits. */
const holding = (fits: string): string => `
  coalesce((SELECT json_agg(DISTINCT jsonb_build_object('id', p.id, 'name', p.name))
    FROM grants g JOIN people p ON p.id = g.person_id AND p.is_active
    WHERE g.revoked_at IS NULL AND ${fits}), '[]')`;

/** Who holds which part: needed only to say who can. */
const PEOPLE = `json_build_object(
  'leads', ${holding(LEADS_IT)},
  'secretariat', ${holding("g.role = 'secretariat' AND g.plan_id = u.plan_id")},
  'clearers', ${holding("g.role = 'clearer' AND g.organisation_id = u.organisation_id")}) AS people`;

const nameOf = (personId: string): string =>
  `(SELECT json_build_object('id', p.id, 'name', p.name) FROM people p WHERE p.id = ${personId})`;

/** SQL: everyone who wrote or submitted any text of the update (alias u), and for whom. */
export const WRITERS = `SELECT DISTINCT w.person_id FROM update_revisions v
    LEFT JOIN revision_authors a ON a.revision_id = v.id
    CROSS JOIN LATERAL (VALUES (v.made_by_id), (v.on_behalf_of_id), (a.person_id), (a.on_behalf_of_id)) w (person_id)
    WHERE v.update_id = u.id AND w.person_id IS NOT NULL`;

const FACTS = `u.*, u.respond_by::text AS respond_by, json_build_object(
  'roundState', r.state,
  'isSummary', r.is_summary,
  'isWithdrawn', u.state = 'published' AND is_text_withdrawn(u.id),
  'asksStillTrue', ${ASKS_STILL_TRUE},
  'hasSuggestion', EXISTS (SELECT 1 FROM update_suggestions WHERE revision_id = u.latest_revision_id),
  'owner', ${nameOf('u.owner_id')},
  'claimer', ${nameOf(CLAIMER_ID)},
  'contributorIds', ARRAY(SELECT person_id FROM update_contributors WHERE update_id = u.id),
  'commitmentIds', ARRAY(SELECT commitment_id FROM update_commitments WHERE update_id = u.id ORDER BY position),
  'writerIds', ARRAY(${WRITERS})) AS facts`;

export interface KnownUpdate {
  update: Update;
  facts: UpdateFacts;
}

/** Asks for an update's columns and facts; no row when it is out of the actor's scope. */
export function factsOf(
  actor: Actor,
  updateId: string,
  { withPeople }: { withPeople: boolean },
): Statement {
  const parameters = new Parameters();
  const id = parameters.add(updateId);
  const sql = `SELECT ${FACTS}${withPeople ? `, ${PEOPLE}` : ''}
    FROM updates u JOIN rounds r ON r.id = u.round_id
    WHERE u.id = ${id} AND ${updateScope(actor, parameters)}`;
  return { sql, parameters: parameters.values };
}

/**
 * An update with what the policy needs, within the actor's scope.
 * @param withPeople true where the answer says who can; the decision itself needs them not
 * @throws Problem record.not_found also when it is out of the actor's scope
 */
export async function knowUpdate(
  query: Query,
  actor: Actor,
  updateId: string,
  { withPeople }: { withPeople: boolean },
): Promise<KnownUpdate> {
  const statement = factsOf(actor, updateId, { withPeople });
  const [row] = await query<FactsRow & Record<string, unknown>>(
    statement.sql,
    statement.parameters,
  );
  if (!row) throw new Problem('record.not_found', { what: 'update' });
  const { facts, people, ...columns } = row;
  const update = entityFrom(Update, columns);
  return { update, facts: toFacts(update, facts, people) };
}

/** The same of every update about a commitment that is within the actor's scope. */
export async function knowUpdatesOf(
  query: Query,
  actor: Actor,
  commitmentId: string,
): Promise<KnownUpdate[]> {
  const parameters = new Parameters();
  const id = parameters.add(commitmentId);
  const rows = await query<FactsRow & Record<string, unknown>>(
    `SELECT ${FACTS} FROM updates u JOIN rounds r ON r.id = u.round_id
     WHERE u.id IN (SELECT update_id FROM update_commitments WHERE commitment_id = ${id})
       AND ${updateScope(actor, parameters)}`,
    parameters.values,
  );
  return rows.map(({ facts, ...columns }) => {
    const update = entityFrom(Update, columns);
    return { update, facts: toFacts(update, facts, undefined) };
  });
}

const toFacts = (
  update: Update,
  { roundState, asksStillTrue, hasSuggestion, owner, claimer, ...known }: FactsRow['facts'],
  people: NonNullable<FactsRow['people']> = { leads: [], secretariat: [], clearers: [] },
): UpdateFacts => ({
  planId: update.planId,
  chapterId: update.chapterId,
  commitmentIds: known.commitmentIds,
  organisationId: update.organisationId,
  ownerId: update.ownerId,
  contributorIds: known.contributorIds,
  state: update.state,
  isOpenForWork:
    !update.isSealed &&
    (update.correctionNo === 0 ? roundState === 'open' : roundState === 'published'),
  isOmitted: update.omissionId !== null,
  isWithdrawn: known.isWithdrawn,
  isSummary: known.isSummary,
  isContinued: update.previousUpdateId !== null && update.correctionNo === 0,
  claimedById: claimer?.id ?? null,
  asksStillTrue,
  hasSuggestion,
  writerIds: new Set(known.writerIds),
  people: {
    owner: owner ?? undefined,
    claimer: claimer ?? undefined,
    ...people,
  },
});

/**
 * Locks the update for an action and lets the policy decide.
 * @throws Problem record.not_found, permission.refused, or transition.illegal with who acted first
 */
export async function takeUpdate(
  act: Act,
  updateId: string,
  action: PersonalUpdateAction,
): Promise<KnownUpdate & { as: Extract<Decision, { isAllowed: true }>['as'] }> {
  const { actor } = act;
  if (!actor) throw new Problem('permission.refused');
  const query: Query = (sql, parameters) => act.query(sql, parameters);
  // Read after the lock is held, in a statement of its own: what others committed meanwhile counts.
  const [, known] = await Promise.all([
    act.query(LOCK_UPDATE, [updateId]),
    knowUpdate(query, actor, updateId, { withPeople: false }),
  ]);
  const decision = decideUpdate(action, known.facts, actor);
  if (decision.isAllowed) return { ...known, as: decision.as };
  throw await refusal(act, actor, updateId, action);
}

/** The refusal in full, with who can and, when others were first, who did what. */
async function refusal(
  act: Act,
  actor: Actor,
  updateId: string,
  action: PersonalUpdateAction,
): Promise<Problem> {
  const query: Query = (sql, parameters) => act.query(sql, parameters);
  const known = await knowUpdate(query, actor, updateId, { withPeople: true });
  const decision = decideUpdate(action, known.facts, actor);
  if (decision.isAllowed) throw new Error('Who holds which part changed the decision');
  const { why, whoCan } = decision;
  const context = { why, ...(whoCan && { whoCan }) };
  if (!isOvertaken(action, known.facts, actor)) return new Problem('permission.refused', context);
  const conflict = await lastEvent(act, known);
  return new Problem('transition.illegal', context, { ...(conflict && { conflict }) });
}

const EVENT_WORDS: Record<string, string> = {
  ...REVISION_WORDS,
  declare_no_change: 'said that nothing has changed',
  clear: 'cleared it',
  refuse_clearance: 'refused clearance',
  recall: 'recalled it',
  return: 'returned it',
  approve: 'approved it',
  reopen: 'reopened it',
  omit: 'left it out',
  include: 'included it again',
  decline: 'declined to sign it',
  abandon: 'abandoned the correction',
  confirm_still_true: 'confirmed that it is still true',
};

/** Who did what last: told to somebody whose act came second. Absent when nothing was done yet. */
async function lastEvent(act: Act, { facts, update }: KnownUpdate): Promise<Conflict | undefined> {
  if (!facts.isOpenForWork) return whoMovedRound(act, update.roundId);
  if (facts.claimedById && update.claimedAt) {
    return whoDid(act, facts.claimedById, 'claimed it', update.claimedAt);
  }
  const [event] = await act.manager.query<{ what: string; at: Date; who: string | null }[]>(
    `SELECT kind AS what, decided_at AS at, decided_by_id AS who FROM update_decisions WHERE update_id = $1
     UNION ALL
     SELECT kind, made_at, made_by_id FROM update_revisions WHERE update_id = $1
     ORDER BY at DESC LIMIT 1`,
    [update.id],
  );
  return event && whoDid(act, event.who, EVENT_WORDS[event.what] ?? event.what, event.at);
}
