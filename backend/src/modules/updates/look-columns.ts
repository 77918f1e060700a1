import type { Actor } from '../../common/actor.js';
import type { Parameters } from '../../platform/database/sql.js';
import { IS_BESIDE_LAST_EDITION } from './previous-text.js';

export const LOOKS = ['not_yet', 'changed', 'looked_at'] as const;
export type Look = (typeof LOOKS)[number];

/** SQL: what the server has shown of the update (alias u) to the actor. */
const shownTo = (actor: Actor, parameters: Parameters): string =>
  `FROM update_views w JOIN update_revisions v ON v.id = w.revision_id
    WHERE w.person_id = ${parameters.add(actor.personId)} AND w.update_id = u.id`;

/** By their words: a recall and a submission of the same ones show nobody anything new. */
const IS_PRESENT = `w.content_hash =
      (SELECT content_hash FROM update_revisions WHERE id = u.latest_revision_id)`;

/**
 * SQL: whether the newest revision that the actor has looked at has the present words, has others, or
 * is none. Words that came back after others are changed.
 */
export const lookOf = (actor: Actor, parameters: Parameters): string =>
  `CASE (SELECT ${IS_PRESENT} ${shownTo(actor, parameters)} ORDER BY v.number DESC LIMIT 1)
     WHEN true THEN 'looked_at' WHEN false THEN 'changed' ELSE 'not_yet' END`;

/** SQL: the actor was shown how the present words differ from the last edition as it stands now. */
export const isDiffOpened = (actor: Actor, parameters: Parameters): string =>
  `EXISTS (SELECT 1 ${shownTo(actor, parameters)} AND ${IS_PRESENT} AND ${IS_BESIDE_LAST_EDITION})`;

/** What a queue says of each row beside an UpdateSummary: what its reader has looked at. */
export const lookColumns = (actor: Actor, parameters: Parameters): string =>
  `, u.latest_revision_id AS "latestRevisionId", ${lookOf(actor, parameters)} AS look,
   ${isDiffOpened(actor, parameters)} AS "isDiffOpened"`;
