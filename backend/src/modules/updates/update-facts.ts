import type { EntityManager } from 'typeorm';
import type { Actor, Decision } from '../../common/actor.js';
import { Problem, type Conflict } from '../../common/problems.js';
import { Parameters } from '../../platform/database/sql.js';
import { whoDid, type Act } from '../audit/index.js';
import { whoMovedRound, type RoundState } from '../rounds/index.js';
import { ASKS_STILL_TRUE } from './still-true.js';
import { Update } from './update.entities.js';
import { updateScope } from './update-scope.js';
import { decideUpdate, isOvertaken, type Named, type UpdateFacts } from './update.policy.js';
import { REVISION_WORDS } from './update-texts.js';
import type { PersonalUpdateAction } from './update.workflow.js';

interface FactsRow {
  id: string;
  round_state: RoundState;
  owner: Named | null;
  claimer: Named | null;
  contributor_ids: string[];
  commitment_ids: string[];
  writer_ids: string[];
  asks_still_true: boolean;
  leads: Named[];
  secretariat: Named[];
  clearers: Named[];
}

/** People (alias p) as a JSON array of id and name, holding a grant (alias g) that fits. */
const holding = (role: string, fits: string): string => `
  coalesce((SELECT json_agg(DISTINCT jsonb_build_object('id', p.id, 'name', p.name))
    FROM grants g JOIN people p ON p.id = g.person_id AND p.is_active
    WHERE g.role = '${role}' AND g.revoked_at IS NULL AND ${fits}), '[]')`;

const FACTS = `
  r.state AS round_state, ${ASKS_STILL_TRUE} AS asks_still_true,
  (SELECT json_build_object('id', p.id, 'name', p.name) FROM people p WHERE p.id = u.owner_id) AS owner,
  (SELECT json_build_object('id', p.id, 'name', p.name) FROM people p WHERE p.id = u.claimed_by_id) AS claimer,
  ARRAY(SELECT person_id FROM update_contributors WHERE update_id = u.id) AS contributor_ids,
  ARRAY(SELECT commitment_id FROM update_commitments WHERE update_id = u.id ORDER BY position) AS commitment_ids,
  ARRAY(SELECT DISTINCT w.person_id FROM update_revisions v
    LEFT JOIN revision_authors a ON a.revision_id = v.id
    CROSS JOIN LATERAL (VALUES (v.made_by_id), (v.on_behalf_of_id), (a.person_id), (a.on_behalf_of_id)) w (person_id)
    WHERE v.update_id = u.id AND w.person_id IS NOT NULL) AS writer_ids,
  ${holding(
    'lead',
    `g.plan_id = u.plan_id AND (g.chapter_id IS NULL OR g.chapter_id = u.chapter_id)
     AND (g.commitment_id IS NULL OR g.commitment_id IN
       (SELECT commitment_id FROM update_commitments WHERE update_id = u.id))`,
  )} AS leads,
  ${holding('secretariat', 'g.plan_id = u.plan_id')} AS secretariat,
  ${holding('clearer', 'g.organisation_id = u.organisation_id')} AS clearers`;

export interface KnownUpdate {
  update: Update;
  facts: UpdateFacts;
}

/**
 * An update with what the policy needs, within the actor's scope.
 * @param lock true inside an act that changes it: the row stays locked until the commit
 * @throws Problem record.not_found also when it is out of the actor's scope
 */
export async function knowUpdate(
  manager: EntityManager,
  actor: Actor,
  updateId: string,
  { lock }: { lock: boolean },
): Promise<KnownUpdate> {
  if (lock) await manager.query('SELECT 1 FROM updates WHERE id = $1 FOR UPDATE', [updateId]);
  const parameters = new Parameters();
  const id = parameters.add(updateId);
  const [row] = await manager.query<FactsRow[]>(
    `SELECT u.id, ${FACTS} FROM updates u JOIN rounds r ON r.id = u.round_id
     WHERE u.id = ${id} AND ${updateScope(actor, parameters)}`,
    parameters.values,
  );
  const update = row && (await manager.findOneBy(Update, { id: updateId }));
  if (!row || !update) throw new Problem('record.not_found', { what: 'update' });
  return { update, facts: toFacts(update, row) };
}

const toFacts = (update: Update, row: FactsRow): UpdateFacts => ({
  planId: update.planId,
  chapterId: update.chapterId,
  commitmentIds: row.commitment_ids,
  organisationId: update.organisationId,
  ownerId: update.ownerId,
  contributorIds: row.contributor_ids,
  state: update.state,
  isOpenForWork:
    !update.isSealed &&
    (update.correctionNo === 0 ? row.round_state === 'open' : row.round_state === 'published'),
  isOmitted: update.omissionId !== null,
  claimedById: update.claimedById,
  asksStillTrue: row.asks_still_true,
  writerIds: new Set(row.writer_ids),
  people: {
    owner: row.owner ?? undefined,
    claimer: row.claimer ?? undefined,
    leads: row.leads,
    secretariat: row.secretariat,
    clearers: row.clearers,
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
  const known = await knowUpdate(act.manager, actor, updateId, { lock: true });
  const decision = decideUpdate(action, known.facts, actor);
  if (decision.isAllowed) return { ...known, as: decision.as };
  const { why, whoCan } = decision;
  const context = { why, ...(whoCan && { whoCan }) };
  if (!isOvertaken(action, known.facts, actor)) throw new Problem('permission.refused', context);
  const conflict = await lastEvent(act, known);
  throw new Problem('transition.illegal', context, { ...(conflict && { conflict }) });
}

const EVENT_WORDS: Record<string, string> = {
  ...REVISION_WORDS,
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
  if (update.claimedById && update.claimedAt) {
    return whoDid(act, update.claimedById, 'claimed it', update.claimedAt);
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
