import type { CoverPart } from '../../../common/actor.js';
import { dateInWords, londonDate } from '../../../common/dates.js';
import type { Act } from '../../audit/index.js';
import { decideCover } from '../../identity/index.js';
import { plansWrittenBy } from '../../plan/index.js';
import { lockRegister } from '../register/prepare-change.js';
import { STATE_WORDS } from '../update.policy.js';
import type { UpdateState } from '../update.workflow.js';
import { WORK_KINDS, type WorkLine } from './leaver-work.js';

/** SQL: of the plans in $2, or of all of them when $2 is null. */
const ofPlans = (column: string): string => `($2::uuid[] IS NULL OR ${column} = ANY($2::uuid[]))`;

/**
 * Everything that the person holds in these plans, locked until the act ends: first the plans, so that
 * no round opens meanwhile with what is being given away, then each kind in one order.
 * @param planIds null: in all of them
 */
export async function findWork(
  act: Act,
  personId: string,
  planIds: readonly string[] | null,
): Promise<WorkLine[]> {
  const plans = await act.manager.query<{ id: string }[]>(
    `SELECT id FROM plans WHERE id IN (${plansWrittenBy('ARRAY[$1]')}) AND ${ofPlans('id')} ORDER BY id`,
    [personId, planIds],
  );
  for (const { id } of plans) await lockRegister(act, id);
  const lines: WorkLine[] = [];
  for (const find of [commitments, updates, roles, covers]) {
    lines.push(...(await find(act, personId, planIds)));
  }
  const place = ({ what }: WorkLine): number => WORK_KINDS.indexOf(what);
  return lines.sort(
    (one, other) =>
      place(one) - place(other) ||
      one.title.localeCompare(other.title, 'en-GB') ||
      one.id.localeCompare(other.id),
  );
}

type Find = (act: Act, personId: string, planIds: readonly string[] | null) => Promise<WorkLine[]>;

const commitments: Find = async (act, personId, planIds) => {
  const rows = await act.manager.query<Omit<WorkLine, 'what' | 'about'>[]>(
    `SELECT m.id, m.title, c.title AS detail, m.plan_id AS "planId"
     FROM commitments m JOIN chapters c ON c.id = m.chapter_id
     WHERE m.owner_id = $1 AND m.closed_on IS NULL AND ${ofPlans('m.plan_id')}
     ORDER BY m.id FOR NO KEY UPDATE OF m`,
    [personId, planIds],
  );
  return rows.map((row) => ({
    ...row,
    what: 'commitment',
    about: { kind: 'commitment', id: row.id },
  }));
};

interface UpdateRow extends Pick<WorkLine, 'id' | 'title' | 'planId'> {
  round: string;
  state: UpdateState;
  isSealed: boolean;
  update: boolean;
  contribution: boolean;
  claim: boolean;
}

const updates: Find = async (act, personId, planIds) => {
  const rows = await act.manager.query<UpdateRow[]>(
    `SELECT u.id, u.title, u.plan_id AS "planId", r.title AS round, u.state, u.is_sealed AS "isSealed",
       u.owner_id IS NOT DISTINCT FROM $1 AS update, u.claimed_by_id IS NOT DISTINCT FROM $1 AS claim,
       EXISTS (SELECT 1 FROM update_contributors uc WHERE uc.update_id = u.id AND uc.person_id = $1) AS contribution
     FROM updates u JOIN rounds r ON r.id = u.round_id
     WHERE u.state NOT IN ('published', 'abandoned') AND ${ofPlans('u.plan_id')}
       AND ($1 IN (u.owner_id, u.claimed_by_id)
         OR u.id IN (SELECT update_id FROM update_contributors WHERE person_id = $1))
     ORDER BY u.id FOR UPDATE OF u`,
    [personId, planIds],
  );
  return rows.flatMap(({ round, state, isSealed, ...row }) =>
    (['update', 'contribution', 'claim'] as const)
      .filter((what) => row[what])
      .map((what) => ({
        ...{ what, id: row.id, title: row.title, planId: row.planId },
        detail: `${round}: ${STATE_WORDS[state]}${isSealed && state !== 'signed' ? ', in a sealed round' : ''}`,
        about: { kind: 'update', id: row.id },
      })),
  );
};

interface RoleRow extends Pick<WorkLine, 'id' | 'title' | 'planId'> {
  role: string;
  plan: string | null;
  kind: WorkLine['about']['kind'];
  aboutId: string;
}

const roles: Find = async (act, personId, planIds) => {
  const rows = await act.manager.query<RoleRow[]>(
    `SELECT g.id, g.role, g.plan_id AS "planId", p.title AS plan,
       CASE WHEN m.id IS NOT NULL THEN 'commitment' WHEN c.id IS NOT NULL THEN 'chapter'
         WHEN p.id IS NOT NULL THEN 'plan' WHEN o.id IS NOT NULL THEN 'organisation' ELSE 'installation' END AS kind,
       coalesce(m.id, c.id, p.id, o.id, g.id) AS "aboutId",
       coalesce(m.title, c.title, p.title, o.name, 'The whole installation') AS title
     FROM grants g
     LEFT JOIN plans p ON p.id = g.plan_id
     LEFT JOIN chapters c ON c.id = g.chapter_id
     LEFT JOIN commitments m ON m.id = g.commitment_id
     LEFT JOIN organisations o ON o.id = g.organisation_id
     WHERE g.person_id = $1 AND g.revoked_at IS NULL AND (${ofPlans('g.plan_id')}
       OR g.organisation_id IN (SELECT lead_organisation_id FROM commitments WHERE plan_id = ANY($2::uuid[])))
     ORDER BY g.id FOR UPDATE OF g`,
    [personId, planIds],
  );
  return rows.map(({ role, plan, kind, aboutId, ...row }) => ({
    ...row,
    what: role === 'lead' || role === 'clearer' ? role : 'role',
    detail: [
      role.charAt(0).toUpperCase() + role.slice(1).replaceAll('_', ' '),
      kind === 'commitment' || kind === 'chapter' ? `of a ${kind} in ${plan}` : `of the ${kind}`,
    ].join(' '),
    about: { kind, id: aboutId },
  }));
};

interface CoverRow extends Pick<WorkLine, 'id' | 'title'> {
  otherId: string;
  absentId: string;
  parts: CoverPart[];
  startsOn: string;
  endsOn: string;
}

/** Only those that the actor may end: cover is of no plan, and may count in others. */
const covers: Find = async (act, personId) => {
  const rows = await act.manager.query<CoverRow[]>(
    `SELECT v.id, v.absent_id AS "absentId", v.parts, CASE $1::uuid WHEN a.id THEN b.id ELSE a.id END AS "otherId",
       b.name || ' for ' || a.name AS title, v.starts_on::text AS "startsOn", v.ends_on::text AS "endsOn"
     FROM covers v JOIN people a ON a.id = v.absent_id JOIN people b ON b.id = v.cover_id
     WHERE $1 IN (v.absent_id, v.cover_id) AND v.ended_at IS NULL AND v.ends_on >= $2
     ORDER BY v.id FOR UPDATE OF v`,
    [personId, londonDate(act.now)],
  );
  const theirs: CoverRow[] = [];
  for (const row of rows) {
    const decision = await decideCover(act, act.actor!, row.absentId, row.parts);
    if (decision.isAllowed) theirs.push(row);
  }
  return theirs.map(({ id, otherId, title, startsOn, endsOn }) => ({
    ...{ what: 'cover', id, title, planId: null },
    detail: `${dateInWords(startsOn)} to ${dateInWords(endsOn)}`,
    about: { kind: 'person', id: otherId },
  }));
};
