import { canonicalJson, sha256Hex } from '../../../common/canonical-json.js';
import { Problem, invalidField } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import type { Commitment, RegisterChange } from '../../plan/index.js';
import { lockRound, refuseUnlessSecretariat, Round } from '../../rounds/index.js';
import { loadRows, lockRows } from '../rows/row.store.js';
import {
  standingOf,
  toChange,
  type CommitmentStanding,
  type RegisterChangeInput,
} from './register-change.input.js';
import { effectOf, type RegisterEffect } from './register-effect.js';
import { changeIssues } from './register-issues.js';
import { applyChange, isSameList, type RegisterState } from './register-state.js';
import { comingRows, loadRegister, scopedLeads, surroundings } from './register-state.reader.js';
import { lockCommitments } from './register.store.js';

/** A change that can be made, with all that it would do. */
export interface PreparedChange {
  planId: string;
  /** Null: the next round to be opened. */
  round: Round | null;
  /** In the rows of an open round at once; otherwise when its round opens. */
  isImmediate: boolean;
  change: RegisterChange;
  /** Null for a commitment that the change itself adds. */
  commitment: Commitment | null;
  before: RegisterState;
  after: RegisterState;
  effect: RegisterEffect;
  /** Of all that is shown before confirming: the same hash, the same effect. */
  hash: string;
}

/** Works out a change against the register and the rows as they stand, locked until the act ends. */
export async function prepareChange(act: Act, input: RegisterChangeInput): Promise<PreparedChange> {
  const planId = await planOf(act, input);
  const { round, isImmediate, around, state: before } = await takeRegister(act, planId, input);
  const slugs = new Set([...before.commitments.values()].map(({ slug }) => slug));
  const change = toChange(input, slugs, before);
  const issues = changeIssues(before, change);
  if (issues.length > 0) throw new Problem('request.invalid', {}, { issues });
  await refuseUnknown(act, change);
  const after = applyChange(before, change, around);
  const effect = effectOf(before, after, await scopedLeads(act.manager, planId));
  const [commitment] =
    change.kind === 'add' ? [] : await lockCommitments(act, [change.commitmentId]);
  return {
    ...{ planId, round, isImmediate, change, before, after, effect },
    commitment: commitment ?? null,
    hash: hashOf(round?.id ?? null, effect, before, after),
  };
}

/** How a commitment stands in the round from which a change is to hold: what its fields start from. */
export async function standingFrom(
  act: Act,
  commitmentId: string,
  roundId?: string,
): Promise<CommitmentStanding> {
  const planId = await planOf(act, { kind: 'reword', commitmentId });
  // What is only read holds up nobody: a change that comes of it is worked out anew.
  const { state } = await takeRegister(act, planId, { roundId }, { isLocked: false });
  return standingOf(state, commitmentId)!;
}

/** The register with the rows of that round, as they are before the change. */
async function takeRegister(
  act: Act,
  planId: string,
  { roundId }: Pick<RegisterChangeInput, 'roundId'>,
  { isLocked } = { isLocked: true },
) {
  refuseUnlessSecretariat(act, planId);
  const round = roundId ? await takeRound(act, planId, roundId, isLocked) : null;
  if (isLocked) await lockRegister(act, planId);
  const around = await surroundings(act);
  if (round?.state === 'open') {
    if (isLocked) await lockRows(act.manager, round.id);
    const rows = await loadRows(act.manager, round.id);
    const state = await loadRegister(act.manager, planId, rows, round.previousRoundId);
    return { round, isImmediate: true, around, state };
  }
  const coming = { id: round?.id ?? null, planId, periodEnd: round?.periodEnd ?? null };
  const { state } = await comingRows(act, coming, 'latest', around);
  return { round, isImmediate: false, around, state };
}

/** Changes of one register come one after the other, also with the opening of its rounds. */
export const lockRegister = (act: Act, planId: string): Promise<unknown> =>
  act.manager.query('SELECT 1 FROM plans WHERE id = $1 FOR NO KEY UPDATE', [planId]);

async function planOf(act: Act, input: RegisterChangeInput): Promise<string> {
  const [row] = await act.manager.query<{ planId: string }[]>(
    input.kind === 'add'
      ? 'SELECT id AS "planId" FROM plans WHERE id = $1'
      : 'SELECT plan_id AS "planId" FROM commitments WHERE id = $1',
    [(input.kind === 'add' ? input.planId : input.commitmentId) ?? null],
  );
  if (row) return row.planId;
  throw input.kind === 'add'
    ? invalidField('planId', 'unknown', 'There is no such plan.')
    : new Problem('record.not_found', { what: 'commitment' });
}

async function takeRound(
  act: Act,
  planId: string,
  roundId: string,
  isLocked: boolean,
): Promise<Round> {
  const round = isLocked
    ? await lockRound(act, roundId).catch(() => null)
    : await act.manager.findOneBy(Round, { id: roundId });
  if (round?.planId !== planId) {
    throw invalidField('roundId', 'unknown', 'The plan has no such round.');
  }
  if (round.isSummary) {
    throw invalidField('roundId', 'summary', 'A stakeholder summary has no rows of the register.');
  }
  if (round.state === 'planned' || round.state === 'open') return round;
  throw new Problem('transition.illegal', {
    why: `${round.title} is ${round.state}: what it prints is fixed.`,
    whoCan: 'Choose a round that is planned or open, or the next one to be opened.',
  });
}

/** People and organisations that a new commitment names. */
async function refuseUnknown(act: Act, change: RegisterChange): Promise<void> {
  if (change.kind !== 'add') return;
  const { leadOrganisationId, askerId, funderId, ownerId } = change.commitment;
  for (const [field, table, id] of [
    ['leadOrganisationId', 'organisations', leadOrganisationId],
    ['askerId', 'organisations', askerId],
    ['funderId', 'organisations', funderId],
    ['ownerId', 'people', ownerId],
  ] as const) {
    if (id === undefined) continue;
    const isActive = table === 'people' ? ' AND is_active' : '';
    const found = await act.manager.query<unknown[]>(
      `SELECT 1 FROM ${table} WHERE id = $1${isActive}`,
      [id],
    );
    if (found.length === 0) {
      const what = table === 'people' ? 'person with an open account' : 'organisation';
      throw invalidField(field, 'unknown', `There is no such ${what}.`);
    }
  }
}

/** New ids differ each time a change is worked out; everything else must not. */
function hashOf(
  roundId: string | null,
  effect: RegisterEffect,
  before: RegisterState,
  after: RegisterState,
): string {
  const named = (id: string): string =>
    before.commitments.has(id) ? id : (after.commitments.get(id)?.slug ?? id);
  const side = (placed: RegisterEffect['rows'][number]['after']): object | null =>
    placed
      ? {
          position: placed.position,
          id: placed.row.isNew ? null : placed.row.id,
          title: placed.row.title,
          chapter: placed.row.chapter,
          reference: placed.row.reference,
          wording: placed.row.wording,
          commitments: placed.row.commitmentIds.map(named),
        }
      : null;
  const parts = [...after.commitments.values()].flatMap(({ id, limbs, assessmentActionIds }) => {
    const was = before.commitments.get(id);
    const isSame =
      isSameList(limbs, was?.limbs) && isSameList(assessmentActionIds, was?.assessmentActionIds);
    return isSame ? [] : [{ id: named(id), limbs, actions: assessmentActionIds }];
  });
  return sha256Hex(
    canonicalJson({
      roundId,
      limbs: parts as unknown as Record<string, string[]>[],
      rows: effect.rows.map((row) => ({
        what: row.what,
        before: side(row.before),
        after: side(row.after),
      })),
      parts: effect.parts as unknown as Record<string, string>[],
      unanswered: effect.unanswered.map(named),
      refusals: effect.refusals.map(({ title, why }) => ({ title, why })),
    }),
  );
}
