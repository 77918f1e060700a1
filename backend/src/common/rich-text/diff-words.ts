import { formatChanges } from './diff.js';
import type {
  BlockShape,
  DiffBlock,
  DiffSegment,
  DocumentDiff,
  FormatChange,
} from './diff.types.js';

/** What happened to the marks of words that stayed: “bold added, link changed from … to …”. */
export const formatWords = (segment: DiffSegment): string =>
  formatChanges(segment).map(changeWords).join(', ');

/** The same where addresses changed, which the words themselves do not show. */
export const linkWords = (segment: DiffSegment): string =>
  formatChanges(segment)
    .filter(({ kind }) => kind.startsWith('link'))
    .map(changeWords)
    .join(', ');

function changeWords(change: FormatChange): string {
  switch (change.kind) {
    case 'bold_added':
      return 'bold added';
    case 'bold_removed':
      return 'bold removed';
    case 'italic_added':
      return 'italics added';
    case 'italic_removed':
      return 'italics removed';
    case 'link_added':
      return `link added to ${change.to}`;
    case 'link_removed':
      return `link removed to ${change.from}`;
    case 'link_changed':
      return `link changed from ${change.from} to ${change.to}`;
    default:
      return change satisfies never;
  }
}

/** What became of a block as a whole: “now a bullet point, was a paragraph”; nothing when it stayed. */
export function reshapeWords({ kind, block, before, segments }: DiffBlock): string | undefined {
  // A number that moved because of those before it is no change of the block.
  if (kind !== 'changed' || before === undefined) return undefined;
  if (before.type !== block.type) return `now ${shapeWords(block)}, was ${shapeWords(before)}`;
  if (before.depth !== block.depth)
    return `now at level ${block.depth}, was at level ${before.depth}`;
  if (before.startsList && block.startsList && before.number !== block.number) {
    return `list now begins at ${block.number ?? 1}, began at ${before.number ?? 1}`;
  }
  // Where words changed too, the list may begin elsewhere only because items came or went.
  if (before.startsList === block.startsList || segments.some(({ op }) => op !== 'same')) {
    return undefined;
  }
  return block.startsList ? 'a list now begins here' : 'the list now goes on here';
}

const shapeWords = ({ type, depth }: BlockShape): string => {
  const level = depth > 1 ? ` at level ${depth}` : '';
  switch (type) {
    case 'paragraph':
      return depth > 0 ? `a paragraph inside a list${level}` : 'a paragraph';
    case 'bullet':
      return `a bullet point${level}`;
    case 'numbered':
      return `a numbered point${level}`;
  }
};

/** What changed, in a few words for its summary; never empty when the documents differ. */
export function documentSummary({ isEqual, blocks, summary }: DocumentDiff): string[] {
  if (isEqual) return [];
  const { wordsInserted, wordsDeleted, formatChanges: formats } = summary;
  const reshaped = blocks.filter((block) => reshapeWords(block) !== undefined).length;
  const isTouched = blocks.some(({ segments }) =>
    segments.some(({ op }) => op === 'insert' || op === 'delete'),
  );
  const hasWords = wordsInserted + wordsDeleted > 0;
  const parts = [
    ...(hasWords ? [`${count(wordsInserted, 'word')} inserted, ${wordsDeleted} deleted`] : []),
    ...(isTouched && !hasWords ? ['punctuation or spaces changed'] : []),
    ...(formats > 0 ? [count(formats, 'formatting change')] : []),
    ...(reshaped > 0
      ? [`${count(reshaped, 'paragraph or point', 'paragraphs or points')} reshaped`]
      : []),
  ];
  return parts.length > 0 ? parts : ['empty paragraphs added or removed'];
}

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;
