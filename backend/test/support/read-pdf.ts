import './pdfjs-on-node-20.js';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { wordsOf } from './snapshot-words.js';

/** A node of a PDF's tag tree, as far as tests look at it. */
export interface PdfTag {
  role?: string;
  children?: PdfTag[];
}

/** A bookmark and those below it. */
export interface PdfBookmark {
  title: string;
  items: PdfBookmark[];
}

/** What pdf.js, a reader that had no part in making the file, finds in it. */
export interface ReadPdf {
  pages: number;
  title: string;
  language: string;
  creationDate: string;
  isMarked: boolean;
  /** The raw XMP packet. */
  metadata: string;
  /** The tag tree of each page. */
  tags: PdfTag[];
  outline: PdfBookmark[];
  /** The text of each page, in tag order. */
  texts: string[];
  /** What is marked as an artifact: the foot of each page, which readers aloud pass over. */
  artifacts: string[];
  /** Text that is neither tagged nor an artifact. */
  untagged: string[];
  /** How far to the right any text reaches, in points. */
  rightEdge: number;
}

/** Reads a PDF with pdf.js. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const pdf = await task.promise;
  try {
    const { info, metadata } = await pdf.getMetadata();
    const facts = info as Record<string, unknown>;
    const read: ReadPdf = {
      pages: pdf.numPages,
      title: String(facts.Title ?? ''),
      language: String(facts.Language ?? ''),
      creationDate: String(facts.CreationDate ?? ''),
      isMarked: isMarkedBy(await pdf.getMarkInfo()),
      metadata: metadata?.getRaw() ?? '',
      tags: [],
      outline: toBookmarks((await pdf.getOutline()) ?? []),
      texts: [],
      artifacts: [],
      untagged: [],
      rightEdge: 0,
    };
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      read.tags.push(((await page.getStructTree()) ?? {}) as PdfTag);
      await readMarks(page, read);
      let text = '';
      for (const item of (await page.getTextContent()).items) {
        if (!('str' in item)) continue;
        text += item.str + (item.hasEOL ? '\n' : '');
        if (item.str.trim() === '') continue;
        const left = Number(item.transform[4]);
        read.rightEdge = Math.max(read.rightEdge, left + item.width);
      }
      read.texts.push(text);
    }
    return read;
  } finally {
    await task.destroy();
  }
}

/** Sorts a page's text by what it is marked as. */
async function readMarks(page: PDFPageProxy, read: ReadPdf): Promise<void> {
  const open: { isArtifact: boolean; isTagged: boolean }[] = [];
  for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
    if ('str' in item) {
      if (item.str.trim() === '') continue;
      if (open.some(({ isArtifact }) => isArtifact)) read.artifacts.push(item.str);
      else if (!open.some(({ isTagged }) => isTagged)) read.untagged.push(item.str);
    } else if (item.type === 'endMarkedContent') open.pop();
    else
      open.push({
        isArtifact: 'tag' in item && item.tag === 'Artifact',
        isTagged: Boolean(item.id),
      });
  }
}

/** All words of a PDF in reading order. */
export async function wordsOfPdf(bytes: Uint8Array): Promise<string[]> {
  return wordsOf((await readPdf(bytes)).texts);
}

/** How often each role occurs in the tag trees. */
export function countTags(tags: PdfTag[], counts = new Map<string, number>()): Map<string, number> {
  for (const tag of tags) {
    if (tag.role) counts.set(tag.role, (counts.get(tag.role) ?? 0) + 1);
    countTags(tag.children ?? [], counts);
  }
  return counts;
}

/** pdf.js 6 declares an object here and gives a Map. */
function isMarkedBy(markInfo: unknown): boolean {
  return (markInfo as ReadonlyMap<string, boolean> | null)?.get('Marked') === true;
}

function toBookmarks(items: { title: string; items: unknown[] }[]): PdfBookmark[] {
  return items.map((item) => ({
    title: item.title,
    items: toBookmarks(item.items as { title: string; items: unknown[] }[]),
  }));
}
