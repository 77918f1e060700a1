import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { lockRound, refuseUnlessSecretariat, Round } from '../../rounds/index.js';
import { Listing, Update, UpdateCommitment } from '../update.entities.js';

/** A row to report on: from the last edition, or a commitment that it did not list. */
interface RowToReport {
  previous_update_id: string | null;
  title: string;
  chapter_id: string | null;
  organisation_id: string | null;
  is_clearance_required: boolean;
  owner_id: string | null;
  chapter: string;
  reference: string | null;
  wording: string;
  commitment_ids: string[];
}

const LAST_ROUND = `
  SELECT id FROM rounds WHERE plan_id = $1 AND state IN ('published', 'closed') AND id <> $2
  ORDER BY period_end DESC, id LIMIT 1`;

/** The rows as last printed: of each its last published correction, or itself. */
const LAST_ROWS = `
  SELECT * FROM (
    SELECT DISTINCT ON (coalesce(u.corrects_id, u.id)) u.id AS previous_update_id, u.title,
      u.chapter_id, u.organisation_id, coalesce(o.is_clearance_required, false) AS is_clearance_required,
      l.chapter, l.reference, l.wording, l.position,
      ARRAY(SELECT commitment_id FROM update_commitments WHERE update_id = u.id ORDER BY position) AS commitment_ids,
      (SELECT m.owner_id FROM update_commitments uc JOIN commitments m ON m.id = uc.commitment_id
       JOIN people p ON p.id = m.owner_id AND p.is_active
       WHERE uc.update_id = u.id ORDER BY uc.position LIMIT 1) AS owner_id
    FROM updates u
    JOIN listings l ON l.update_id = u.id
    LEFT JOIN organisations o ON o.id = u.organisation_id
    WHERE u.round_id = $1 AND u.state = 'published'
      AND (NOT EXISTS (SELECT 1 FROM update_commitments uc WHERE uc.update_id = u.id) OR EXISTS (
        SELECT 1 FROM update_commitments uc JOIN commitments m ON m.id = uc.commitment_id
        WHERE uc.update_id = u.id AND m.closed_on IS NULL))
    ORDER BY coalesce(u.corrects_id, u.id), u.correction_no DESC) printed
  ORDER BY position`;

const UNLISTED_COMMITMENTS = `
  SELECT NULL AS previous_update_id, m.title, m.chapter_id, m.lead_organisation_id AS organisation_id,
    o.is_clearance_required, p.id AS owner_id, ch.title AS chapter, NULL AS reference, m.summary AS wording,
    ARRAY[m.id] AS commitment_ids
  FROM commitments m
  JOIN chapters ch ON ch.id = m.chapter_id
  JOIN organisations o ON o.id = m.lead_organisation_id
  LEFT JOIN people p ON p.id = m.owner_id AND p.is_active
  WHERE m.plan_id = $1 AND m.closed_on IS NULL AND m.id <> ALL($2::uuid[])
  ORDER BY ch.position, m.position`;

@Injectable()
export class OpenRound {
  /**
   * Opens a planned round: one update for each row of the last edition, with its listing, and one
   * for each commitment that edition did not list.
   */
  async execute(act: Act, roundId: string): Promise<void> {
    const round = await lockRound(act, roundId);
    refuseUnlessSecretariat(act, round.planId);
    if (round.state !== 'planned') {
      throw new Problem('transition.illegal', { why: `The round is ${round.state} already.` });
    }
    const { rows, previousRoundId } = await this.rowsToReport(act, round);
    if (rows.length === 0) throw new Problem('round.no_plan_rows');
    await this.createUpdates(act, round, rows);
    await act.manager.update(
      Round,
      { id: roundId },
      { state: 'open', openedAt: act.now, previousRoundId, version: round.version + 1 },
    );
    act.emit({ kind: 'round.opened', payload: { roundId } });
    act.record(
      'round.opened',
      { kind: 'round', id: roundId, planId: round.planId },
      { updates: rows.length },
    );
  }

  private async rowsToReport(
    act: Act,
    round: Round,
  ): Promise<{ rows: RowToReport[]; previousRoundId: string | null }> {
    const [last] = await act.manager.query<{ id: string }[]>(LAST_ROUND, [round.planId, round.id]);
    const printed = last ? await act.manager.query<RowToReport[]>(LAST_ROWS, [last.id]) : [];
    const listed = printed.flatMap((row) => row.commitment_ids);
    const unlisted = await act.manager.query<RowToReport[]>(UNLISTED_COMMITMENTS, [
      round.planId,
      listed,
    ]);
    return { rows: inTheirChapters(printed, unlisted), previousRoundId: last?.id ?? null };
  }

  private async createUpdates(act: Act, round: Round, rows: RowToReport[]): Promise<void> {
    const updates = rows.map((row, index) => ({ id: randomUUID(), position: index + 1, row }));
    await act.manager.insert(
      Update,
      updates.map(({ id, row }) => ({
        id,
        roundId: round.id,
        planId: round.planId,
        chapterId: row.chapter_id,
        organisationId: row.organisation_id,
        ownerId: row.owner_id,
        title: row.title,
        respondBy: round.draftsDueOn,
        state: 'not_started' as const,
        isClearanceRequired: row.is_clearance_required,
        previousUpdateId: row.previous_update_id,
        correctionNo: 0,
        isSealed: false,
        version: 1,
        stateChangedAt: act.now,
      })),
    );
    await act.manager.insert(
      Listing,
      updates.map(({ id, position, row: { chapter, reference, wording } }) => ({
        updateId: id,
        roundId: round.id,
        chapter,
        reference,
        wording,
        position,
      })),
    );
    const links = updates.flatMap(({ id, row }) =>
      row.commitment_ids.map((commitmentId, index) => ({
        updateId: id,
        commitmentId,
        position: index + 1,
      })),
    );
    if (links.length > 0) await act.manager.insert(UpdateCommitment, links);
  }
}

/** Commitments that the last edition did not list go to the end of their chapter, or of the edition. */
function inTheirChapters(
  printed: readonly RowToReport[],
  unlisted: readonly RowToReport[],
): RowToReport[] {
  const rows = [...printed];
  for (const row of unlisted) {
    const last = rows.findLastIndex((each) => each.chapter === row.chapter);
    rows.splice(last === -1 ? rows.length : last + 1, 0, row);
  }
  return rows;
}
