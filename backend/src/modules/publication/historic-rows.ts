import type { EntityManager } from 'typeorm';
import type { RichTextDocument } from '../../common/rich-text/index.js';
import type { Act } from '../audit/index.js';
import { Round } from '../rounds/index.js';
import { Listing, Update, UpdateCommitment, UpdateRevision } from '../updates/index.js';
import type { HistoricEdition, KeptHistoricRow } from './historic-edition.js';

/** Keeps the rows of a historic edition as published updates: no author, no decision, no draft. */
export async function insertHistoricRows(
  { manager, now }: Act,
  { roundId, planId, publishedOn }: { roundId: string; planId: string; publishedOn: string },
  rows: readonly KeptHistoricRow[],
): Promise<void> {
  const chapters = await manager.query<{ id: string; chapter_id: string }[]>(
    'SELECT id, chapter_id FROM commitments WHERE plan_id = $1',
    [planId],
  );
  const chapterOf = new Map(chapters.map((row) => [row.id, row.chapter_id]));
  // An update and its text name each other, so the update comes first, as one that has none yet.
  await manager.insert(
    Update,
    rows.map((row) => ({
      id: row.updateId,
      ...{ roundId, planId, title: row.title },
      chapterId: chapterOf.get(row.commitmentIds[0] ?? '') ?? null,
      organisationId: row.organisationId ?? null,
      ownerId: null,
      respondBy: publishedOn,
      state: 'not_started' as const,
      isClearanceRequired: false,
      correctionNo: row.correction?.no ?? 0,
      correctsId: row.correction?.correctsId ?? null,
      correctionReason: row.correction?.reason ?? null,
      previousUpdateId: row.correction?.previousUpdateId ?? null,
      isSealed: true,
      version: 1,
      stateChangedAt: now,
    })),
  );
  await manager.insert(
    UpdateRevision,
    rows.map(({ revisionId, updateId, text, hash }) => ({
      id: revisionId,
      updateId,
      number: 1,
      kind: 'historic' as const,
      content: text,
      contentHash: hash,
      madeById: null,
      onBehalfOfId: null,
      madeAt: now,
    })),
  );
  await manager.query(
    `UPDATE updates u SET state = 'published', latest_revision_id = r.id, approved_revision_id = r.id
     FROM update_revisions r WHERE r.update_id = u.id AND u.id = ANY($1::uuid[])`,
    [rows.map(({ updateId }) => updateId)],
  );
  await manager.insert(
    Listing,
    rows.map(({ updateId, chapter, reference, wording, position, isUntitled = false }, index) => ({
      ...{ updateId, roundId, chapter, wording, isUntitled },
      reference: reference ?? null,
      position: position ?? index + 1,
    })),
  );
  const links = rows.flatMap(({ updateId, commitmentIds }) =>
    commitmentIds.map((commitmentId, index) => ({ updateId, commitmentId, position: index + 1 })),
  );
  if (links.length > 0) await manager.insert(UpdateCommitment, links);
}

/**
 * Links each row to the row of the full edition before that it continues: the one with the most
 * commitments in common, and of equal ones the first printed.
 */
export async function continueLastTable(manager: EntityManager, roundId: string): Promise<void> {
  await manager.query(
    `WITH last AS (
       SELECT p.id FROM rounds r JOIN rounds p ON p.plan_id = r.plan_id AND p.period_end < r.period_end
       WHERE r.id = $1 AND NOT p.is_summary AND p.state IN ('published', 'closed')
       ORDER BY p.period_end DESC, p.id LIMIT 1),
     shared AS (
       SELECT DISTINCT ON (u.id) u.id, b.id AS before_id
       FROM updates u JOIN update_commitments uc ON uc.update_id = u.id
       JOIN update_commitments bc ON bc.commitment_id = uc.commitment_id
       JOIN updates b ON b.id = bc.update_id AND b.round_id = (SELECT id FROM last) AND b.state = 'published'
       JOIN listings l ON l.update_id = b.id
       WHERE u.round_id = $1
       GROUP BY u.id, b.id, b.correction_no, l.position
       ORDER BY u.id, count(*) DESC, l.position, b.correction_no DESC)
     UPDATE updates u SET previous_update_id = shared.before_id FROM shared WHERE shared.id = u.id`,
    [roundId],
  );
  await manager.query(
    `UPDATE rounds r SET previous_round_id = p.round_id
     FROM updates u JOIN updates p ON p.id = u.previous_update_id
     WHERE r.id = $1 AND u.round_id = r.id`,
    [roundId],
  );
}

/** Its round is closed: the dates by which it was prepared are not known, so all are its publication. */
export async function insertHistoricRound(
  manager: EntityManager,
  id: string,
  { planId, title, slug, period, asAt, publishedOn, isSummary = false }: HistoricEdition,
  introduction: RichTextDocument | undefined,
): Promise<void> {
  await manager.insert(Round, {
    ...{ id, planId, title, slug, asAt },
    periodLabel: period.label,
    periodStart: period.start,
    periodEnd: period.end,
    opensOn: publishedOn,
    draftsDueOn: publishedOn,
    reviewDueOn: publishedOn,
    signOffDueOn: publishedOn,
    publicationOn: publishedOn,
    state: 'closed',
    isHistoric: true,
    isSummary,
    summarisesId: null,
    introduction: (introduction ?? null) as never,
    previousRoundId: null,
    version: 1,
    openedAt: null,
  });
}
