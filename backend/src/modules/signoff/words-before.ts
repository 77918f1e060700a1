import type { EntityManager } from 'typeorm';
import { correctedWordsOf } from './correct-words.js';
import type { CorrectedWordsDto } from './dto/signing.dto.js';
import { readManifest } from './manifest.js';

/** What the version before printed in the place of the edition's own words that the correction changes. */
export async function wordsBefore(
  manager: EntityManager,
  roundId: string,
  { correctionNo, version }: { correctionNo: number; version: number },
): Promise<CorrectedWordsDto | undefined> {
  const words = await correctedWordsOf(manager, roundId, correctionNo);
  if (!words) return undefined;
  const [row] = await manager.query<{ body: string }[]>(
    `SELECT body FROM manifests WHERE round_id = $1 AND state = 'published' AND version < $2
     ORDER BY version DESC LIMIT 1`,
    [roundId, version],
  );
  if (!row) throw new Error(`Round ${roundId} is corrected without a published manifest`);
  const { round, introduction } = readManifest(row.body);
  return {
    ...(words.title !== null && { titleBefore: round.title }),
    ...(words.introduction && { introductionBefore: introduction ?? { type: 'doc', content: [] } }),
    ...(words.chapters && { chapters: words.chapters }),
  };
}
