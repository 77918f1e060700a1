import type { EntityManager } from 'typeorm';
import { acronymsPrinted, type Acronym } from '../../common/acronyms.js';
import type { UpdateContent } from '../../common/content.js';
import { Problem } from '../../common/problems.js';
import { acronymsOf } from '../acronyms/index.js';
import { skippedBefore, type Round } from '../rounds/index.js';
import { Update } from '../updates/index.js';
import { correctedWordsOf, withCorrectedWords } from './correct-words.js';
import {
  buildManifest,
  correctedLines,
  type ManifestBody,
  type SealedManifest,
} from './manifest.js';
import { currentLines, keptRevisions, publishedManifest } from './manifest-lines.js';
import { Manifest } from './signoff.entities.js';

/** The next manifest of a round, from its rows as they stand. */
export const makeManifest = async (
  manager: EntityManager,
  round: Round,
  correctionNo: number,
  isMinor = false,
): Promise<SealedManifest> => buildManifest(await nextBody(manager, round, correctionNo, isMinor));

/**
 * What the next manifest would hold; rows without an approved text come without one.
 *
 * A correction changes its own lines; everything else it takes from the manifest that was signed and
 * published before, so that nothing can slip in with it.
 */
export async function nextBody(
  manager: EntityManager,
  round: Round,
  correctionNo: number,
  isMinor = false,
): Promise<Omit<ManifestBody, 'schema'>> {
  const version = ((await manager.maximum(Manifest, 'version', { roundId: round.id })) ?? 0) + 1;
  const current = await currentLines(manager, round.id, correctionNo);
  if (correctionNo === 0) {
    if (round.isSummary && current.every(({ line }) => line.omission)) {
      throw new Problem('round.no_paragraphs');
    }
    if (current.length === 0) throw new Problem('round.no_plan_rows');
    const lines = current.map(({ line }) => line);
    return withAcronyms(manager, { ...(await printedFacts(manager, round)), version, lines });
  }
  const published = await publishedManifest(manager, round.id);
  if (!published) throw new Error(`Round ${round.id} is corrected without a published manifest`);
  const replacements = current.flatMap(({ line, replacesId }) =>
    replacesId ? [[replacesId, line] as const] : [],
  );
  const { plan, introduction, isSummary, round: printed } = published;
  const lines = correctedLines(published.lines, new Map(replacements));
  if (isSummary && lines.every(({ omission }) => omission))
    throw new Problem('round.no_paragraphs');
  const words = await correctedWordsOf(manager, round.id, correctionNo);
  const body = {
    plan,
    round: printed,
    ...(introduction && { introduction }),
    ...(isSummary && { isSummary }),
    version,
    correction: {
      no: correctionNo,
      reason: words?.reason ?? (await correctionReason(manager, round.id, correctionNo)),
      ...(isMinor && { isMinor: true as const }),
    },
    lines,
  };
  return withAcronyms(manager, withCorrectedWords(body, words), published.acronyms);
}

/**
 * The body with the acronyms that occur in it: fixed here, because what is printed is what is signed.
 * @param pinned what the last version said they stand for: a correction changes its own words alone
 */
async function withAcronyms(
  manager: EntityManager,
  body: Omit<ManifestBody, 'schema'>,
  pinned: readonly Acronym[] = [],
): Promise<Omit<ManifestBody, 'schema'>> {
  const registered = await acronymsOf(manager, body.plan.id);
  const isPinned = new Set(pinned.map(({ short }) => short));
  const register = [...pinned, ...registered.filter(({ short }) => !isPinned.has(short))];
  if (register.length === 0) return body;
  const revisions = await keptRevisions(manager, body);
  const contents = new Map(
    [...revisions.values()].map(
      ({ contentHash, content }) => [contentHash, JSON.parse(content) as UpdateContent] as const,
    ),
  );
  const acronyms = acronymsPrinted(body, contents, register);
  return { ...body, ...(acronyms.length > 0 && { acronyms }) };
}

async function correctionReason(
  manager: EntityManager,
  roundId: string,
  correctionNo: number,
): Promise<string> {
  const update = await manager.findOneByOrFail(Update, { roundId, correctionNo });
  return update.correctionReason ?? '';
}

async function printedFacts(
  manager: EntityManager,
  round: Round,
): Promise<Pick<ManifestBody, 'plan' | 'round' | 'introduction' | 'isSummary'>> {
  const [plan] = await manager.query<ManifestBody['plan'][]>(
    `SELECT p.id, p.title, o.name AS publisher
     FROM plans p JOIN organisations o ON o.id = p.publisher_id WHERE p.id = $1`,
    [round.planId],
  );
  if (!plan) throw new Error(`Round ${round.id} has no plan`);
  const alsoCovers = await skippedBefore(manager, round);
  const { id, title, slug, periodLabel, periodStart, periodEnd, asAt, publicationOn } = round;
  return {
    plan,
    round: {
      ...{ id, title, slug, periodLabel, periodStart, periodEnd, asAt, publicationOn },
      ...(alsoCovers.length > 0 && { alsoCovers }),
    },
    ...(round.introduction && { introduction: round.introduction }),
    ...(round.isSummary && { isSummary: true }),
  };
}
