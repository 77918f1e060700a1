import { canonicalJson } from './canonical-json.js';
import type { UpdateContent } from './content.js';
import { figureWords } from './figures.js';
import { mergeDocuments, type MergeConflict } from './rich-text/merge.js';
import { normaliseLine } from './rich-text/text.js';

export interface ContentMerge {
  content: UpdateContent;
  /** Where both changed the same place; of what is no running text mine stands. */
  conflicts: ({ field: 'document' | WholeField } & MergeConflict)[];
}

type WholeField = 'delivery' | 'nextMilestone' | 'figures';

/**
 * A content with the changes of both to the one that both started from: the words as
 * `mergeDocuments` has it, delivery status, next milestone and figures each as a whole.
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
  const whole = <Field extends WholeField>(field: Field): UpdateContent[Field] | undefined => {
    const sides = [base, mine, theirs].map((content) => content[field]);
    const [was, own, other] = sides.map((value) =>
      typeof value === 'object' ? canonicalJson(value) : normaliseLine(value ?? ''),
    );
    if (own !== was && other !== was && own !== other) {
      const [said, put, theirPut] = sides.map(wordsOf);
      merge.conflicts.push({ field, base: said!, mine: put!, theirs: theirPut! });
    }
    return (own !== was ? mine : theirs)[field];
  };
  const delivery = whole('delivery');
  const nextMilestone = whole('nextMilestone');
  if (delivery) merge.content.delivery = delivery;
  if (nextMilestone) merge.content.nextMilestone = nextMilestone;
  const figures = whole('figures');
  if (figures && figures.length > 0) merge.content.figures = figures;
  return merge;
}

const wordsOf = (value: UpdateContent[WholeField]): string =>
  typeof value === 'object' ? value.map(figureWords).join('\n') : normaliseLine(value ?? '');
