import type { DataSource, EntityManager } from 'typeorm';
import type { Round, RoundState } from '../rounds/index.js';
import { ASKS_STILL_TRUE } from '../updates/index.js';

/** How far a round has come, as sign-off and publication need to know it. */
export interface RoundStanding {
  roundId: string;
  planId: string;
  state: RoundState;
  isHistoric: boolean;
  /** The manifest that waits for a signature or for publication; null when there is none. */
  manifest: 'sealed' | 'signed' | null;
  /** The correction under way, from 1; 0 when there is none. */
  correctionNo: number;
  /** Updates to be printed that are neither approved nor omitted. */
  waiting: number;
  /** Approved updates whose publication has moved since, not yet confirmed as still true. */
  unconfirmed: number;
  /** Who wrote what the correction under way changes of the edition's own words. */
  wordsBy?: readonly string[];
  /** The correction under way changes no row. */
  isOfWordsAlone?: boolean;
}

interface StandingRow {
  manifest: RoundStanding['manifest'];
  correctionNo: number;
  waiting: number;
  unconfirmed: number;
  wordsBy: string[] | null;
  isOfWordsAlone: boolean;
}

/** Reads the standing of a round; inside an act, lock the round first. */
export async function standingOf(
  database: DataSource | EntityManager,
  round: Pick<Round, 'id' | 'planId' | 'state' | 'isHistoric'>,
): Promise<RoundStanding> {
  const [row] = await database.query<StandingRow[]>(
    `WITH correction AS (
       SELECT coalesce(max(correction_no), 0) AS no FROM (
         SELECT correction_no FROM updates
         WHERE round_id = $1 AND correction_no > 0 AND state NOT IN ('published', 'abandoned')
         UNION ALL SELECT correction_no FROM corrected_words WHERE round_id = $1 AND ended_at IS NULL) under_way),
     words AS (SELECT ARRAY[written_by_id] || on_behalf_of_id AS by_ids FROM corrected_words, correction
       WHERE round_id = $1 AND correction_no = correction.no)
     SELECT correction.no AS "correctionNo",
       (SELECT state FROM manifests WHERE round_id = $1 AND state IN ('sealed', 'signed')) AS manifest,
       (SELECT count(*)::int FROM updates u
        WHERE u.round_id = $1 AND u.correction_no = correction.no AND u.omission_id IS NULL
          AND u.state NOT IN ('approved', 'signed', 'published')) AS waiting,
       (SELECT count(*)::int FROM updates u JOIN rounds r ON r.id = u.round_id
        WHERE u.round_id = $1 AND u.correction_no = correction.no AND ${ASKS_STILL_TRUE}) AS unconfirmed,
       (SELECT array_remove(by_ids, NULL) FROM words) AS "wordsBy",
       correction.no > 0 AND NOT EXISTS (
         SELECT 1 FROM updates WHERE round_id = $1 AND correction_no = correction.no) AS "isOfWordsAlone"
     FROM correction`,
    [round.id],
  );
  const { id: roundId, planId, state, isHistoric } = round;
  return {
    roundId,
    planId,
    state,
    isHistoric,
    manifest: row?.manifest ?? null,
    correctionNo: row?.correctionNo ?? 0,
    waiting: row?.waiting ?? 0,
    unconfirmed: row?.unconfirmed ?? 0,
    ...(row?.wordsBy && { wordsBy: row.wordsBy }),
    ...(row?.isOfWordsAlone && { isOfWordsAlone: true }),
  };
}
