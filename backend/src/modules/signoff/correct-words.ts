import { randomUUID } from 'node:crypto';
import { IsNull } from 'typeorm';
import type { Principal } from '../../common/actor.js';
import { canonicalJson } from '../../common/canonical-json.js';
import { invalidField, Problem } from '../../common/problems.js';
import {
  isEmptyDocument,
  normaliseDocument,
  type RichTextDocument,
} from '../../common/rich-text/index.js';
import { onBehalfOf, type Act } from '../audit/index.js';
import { introductionIssues, Round } from '../rounds/index.js';
import { Listing } from '../updates/index.js';
import { CorrectedWords, type RenamedChapter } from './corrected-words.entity.js';
import type { ManifestBody } from './manifest.js';

/** The edition's own words as they should be; absent: as they were signed. */
export interface EditionWords {
  title?: string;
  introduction?: RichTextDocument;
  chapters?: readonly RenamedChapter[];
}

/**
 * Keeps what a correction changes of the edition's own words.
 * @param published what the current edition prints
 * @returns which parts, for the audit trail
 * @throws Problem request.invalid for words that cannot be printed, or that are printed already
 */
export async function keepCorrectedWords(
  act: Act,
  of: { round: Round; correctionNo: number; reason: string; as: Principal },
  given: EditionWords,
  published: ManifestBody,
): Promise<string[]> {
  const words = changedWords(given, published);
  await act.manager.insert(CorrectedWords, {
    id: randomUUID(),
    roundId: of.round.id,
    correctionNo: of.correctionNo,
    reason: of.reason,
    title: words.title ?? null,
    introduction: (words.introduction ?? null) as never,
    chapters: (words.chapters ?? null) as never,
    writtenById: act.actorId,
    onBehalfOfId: onBehalfOf(act.actor, of.as),
    writtenAt: act.now,
    endedAt: null,
    abandonedById: null,
    abandonedForId: null,
  });
  return Object.keys(words);
}

/** @throws Problem request.invalid for an introduction outside the house schema, whatever the round allows */
export function refuseUnreadable({ introduction }: EditionWords = {}): void {
  const issues = introductionIssues(introduction).map((issue) => ({
    ...issue,
    field: `words.${issue.field}`,
  }));
  if (issues.length > 0) throw new Problem('request.invalid', {}, { issues });
}

function changedWords(given: EditionWords, published: ManifestBody): EditionWords {
  const title = given.title?.trim();
  if (title === '') throw invalidField('words.title', 'required', 'Give the edition a title.');
  const introduction = given.introduction && wordsOf(given.introduction);
  const chapters = renamed(given.chapters ?? [], published);
  const isIntroductionOther =
    introduction !== undefined &&
    canonicalJson(introduction) !== canonicalJson(wordsOf(published.introduction));
  const words = {
    ...(title !== undefined && title !== published.round.title && { title }),
    ...(isIntroductionOther && { introduction }),
    ...(chapters.length > 0 && { chapters }),
  };
  if (Object.keys(words).length === 0) {
    throw invalidField('words', 'same', 'The edition says just that already.');
  }
  return words;
}

/** One form for no introduction, so that it can be kept and compared. */
const wordsOf = (introduction?: RichTextDocument): RichTextDocument =>
  introduction && !isEmptyDocument(introduction)
    ? normaliseDocument(introduction)
    : { type: 'doc', content: [] };

/** Those that get another title: each is printed, named once, and does not become another that is. */
function renamed(chapters: readonly RenamedChapter[], { lines }: ManifestBody): RenamedChapter[] {
  const printed = new Set(lines.map(({ listing }) => listing.chapter));
  const others = chapters
    .map(({ from, to }) => ({ from, to: to.trim() }))
    .filter(({ from, to }) => from !== to);
  others.forEach(({ from, to }, index) => {
    const field = `words.chapters.${index}`;
    const isRepeated = others.findIndex((other) => other.from === from) !== index;
    if (!printed.has(from) || isRepeated) {
      throw invalidField(
        `${field}.from`,
        'unknown',
        'The edition has no such heading, or it is named twice.',
      );
    }
    if (to === '') throw invalidField(`${field}.to`, 'required', 'Give the heading its words.');
    const isTaken = printed.has(to) || others.some((other, at) => at !== index && other.to === to);
    if (isTaken) {
      throw invalidField(`${field}.to`, 'taken', 'Another heading of the edition says that.');
    }
  });
  return others;
}

/** What the correction under way changes of the edition's own words; null when it changes none. */
export const correctedWordsOf = (
  manager: Act['manager'],
  roundId: string,
  correctionNo: number,
): Promise<CorrectedWords | null> => manager.findOneBy(CorrectedWords, { roundId, correctionNo });

/** The body as it is printed with the words of the correction. */
export function withCorrectedWords<Body extends Omit<ManifestBody, 'schema'>>(
  body: Body,
  words: CorrectedWords | null,
): Body {
  if (!words) return body;
  const { introduction: before, ...rest } = body;
  const introduction = words.introduction ?? before;
  const titles = new Map(words.chapters?.map(({ from, to }) => [from, to]));
  return {
    ...rest,
    round: { ...body.round, ...(words.title !== null && { title: words.title }) },
    ...(introduction && !isEmptyDocument(introduction) && { introduction }),
    lines: body.lines.map((line) => ({
      ...line,
      listing: {
        ...line.listing,
        chapter: titles.get(line.listing.chapter) ?? line.listing.chapter,
      },
    })),
  } as unknown as Body;
}

/** Once they are published, the round and its rows say the same: what comes next goes on from them. */
export async function endCorrectedWords(
  { manager, now }: Act,
  roundId: string,
  correctionNo: number,
): Promise<void> {
  const words = await correctedWordsOf(manager, roundId, correctionNo);
  if (!words) return;
  const { title, introduction, chapters } = words;
  const round = await manager.findOneByOrFail(Round, { id: roundId });
  const titles = new Map(chapters?.map(({ from, to }) => [from, to]));
  await manager.update(
    Round,
    { id: roundId },
    {
      ...(title !== null && { title }),
      ...(introduction && {
        introduction: (isEmptyDocument(introduction) ? null : introduction) as never,
      }),
      themes: round.themes.map((theme) => titles.get(theme) ?? theme),
    },
  );
  // One after the other: no heading becomes one that is there.
  for (const { from, to } of chapters ?? []) {
    await manager.update(Listing, { roundId, chapter: from }, { chapter: to });
  }
  await manager.update(CorrectedWords, { id: words.id }, { endedAt: now });
}

/** Gives up those of the correction under way; what they were is kept. */
export async function abandonCorrectedWords(
  act: Act,
  roundId: string,
  correctionNo: number,
  as: Principal,
): Promise<void> {
  await act.manager.update(
    CorrectedWords,
    { roundId, correctionNo, endedAt: IsNull() },
    {
      endedAt: act.now,
      abandonedById: act.actorId,
      abandonedForId: onBehalfOf(act.actor, as),
    },
  );
}
