import type { EditionSnapshot, SnapshotRow } from '../../src/common/edition-snapshot.js';
import { figureCells } from '../../src/common/figures.js';
import { documentToText } from '../../src/common/rich-text/index.js';

/** Everything of a row that a reader must meet, in reading order. */
export function rowTexts(row: SnapshotRow): string[] {
  return [
    row.title,
    row.wording,
    row.content ? documentToText(row.content.document) : '',
    ...(row.content?.figures ?? []).flatMap((figure) => {
      const { cells, note = '' } = figureCells(figure);
      // What a later value says stands under it, before the source.
      return [...cells.slice(0, 3), note, ...cells.slice(3)];
    }),
    row.content?.nextMilestone ?? '',
    row.omission?.reason ?? '',
    row.omission?.lastReported?.title ?? '',
  ];
}

/** Everything of an edition that a reader must meet, in reading order. */
export function snapshotTexts(snapshot: EditionSnapshot): string[] {
  return [
    snapshot.publisher,
    snapshot.title,
    snapshot.introduction ? documentToText(snapshot.introduction) : '',
    ...snapshot.chapters.flatMap((chapter) => [
      chapter.title,
      ...chapter.groups.flatMap((group) => group.rows.flatMap(rowTexts)),
    ]),
    ...(snapshot.acronyms ?? []).flatMap(({ short, expansion }) => [short, expansion]),
  ];
}

/** The words of texts, without bullets, numbering and a sentence's last full stop. */
export function wordsOf(texts: string[]): string[] {
  return texts
    .join('\n')
    .split(/\s+/u)
    .filter((word) => !/^([•–‣-]|\d+\.)$/u.test(word))
    .map((word) => word.replace(/\.$/u, ''))
    .filter((word) => word !== '');
}

/** The words of a page that was made of a Word file, each block of it on a line of its own. */
export const textOf = (html: string): string =>
  html
    .replace(/<br \/>|<[uo]l>|<\/(p|li|h\d|td|th)>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
