import { diffContents, isSameText } from '@common/content-diff.ts';
import type { Content, DiffAnswer } from '../api/types.ts';

interface Side {
  label: string;
  content: Content;
}

/** The difference between two texts that are both in this browser. */
export function compareContents(from: Side, to: Side): DiffAnswer {
  const diff = diffContents(from.content, to.content);
  return {
    from: { label: from.label },
    to: { label: to.label },
    isEqual: isSameText(diff),
    diff,
  };
}
