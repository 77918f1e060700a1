import type { Actor } from '../../common/actor.js';
import type { Parameters } from '../../platform/database/sql.js';
import { IS_BESIDE_LAST_EDITION } from './previous-text.js';

export const LOOKS = ['not_yet', 'changed', 'looked_at'] as const;
export type Look = (typeof LOOKS)[number];

/** SQL: the server has shown something of the update (alias u) to the actor that fits the condition. */
const shown = (actor: Actor, parameters: Parameters, fits: string): string =>
  `EXISTS (SELECT 1 FROM update_views w WHERE w.person_id = ${parameters.add(actor.personId)}
    AND w.update_id = u.id${fits})`;

/** By their words: a recall and a submission of the same ones show nobody anything new. */
const PRESENT = ` AND w.content_hash =
      (SELECT content_hash FROM update_revisions WHERE id = u.latest_revision_id)`;

/** SQL: whether the actor has looked at the present words, at earlier ones, or at none yet. */
export const lookOf = (actor: Actor, parameters: Parameters): string =>
  `CASE WHEN ${shown(actor, parameters, PRESENT)} THEN 'looked_at'
     WHEN ${shown(actor, parameters, '')} THEN 'changed' ELSE 'not_yet' END`;

/** SQL: the actor was shown how the present words differ from the last edition as it stands now. */
export const isDiffOpened = (actor: Actor, parameters: Parameters): string =>
  shown(actor, parameters, `${PRESENT} AND ${IS_BESIDE_LAST_EDITION}`);

/** What a queue says of each row beside an UpdateSummary: what its reader has looked at. */
export const lookColumns = (actor: Actor, parameters: Parameters): string =>
  `, u.latest_revision_id AS "latestRevisionId", ${lookOf(actor, parameters)} AS look,
   ${isDiffOpened(actor, parameters)} AS "isDiffOpened"`;
