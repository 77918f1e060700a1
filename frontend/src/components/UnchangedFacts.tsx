import { isSameEvidence } from '@common/evidence.ts';
import type { Content, ContentDiff } from '../api/types.ts';
import { ContentFacts } from './RichTextView.tsx';

interface UnchangedFactsProps {
  content: Content;
  diff: ContentDiff;
  /** The evidence has a list of its own on the page. */
  isEvidenceBeside?: boolean;
}

/** What stands beside the words of a text and is as it was: the difference shows the rest. */
export function UnchangedFacts({ content, diff, isEvidenceBeside }: UnchangedFactsProps) {
  const isAdded = (item: NonNullable<Content['evidence']>[number]): boolean =>
    diff.evidence?.added.some((added) => isSameEvidence(added, item)) ?? false;
  return (
    <ContentFacts
      content={{
        ...content,
        ...(diff.delivery && { delivery: undefined }),
        ...(diff.nextMilestone && { nextMilestone: undefined }),
        // What changed of them is shown line by line; as a table they are read as a whole.
        ...(diff.figures && { figures: undefined }),
        evidence: isEvidenceBeside ? undefined : content.evidence?.filter((each) => !isAdded(each)),
      }}
    />
  );
}
