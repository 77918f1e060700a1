import type { Delivery, UpdateContent } from './content.js';
import { isSameEvidence, type PublishedEvidence } from './evidence.js';
import { figureKey, figureWords, type Figure } from './figures.js';
import { diffDocuments, diffWords, type DocumentDiff, type TextDiff } from './rich-text/diff.js';
import { EMPTY_DOCUMENT } from './rich-text/types.js';

/** The difference between two contents; what did not change is left out, the document apart. */
export interface ContentDiff {
  document: DocumentDiff;
  delivery?: { from?: Delivery; to?: Delivery };
  nextMilestone?: TextDiff;
  /** A line for each figure that is new, gone or different, in words. */
  figures?: TextDiff[];
  /** Published evidence that only one of the two has. */
  evidence?: { added: PublishedEvidence[]; removed: PublishedEvidence[] };
}

/** Whether all that is printed is the same. */
export const isSameText = (diff: ContentDiff): boolean =>
  diff.document.isEqual && !diff.delivery && !diff.nextMilestone && !diff.figures && !diff.evidence;

/** The differences between two contents; an absent one counts as empty. */
export function diffContents(
  before: UpdateContent | null,
  after: UpdateContent | null,
): ContentDiff {
  const milestone = diffWords(before?.nextMilestone ?? '', after?.nextMilestone ?? '');
  return {
    document: diffDocuments(before?.document ?? EMPTY_DOCUMENT, after?.document ?? EMPTY_DOCUMENT),
    ...(before?.delivery !== after?.delivery && {
      delivery: { from: before?.delivery, to: after?.delivery },
    }),
    ...(!milestone.isEqual && { nextMilestone: milestone }),
    ...diffFigures(before?.figures ?? [], after?.figures ?? []),
    ...diffEvidence(before?.evidence ?? [], after?.evidence ?? []),
  };
}

/** A figure is compared with that of the same measure and period. */
function diffFigures(
  before: readonly Figure[],
  after: readonly Figure[],
): Pick<ContentDiff, 'figures'> {
  const linesOf = (figures: readonly Figure[]): Map<string, string> =>
    new Map(figures.map((figure) => [figureKey(figure), figureWords(figure)]));
  const [was, is] = [linesOf(before), linesOf(after)];
  const figures = [...new Set([...was.keys(), ...is.keys()])]
    .map((key) => diffWords(was.get(key) ?? '', is.get(key) ?? ''))
    .filter(({ isEqual }) => !isEqual);
  return figures.length > 0 ? { figures } : {};
}

function diffEvidence(
  before: readonly PublishedEvidence[],
  after: readonly PublishedEvidence[],
): Pick<ContentDiff, 'evidence'> {
  const has = (items: readonly PublishedEvidence[], item: PublishedEvidence): boolean =>
    items.some((each) => isSameEvidence(each, item));
  const added = after.filter((item) => !has(before, item));
  const removed = before.filter((item) => !has(after, item));
  return added.length + removed.length > 0 ? { evidence: { added, removed } } : {};
}
