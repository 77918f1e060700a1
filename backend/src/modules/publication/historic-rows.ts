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
      correctionNo: 0,
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
     FROM update_revisions r WHERE r.update_id = u.id AND u.round_id = $1`,
    [roundId],
  );
  await manager.insert(
    Listing,
    rows.map(({ updateId, chapter, reference, wording }, index) => ({
      ...{ updateId, roundId, chapter, wording },
      reference: reference ?? null,
      position: index + 1,
    })),
  );
  const links = rows.flatMap(({ updateId, commitmentIds }) =>
    commitmentIds.map((commitmentId, index) => ({ updateId, commitmentId, position: index + 1 })),
  );
  if (links.length > 0) await manager.insert(UpdateCommitment, links);
}

/** Its round is closed: the dates by which it was prepared are not known, so all are its publication. */
export async function insertHistoricRound(
  manager: EntityManager,
  id: string,
  { planId, title, slug, period, asAt, publishedOn }: HistoricEdition,
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
    introduction: (introduction ?? null) as never,
    previousRoundId: null,
    version: 1,
    openedAt: null,
  });
}
