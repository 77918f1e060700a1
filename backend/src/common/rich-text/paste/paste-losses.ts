import type { PasteLosses } from './pasted-html.js';

const counted = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [count === 1 ? one : `${count} ${many}`];

/** What a person is told who pasted more than the house's text can hold; nothing lost, nothing said. */
export function lossWords(losses: PasteLosses): string | undefined {
  const left = [
    ...counted(losses.images, 'an image', 'images'),
    ...counted(losses.footnotes, 'a footnote', 'footnotes'),
    ...counted(losses.comments, 'a comment', 'comments'),
    ...counted(losses.deletions, 'words that were struck out', 'passages that were struck out'),
    ...counted(losses.links, 'the address of a link', 'addresses of links'),
  ];
  const sentences = [
    ...(left.length > 0 ? [`Left out of what you pasted: ${left.join(', ')}.`] : []),
    ...counted(
      losses.tables,
      'A table became paragraphs, one for each cell.',
      'tables became paragraphs, one for each cell.',
    ),
  ];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}
