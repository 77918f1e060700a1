import type { UpdateContent } from './content.js';
import { mergeDocuments, type MergeConflict } from './rich-text/merge.js';
import { normaliseLine } from './rich-text/text.js';

export interface ContentMerge {
  content: UpdateContent;
  /** Where both changed the same place; of a delivery status or next milestone mine stands. */
  conflicts: ({ field: 'document' | 'delivery' | 'nextMilestone' } & MergeConflict)[];
}

/**
 * A content with the changes of both to the one that both started from: the words as
 * `mergeDocuments` has it, delivery status and next milestone each as a whole.
 */
export function mergeContents(
  base: UpdateContent,
  mine: UpdateContent,
  theirs: UpdateContent,
): ContentMerge {
  const { document, conflicts } = mergeDocuments(base.document, mine.document, theirs.document);
  const merge: ContentMerge = {
    content: { document },
    conflicts: conflicts.map((conflict) => ({ field: 'document', ...conflict })),
  };
  const whole = <Field extends 'delivery' | 'nextMilestone'>(
    field: Field,
  ): UpdateContent[Field] | undefined => {
    const [was, own, other] = [base, mine, theirs].map((content) =>
      normaliseLine(content[field] ?? ''),
    );
    if (own !== was && other !== was && own !== other) {
      merge.conflicts.push({ field, base: was!, mine: own!, theirs: other! });
    }
    return (own !== was ? mine : theirs)[field];
  };
  const delivery = whole('delivery');
  const nextMilestone = whole('nextMilestone');
  if (delivery) merge.content.delivery = delivery;
  if (nextMilestone) merge.content.nextMilestone = nextMilestone;
  return merge;
}
