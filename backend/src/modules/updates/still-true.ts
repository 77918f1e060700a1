import { dateInWords } from '../../common/dates.js';
import { Problem } from '../../common/problems.js';
import type { Act } from '../audit/index.js';

/**
 * SQL: publication of the update (alias u) has moved since its text was approved, and
 * neither its owner nor a confirmed override has said that it is still true for the new date
 * (DOMAIN, rule 4). A text approved for the date, or confirmed for it, needs nothing more, also when
 * publication moves away and back. What is signed was asked before: its manifest names the date.
 */
export const ASKS_STILL_TRUE = `(u.state = 'approved' AND u.omission_id IS NULL AND NOT u.is_sealed
  AND NOT EXISTS (
    SELECT 1 FROM update_decisions sd LEFT JOIN overrides so ON so.id = sd.override_id
    WHERE sd.update_id = u.id AND sd.kind IN ('approve', 'confirm_still_true')
      AND sd.revision_id = u.approved_revision_id
      AND sd.publication_on = (SELECT publication_on FROM rounds WHERE id = u.round_id)
      AND (sd.override_id IS NULL OR (so.confirmed_at IS NOT NULL AND so.ended_at IS NULL))))`;

/**
 * The publication date of an update's round, which stays as it is until the act is done. Ask before
 * the update is locked: everyone locks the round first.
 * @throws Problem record.not_found
 */
export async function keepPublicationDate(act: Act, updateId: string): Promise<string> {
  const [row] = await act.manager.query<{ publicationOn: string }[]>(
    `SELECT r.publication_on::text AS "publicationOn" FROM rounds r
     WHERE r.id = (SELECT round_id FROM updates WHERE id = $1) FOR SHARE`,
    [updateId],
  );
  if (!row) throw new Problem('record.not_found', { what: 'update' });
  return row.publicationOn;
}

/** @throws Problem round.publication_moved when the date is no longer the one that was seen */
export function refuseOtherDate(publicationOn: string, seen: string): void {
  if (publicationOn !== seen) {
    throw new Problem('round.publication_moved', { date: dateInWords(publicationOn) });
  }
}
