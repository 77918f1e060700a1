import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { londonDate } from '../../../common/dates.js';
import type { Act } from '../../audit/index.js';
import type { RegisterChange } from '../../plan/index.js';
import type { Row } from '../rows/row.js';
import {
  applyChange,
  type RegisterCommitment,
  type RegisterState,
  type RegisterSurroundings,
} from './register-state.js';
import type { ScopedLead } from './register-effect.js';

/** The register of a plan beside the rows of one round, and those of the edition before it. */
export async function loadRegister(
  manager: EntityManager,
  planId: string,
  rows: readonly Row[],
  baseRoundId: string | null,
): Promise<RegisterState> {
  const chapters = await manager.query<{ id: string; title: string }[]>(
    'SELECT id, title FROM chapters WHERE plan_id = $1 ORDER BY position',
    [planId],
  );
  const commitments = await manager.query<RegisterCommitment[]>(
    `SELECT m.id, m.chapter_id AS "chapterId", m.slug, m.position, m.title, m.summary,
       m.lead_organisation_id AS "leadOrganisationId", m.asker_id AS "askerId", m.funder_id AS "funderId",
       m.owner_id AS "ownerId", m.closed_on::text AS "closedOn", m.paused_on::text AS "pausedOn",
       m.is_waiting AS "isWaiting",
       ARRAY(SELECT b.text FROM commitment_limbs b WHERE b.commitment_id = m.id ORDER BY b.position) AS limbs,
       ARRAY(SELECT x.action_id FROM assessment_action_commitments x WHERE x.commitment_id = m.id
         ORDER BY x.action_id) AS "assessmentActionIds"
     FROM commitments m JOIN chapters ch ON ch.id = m.chapter_id
     WHERE m.plan_id = $1 ORDER BY ch.position, m.position, m.id`,
    [planId],
  );
  const lineage = await manager.query<RegisterState['lineage']>(
    `SELECT x.from_id AS "fromId", x.to_id AS "toId", x.kind
     FROM commitment_lineage x JOIN commitments m ON m.id = x.from_id WHERE m.plan_id = $1`,
    [planId],
  );
  const actions = await manager.query<{ id: string }[]>(
    `SELECT a.id FROM assessment_actions a JOIN impact_assessments e ON e.id = a.assessment_id
     WHERE e.plan_id = $1`,
    [planId],
  );
  const lastRows = baseRoundId
    ? await manager.query<RegisterState['lastRows']>(LAST_ROWS, [baseRoundId])
    : [];
  return {
    lastRows,
    assessmentActionIds: actions.map(({ id }) => id),
    chapters: new Map(chapters.map(({ id, title }) => [id, title])),
    commitments: new Map(commitments.map((each) => [each.id, each])),
    rows,
    lineage,
  };
}

export async function surroundings(act: Act): Promise<RegisterSurroundings> {
  const ids = async (sql: string): Promise<Set<string>> =>
    new Set((await act.manager.query<{ id: string }[]>(sql)).map(({ id }) => id));
  return {
    today: londonDate(act.now),
    newId: randomUUID,
    clearingOrganisationIds: await ids('SELECT id FROM organisations WHERE is_clearance_required'),
    activePersonIds: await ids('SELECT id FROM people WHERE is_active'),
  };
}

/** The leads of a plan whose grants are for a chapter or a commitment. */
export const scopedLeads = (manager: EntityManager, planId: string): Promise<ScopedLead[]> =>
  manager.query<ScopedLead[]>(
    `SELECT DISTINCT g.person_id AS "personId", g.chapter_id AS "chapterId", g.commitment_id AS "commitmentId"
     FROM grants g JOIN people p ON p.id = g.person_id AND p.is_active
     WHERE g.role = 'lead' AND g.revoked_at IS NULL AND g.plan_id = $1
       AND (g.chapter_id IS NOT NULL OR g.commitment_id IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM grants w WHERE w.person_id = g.person_id AND w.role = 'lead'
         AND w.plan_id = $1 AND w.revoked_at IS NULL AND w.chapter_id IS NULL AND w.commitment_id IS NULL)`,
    [planId],
  );

/** SQL: a row (alias u) counts as printed by its round (alias r), as it is or as it will be. */
const IS_PRINTED = `(u.state = 'published' OR r.state NOT IN ('published', 'closed'))`;

/** The rows of a round by their last corrections, also of what has ended since. */
const LAST_ROWS = `
  SELECT id, "commitmentIds" FROM (
    SELECT DISTINCT ON (coalesce(u.corrects_id, u.id)) u.id, l.position,
      ARRAY(SELECT commitment_id FROM update_commitments WHERE update_id = u.id ORDER BY position)
        AS "commitmentIds"
    FROM updates u JOIN rounds r ON r.id = u.round_id JOIN listings l ON l.update_id = u.id
    WHERE u.round_id = $1 AND ${IS_PRINTED}
    ORDER BY coalesce(u.corrects_id, u.id), u.correction_no DESC) printed
  ORDER BY position`;

/** The rows of the round that the next one starts from, as it will be printed: by its last corrections. */
const BASE_ROWS = `
  SELECT * FROM (
    SELECT DISTINCT ON (coalesce(u.corrects_id, u.id)) u.id AS "previousUpdateId", u.title,
      u.chapter_id AS "chapterId", u.organisation_id AS "organisationId",
      coalesce(o.is_clearance_required, false) AS "isClearanceRequired",
      l.chapter, l.reference, l.wording, l.position,
      ARRAY(SELECT commitment_id FROM update_commitments WHERE update_id = u.id ORDER BY position)
        AS "commitmentIds",
      (SELECT m.owner_id FROM update_commitments uc JOIN commitments m ON m.id = uc.commitment_id
       JOIN people p ON p.id = m.owner_id AND p.is_active
       WHERE uc.update_id = u.id ORDER BY uc.position LIMIT 1) AS "ownerId"
    FROM updates u
    JOIN rounds r ON r.id = u.round_id
    JOIN listings l ON l.update_id = u.id
    LEFT JOIN organisations o ON o.id = u.organisation_id
    WHERE u.round_id = $1 AND ${IS_PRINTED}
      AND (NOT EXISTS (SELECT 1 FROM update_commitments uc WHERE uc.update_id = u.id) OR EXISTS (
        SELECT 1 FROM update_commitments uc JOIN commitments m ON m.id = uc.commitment_id
        WHERE uc.update_id = u.id AND m.closed_on IS NULL))
    ORDER BY coalesce(u.corrects_id, u.id), u.correction_no DESC) printed
  ORDER BY position`;

const UNLISTED_COMMITMENTS = `
  SELECT NULL AS "previousUpdateId", m.title, m.chapter_id AS "chapterId",
    m.lead_organisation_id AS "organisationId", o.is_clearance_required AS "isClearanceRequired",
    p.id AS "ownerId", ch.title AS chapter, NULL AS reference, m.summary AS wording,
    ARRAY[m.id] AS "commitmentIds"
  FROM commitments m
  JOIN chapters ch ON ch.id = m.chapter_id
  JOIN organisations o ON o.id = m.lead_organisation_id
  LEFT JOIN people p ON p.id = m.owner_id AND p.is_active
  WHERE m.plan_id = $1 AND m.closed_on IS NULL AND NOT m.is_waiting AND m.id <> ALL($2::uuid[])
  ORDER BY ch.position, m.position`;

/** A change that the rows of a coming round do not hold yet, in the order in which they happen. */
export interface DueChange {
  id: string;
  commitmentId: string;
  change: RegisterChange;
  reason: string;
  /** Not in the register either: its round is not open yet. */
  isWaiting: boolean;
}

/**
 * The changes between the round that is built on and the coming one: those that wait for it, and
 * those that took effect in rounds in between, which its rows cannot have yet.
 */
const DUE_CHANGES = `
  SELECT c.id, c.commitment_id AS "commitmentId", c.after AS change, c.reason, e.change_id IS NULL AS "isWaiting"
  FROM commitment_changes c
  LEFT JOIN commitment_change_effects e ON e.change_id = c.id
  LEFT JOIN rounds at ON at.id = coalesce(e.round_id, c.round_id)
  WHERE c.plan_id = $1 AND c.kind <> 'withdraw'
    AND NOT EXISTS (SELECT 1 FROM commitment_changes w WHERE w.reverses_id = c.id AND w.kind = 'withdraw')
    AND ($2::date IS NULL OR coalesce(at.period_end, $2) <= $2)
    AND (e.change_id IS NULL OR $3::date IS NULL OR at.period_end > $3)
  ORDER BY coalesce(at.period_end, $2) NULLS LAST, c.seq`;

export interface ComingRound {
  id: string | null;
  planId: string;
  /** Null: after every round there is. */
  periodEnd: string | null;
}

export interface ComingRows {
  /** The register and the rows as the coming round begins, with every change that is due. */
  state: RegisterState;
  /** The register as it stands now. */
  present: RegisterState;
  due: DueChange[];
  baseRoundId: string | null;
}

/**
 * The rows with which a coming round begins.
 * @param from published: what opening builds on. latest: for a preview, the last round with rows, as
 * it stands now, since it will be published before the coming one opens
 */
export async function comingRows(
  act: Act,
  coming: ComingRound,
  from: 'published' | 'latest',
  around: RegisterSurroundings,
): Promise<ComingRows> {
  const { manager } = act;
  const states = from === 'published' ? ['published', 'closed'] : LATEST;
  const [base] = await manager.query<{ id: string; periodEnd: string }[]>(
    `SELECT id, period_end::text AS "periodEnd" FROM rounds
     WHERE plan_id = $1 AND state = ANY($2::text[]) AND id IS DISTINCT FROM $3::uuid AND NOT is_summary
     ORDER BY period_end DESC, id LIMIT 1`,
    [coming.planId, states, coming.id],
  );
  const printed = base ? asRows(await manager.query<Row[]>(BASE_ROWS, [base.id])) : [];
  const listed = printed.flatMap((row) => row.commitmentIds);
  const unlisted = asRows(
    await manager.query<Row[]>(UNLISTED_COMMITMENTS, [coming.planId, listed]),
  );
  const present = await loadRegister(
    manager,
    coming.planId,
    inTheirChapters(printed, unlisted),
    base?.id ?? null,
  );
  const due = await manager.query<DueChange[]>(DUE_CHANGES, [
    coming.planId,
    coming.periodEnd,
    base?.periodEnd ?? null,
  ]);
  const state = due.reduce((so, { change }) => applyChange(so, change, around), present);
  return { state, present, due, baseRoundId: base?.id ?? null };
}

const LATEST = ['open', 'sealed', 'signed', 'published', 'closed'];

const asRows = (found: readonly Row[]): Row[] =>
  found.map((row) => ({
    ...row,
    id: randomUUID(),
    isNew: true,
    state: 'not_started',
    isTouched: false,
  }));

/** Commitments that the last edition did not list go to the end of their chapter, or of the edition. */
function inTheirChapters(printed: readonly Row[], unlisted: readonly Row[]): Row[] {
  const rows = [...printed];
  for (const row of unlisted) {
    const last = rows.findLastIndex((each) => each.chapter === row.chapter);
    rows.splice(last === -1 ? rows.length : last + 1, 0, row);
  }
  return rows;
}
