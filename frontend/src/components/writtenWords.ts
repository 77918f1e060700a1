import type { Content, PersonRef } from '../api/types.ts';
import { personWords } from './personWords.ts';

/** Who wrote the words of a revision; of “no change” nobody did, since the last edition. */
export function writtenWords(
  authors: readonly (PersonRef & { onBehalfOf?: PersonRef })[],
  content?: Pick<Content, 'noChange'>,
): string {
  if (authors.length > 0)
    return `Written by ${authors.map((each) => personWords(each, each.onBehalfOf)).join('; ')}`;
  return content?.noChange
    ? 'The words of the last edition, handed in as they were'
    : 'Written by someone before this system';
}
