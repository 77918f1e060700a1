import type { Sequence } from './align.js';
import { isWord, tokenise, tokenWeight, type TokenKind } from './tokens.js';
import type { RichTextInline, RichTextMark } from './types.js';

/** A stretch of text with its marks. */
export interface Piece {
  text: string;
  marks: RichTextMark[];
}

/**
 * What is compared: a word, a number, a punctuation mark or a hard break, with the space before
 * it. Spaces are never compared by themselves: they are everywhere, and pairing them would tear
 * sentences apart.
 */
export interface Glyph {
  kind: TokenKind;
  text: string;
  /** Its text by marks: more than one piece where formatting begins inside the word. */
  pieces: Piece[];
  /** The space before it: no piece, or those of the space. */
  gap: Piece[];
}

/** Inline content as pieces, a hard break being a line feed. */
export function piecesOf(inlines: readonly RichTextInline[]): Piece[] {
  return inlines.map((inline) =>
    inline.type === 'text'
      ? { text: inline.text, marks: inline.marks ?? [] }
      : { text: '\n', marks: [] },
  );
}

/** Inline content from pieces: the inverse of `piecesOf`. */
export function inlinesOf(pieces: readonly Piece[]): RichTextInline[] {
  return pieces.flatMap(({ text, marks }) =>
    text.split(/(\n)/).flatMap((part): RichTextInline[] => {
      if (part === '') return [];
      if (part === '\n') return [{ type: 'hardBreak' }];
      return [
        marks.length === 0 ? { type: 'text', text: part } : { type: 'text', text: part, marks },
      ];
    }),
  );
}

/** Cuts a block's text into glyphs; words are found across formatting. Ends with an empty glyph. */
export function glyphsOf(pieces: readonly Piece[]): Glyph[] {
  const glyphs: Glyph[] = [];
  const take = pieceReader(pieces);
  let gap: Piece[] = [];
  for (const { kind, text } of tokenise(pieces.map((piece) => piece.text).join(''))) {
    const taken = take(text.length);
    if (kind === 'space') gap = taken;
    else {
      glyphs.push({ kind, text, pieces: taken, gap });
      gap = [];
    }
  }
  glyphs.push({ kind: 'punctuation', text: '', pieces: [], gap });
  return glyphs;
}

/** Reads pieces by numbers of characters, cutting them where needed. */
function pieceReader(pieces: readonly Piece[]): (length: number) => Piece[] {
  let index = 0;
  let offset = 0;
  return (length) => {
    const taken: Piece[] = [];
    for (let left = length; left > 0;) {
      const piece = pieces[index];
      if (piece === undefined) break;
      const text = piece.text.slice(offset, offset + left);
      if (text !== '') taken.push({ text, marks: piece.marks });
      left -= text.length;
      offset += text.length;
      if (offset >= piece.text.length) {
        index += 1;
        offset = 0;
      }
    }
    return taken;
  };
}

/** Gives equal texts equal numbers; one is shared by everything that is compared together. */
export class Interner {
  private readonly numbers = new Map<string, number>();

  number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }
}

export function sequenceOf(glyphs: readonly Glyph[], interner: Interner): Sequence {
  return {
    ids: Int32Array.from(glyphs, ({ text }) => interner.number(text)),
    weights: Float64Array.from(glyphs, tokenWeight),
  };
}

export function countWordGlyphs(glyphs: readonly { kind: TokenKind }[]): number {
  return glyphs.reduce((count, { kind }) => count + (isWord(kind) ? 1 : 0), 0);
}
