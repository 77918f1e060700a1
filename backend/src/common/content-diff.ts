import type { Delivery, UpdateContent } from './content.js';
import { diffDocuments, diffWords, type DocumentDiff, type TextDiff } from './rich-text/diff.js';
import { EMPTY_DOCUMENT } from './rich-text/types.js';

/** The difference between two contents; what did not change is left out, the document apart. */
export interface ContentDiff {
  document: DocumentDiff;
  delivery?: { from?: Delivery; to?: Delivery };
  nextMilestone?: TextDiff;
}

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
  };
}
