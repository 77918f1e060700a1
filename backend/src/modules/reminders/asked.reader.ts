import type { Queries } from '../audit/index.js';
import { ASKS_STILL_TRUE, CLAIMER_ID, LEADS_IT, WRITERS } from '../updates/index.js';
import type { AskedRound, AskedUpdate } from './asked.js';

const LONDON_DATE = (column: string): string =>
  `(${column} AT TIME ZONE 'Europe/London')::date::text`;

/** SQL: the ids of open accounts, as a JSON array. @param from the rest of a query of grants g */
const holders = (from: string): string => `(SELECT coalesce(json_agg(DISTINCT h.person_id), '[]')
  FROM (SELECT g.person_id FROM grants g JOIN people gp ON gp.id = g.person_id AND gp.is_active
    WHERE g.revoked_at IS NULL AND ${from}) h)`;

/** SQL: the leads nearest to the update (alias u), who neither own it nor wrote any of it, when it is to be reviewed. */
const LEADS = `(SELECT coalesce(json_agg(DISTINCT near.person_id), '[]') FROM (
  SELECT g.person_id, rank() OVER (ORDER BY g.commitment_id IS NULL, g.chapter_id IS NULL) AS place
  FROM grants g JOIN people gp ON gp.id = g.person_id AND gp.is_active
  WHERE ${LEADS_IT} AND g.person_id IS DISTINCT FROM u.owner_id
    AND NOT (u.state = 'submitted' AND g.person_id IN (${WRITERS}))) near WHERE near.place = 1)`;

/** SQL: the ids of whoever owns or wrote the update (alias u), when it is to be reviewed. */
export const BARRED_IDS = `(CASE WHEN u.state = 'submitted' THEN ARRAY(
  SELECT wr.person_id FROM (${WRITERS}) wr UNION SELECT u.owner_id WHERE u.owner_id IS NOT NULL) ELSE '{}'::uuid[] END)`;

const TAKES_WORK = `u.omission_id IS NULL AND NOT u.is_sealed
  AND (r.state = 'open' OR r.state = 'published' AND u.correction_no > 0)`;

/** SQL: when publication last moved; what is still true is asked since then. */
const MOVED_AT = `(SELECT max(happened_at) FROM audit_entries
  WHERE subject_kind = 'round' AND subject_id = r.id::text AND kind = 'round.changed' AND data -> 'dates' ? 'publicationOn')`;

/** SQL: when the update (alias u) last came back to those who write it. */
const CAME_BACK_AT = `(SELECT max(decided_at) FROM update_decisions
  WHERE update_id = u.id AND kind IN ('recall', 'refuse_clearance', 'return', 'decline', 'reopen', 'include'))`;

/** SQL: from when on the update (alias u) was its last owner's. */
const OWNED_FROM = `(SELECT max(since) FROM update_part_history WHERE update_id = u.id AND part = 'owner')`;

const updatesSql = (where: string): string => `
  SELECT a.id, a.plan_id AS "planId", a.round_id AS "roundId", a.title, a.reference, a.ask, a.is_omitted AS "isOmitted",
    ${LONDON_DATE(`CASE a.ask WHEN 'review' THEN a.submitted_at
      WHEN 'confirm_still_true' THEN coalesce(a.moved_at, a.state_changed_at) ELSE a.state_changed_at END`)} AS "sinceOn",
    ${LONDON_DATE('a.asked_from')} AS "askedFromOn", ${LONDON_DATE('a.came_back_at')} AS "cameBackOn",
    ${LONDON_DATE('a.owned_from')} AS "ownedFromOn",
    a.respond_by::text AS "respondBy", a.review_due_on::text AS "reviewDueOn", a.sign_off_due_on::text AS "signOffDueOn",
    a.correction_no AS "correctionNo", CASE WHEN a.has_owner THEN a.owner_id END AS "ownerId",
    CASE WHEN NOT a.has_owner THEN a.owner_id END AS "closedOwnerId", a.claimer_id AS "claimedById", a.lead_ids AS "leadIds", a.barred_ids AS "barredIds", a.clearer_ids AS "clearerIds"
  FROM (
    SELECT u.*, l.reference, r.review_due_on, r.sign_off_due_on, u.omission_id IS NOT NULL AS is_omitted,
      CASE WHEN u.state = 'approved' THEN ${MOVED_AT} END AS moved_at, ${CAME_BACK_AT} AS came_back_at, ${OWNED_FROM} AS owned_from,
      coalesce((SELECT min(since) FROM update_part_history WHERE update_id = u.id), u.state_changed_at) AS asked_from,
      (SELECT is_active FROM people WHERE id = u.owner_id) AS has_owner,
      ${CLAIMER_ID} AS claimer_id,
      CASE WHEN NOT (${TAKES_WORK}) THEN NULL
        WHEN u.state IN ('not_started', 'drafting') THEN 'draft'
        WHEN u.state = 'returned' THEN 'resume'
        WHEN u.state = 'in_clearance' THEN 'clear'
        WHEN u.state = 'submitted' THEN 'review'
        WHEN ${ASKS_STILL_TRUE} THEN 'confirm_still_true' END AS ask,
      ${LEADS} AS lead_ids, ${BARRED_IDS} AS barred_ids,
      ${holders(`g.role = 'clearer' AND g.organisation_id = u.organisation_id`)} AS clearer_ids
    FROM updates u JOIN rounds r ON r.id = u.round_id JOIN listings l ON l.update_id = u.id
    WHERE ${where}) a`;

/** SQL: of what is corrected in a published round (alias r) and not sealed. @param what an aggregate over updates c */
const ofCorrections = (
  what: string,
): string => `CASE WHEN r.state = 'published' THEN (SELECT ${what} FROM updates c
  WHERE c.round_id = r.id AND c.correction_no > 0 AND NOT c.is_sealed AND c.state NOT IN ('published', 'abandoned')) END`;

const IS_READY = `c.state = 'approved' OR c.omission_id IS NOT NULL`;
const WAS_SEALED = `EXISTS (SELECT 1 FROM manifests m WHERE m.round_id = c.round_id AND m.correction_no = c.correction_no)`;

/** SQL: a correction waits to be sealed: all of it is approved, or it was sealed before. */
const IS_CORRECTION_TO_BE_SEALED = ofCorrections(`bool_and(${IS_READY} OR ${WAS_SEALED})`);

/** SQL: when the last of a correction was approved; null while any of it is not. */
const CORRECTED_AT = ofCorrections(
  `CASE WHEN bool_and(${IS_READY}) THEN max(c.state_changed_at) END`,
);

/** SQL: a correction changes these words of the edition itself (alias w). */
const UNDER_WAY = 'w.round_id = r.id AND w.ended_at IS NULL';

/** SQL: a correction of such words alone waits to be sealed. */
const ARE_WORDS_TO_BE_SEALED = `(r.state = 'published' AND EXISTS (SELECT 1 FROM corrected_words w WHERE ${UNDER_WAY})
  AND NOT EXISTS (SELECT 1 FROM manifests m WHERE m.round_id = r.id AND m.state IN ('sealed', 'signed')))`;

const ROUNDS = `
  SELECT r.id, r.plan_id AS "planId", (SELECT title FROM plans WHERE id = r.plan_id) AS "planTitle", r.title, r.state, r.opens_on::text AS "opensOn", ${LONDON_DATE('r.opened_at')} AS "openedOn",
    r.sign_off_due_on::text AS "signOffDueOn", r.publication_on::text AS "publicationOn",
    ${LONDON_DATE(`greatest((SELECT max(greatest(sealed_at, voided_at)) FROM manifests WHERE round_id = r.id), ${CORRECTED_AT},
      (SELECT max(w.written_at) FROM corrected_words w WHERE ${UNDER_WAY}))`)} AS "turnedOn",
    r.state = 'open' OR coalesce(${IS_CORRECTION_TO_BE_SEALED}, ${ARE_WORDS_TO_BE_SEALED}) AS "isToBeSealed",
    r.state = 'sealed' OR r.state = 'published' AND EXISTS (SELECT 1 FROM manifests m WHERE m.round_id = r.id
      AND m.correction_no > 0 AND m.state = 'sealed') AS "isSignatureAsked",
    ${holders(`g.role = 'signatory' AND g.plan_id = r.plan_id`)} AS "signatoryIds",
    ${holders(`g.role = 'secretariat' AND g.plan_id = r.plan_id`)} AS "secretariatIds"
  FROM rounds r WHERE r.id = ANY($1::uuid[])`;

/** The rounds with these ids, as they stand. */
export const askedRounds = (database: Queries, ids: readonly string[]): Promise<AskedRound[]> =>
  database.query<AskedRound[]>(ROUNDS, [ids]);

/** What a round still asks of people. */
export const askedOfRound = (database: Queries, roundId: string): Promise<AskedUpdate[]> =>
  database.query<AskedUpdate[]>(
    `${updatesSql('u.round_id = $1')} WHERE a.ask IS NOT NULL ORDER BY a.respond_by, a.id`,
    [roundId],
  );

/** The updates with these ids, as they stand, whether anything is asked for them or not. */
export const askedUpdates = (database: Queries, ids: readonly string[]): Promise<AskedUpdate[]> =>
  database.query<AskedUpdate[]>(updatesSql('u.id = ANY($1::uuid[])'), [ids]);

/** SQL: the ids of updates that may wait for one of these people ($1), as owner, lead, claimer or clearer. */
const MAY_WAIT_FOR = `
  SELECT w.id FROM updates w WHERE w.owner_id = ANY($1::uuid[]) AND w.state NOT IN ('signed', 'published', 'abandoned')
  UNION ALL SELECT w.id FROM grants g JOIN updates w ON w.plan_id = g.plan_id AND w.state = 'submitted'
    WHERE g.person_id = ANY($1::uuid[]) AND g.role = 'lead' AND g.revoked_at IS NULL
  UNION ALL SELECT w.id FROM updates w WHERE w.state = 'submitted' AND w.claimed_by_id = ANY($1::uuid[])
  UNION ALL SELECT w.id FROM grants g JOIN updates w ON w.organisation_id = g.organisation_id AND w.state = 'in_clearance'
    WHERE g.person_id = ANY($1::uuid[]) AND g.role = 'clearer' AND g.revoked_at IS NULL`;

/** What may be asked of these people for an update, in every round that is under way. */
export const askedOfPeople = (
  database: Queries,
  personIds: readonly string[],
): Promise<AskedUpdate[]> =>
  database.query<AskedUpdate[]>(
    `${updatesSql(`u.id IN (${MAY_WAIT_FOR})`)} WHERE a.ask IS NOT NULL`,
    [personIds],
  );

/** The ids of rounds that these people may sign. */
export const signedByPeople = async (
  database: Queries,
  personIds: readonly string[],
): Promise<string[]> => {
  const rows = await database.query<{ id: string }[]>(
    `SELECT DISTINCT r.id FROM grants g JOIN rounds r ON r.plan_id = g.plan_id
     WHERE g.person_id = ANY($1::uuid[]) AND g.role = 'signatory' AND g.revoked_at IS NULL
       AND r.state IN ('sealed', 'published') AND NOT r.is_historic`,
    [personIds],
  );
  return rows.map(({ id }) => id);
};
