import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DocumentError } from './document-error.js';

/** The family that every document is set in. The same face as the screens use. */
export const FONT_FAMILY = 'Source Sans 3';

const FACES = ['Regular', 'It', 'Semibold', 'SemiboldIt', 'Bold'];

/**
 * The font files, from the pinned `source-sans` package (SIL Open Font Licence). Typst takes TTF and
 * OTF only, hence not the woff2 files that the screens use.
 */
export function readFonts(): Buffer[] {
  const require = createRequire(import.meta.url);
  try {
    return FACES.map((face) =>
      readFileSync(require.resolve(`source-sans/TTF/SourceSans3-${face}.ttf`)),
    );
  } catch (cause) {
    throw new DocumentError('fonts_missing', 'The font package source-sans is not installed', [], {
      cause,
    });
  }
}

/** The code points that a TrueType font has a glyph for, read from its format 12 character map. */
export function readCoverage(font: Buffer): Set<number> {
  const covered = new Set<number>();
  const map = findTable(font, 'cmap');
  const subtables = map < 0 ? 0 : font.readUInt16BE(map + 2);
  for (let index = 0; index < subtables; index += 1) {
    const subtable = map + font.readUInt32BE(map + 8 + 8 * index);
    if (font.readUInt16BE(subtable) !== 12) continue;
    const groups = font.readUInt32BE(subtable + 12);
    for (let group = 0; group < groups; group += 1) {
      const at = subtable + 16 + 12 * group;
      const last = font.readUInt32BE(at + 4);
      for (let code = font.readUInt32BE(at); code <= last; code += 1) covered.add(code);
    }
  }
  return covered;
}

function findTable(font: Buffer, tag: string): number {
  const tables = font.readUInt16BE(4);
  for (let index = 0; index < tables; index += 1) {
    const record = 12 + 16 * index;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  return -1;
}
