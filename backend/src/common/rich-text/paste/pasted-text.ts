import { withoutForbiddenCharacters } from '../document.js';
import { normaliseDocument } from '../normalise.js';
import type { RichTextBlock, RichTextDocument } from '../types.js';
import { foldLists, numberOf, type ListLine, type PastedBlock } from './pasted-lists.js';

const BULLET = /^([•◦▪·‣●○■–—*-]|o(?=\t))[\t ]+(?=\S)/;
const NUMBER = /^(\(?(?:\d{1,3}|[a-z]|[ivx]{2,4})[.)])[\t ]+(?=\S)/i;
/** A dash, a star or a number may simply begin a sentence: these need a tab, or a neighbour. */
const SURE = /^([•◦▪‣●○■]|\S+\t)/;

interface Line {
  glyph?: string;
  text: string;
  isSure: boolean;
}

/**
 * The document of a text without any format: a paragraph for each line, and lists where lines begin
 * with a bullet or a number. A bullet of another kind is a level further in, as in Word's own text.
 */
export function documentFromPlainText(text: string): RichTextDocument {
  const lines = text.split(/\r\n?|\n|\u2028|\u2029/).map(readLine);
  const levels: string[] = [];
  const blocks = lines.flatMap((line, index): PastedBlock[] => {
    if (line.text === '') return [];
    const { glyph } = line;
    const near = [lines[index - 1], lines[index + 1]];
    const isItem = glyph !== undefined && (line.isSure || near.some((each) => each?.glyph));
    if (!isItem) {
      levels.length = 0;
      return [paragraph(glyph === undefined ? line.text : `${glyph} ${line.text}`)];
    }
    return [listLine(line.text, glyph, levels)];
  });
  const content = foldLists(blocks);
  return normaliseDocument({
    type: 'doc',
    content: content.length > 0 ? content : [{ type: 'paragraph' }],
  });
}

function readLine(whole: string): Line {
  const line = withoutForbiddenCharacters(whole).trim();
  const found = BULLET.exec(line) ?? NUMBER.exec(line);
  if (!found) return { text: line, isSure: false };
  return { glyph: found[1]!, text: line.slice(found[0].length), isSure: SURE.test(line) };
}

function listLine(text: string, glyph: string, levels: string[]): ListLine {
  const number = numberOf(glyph);
  const kind = number === undefined ? glyph : glyph.replace(/\d+/, '1').replace(/[a-z]+/i, 'a');
  const known = levels.indexOf(kind);
  if (known >= 0) levels.length = known + 1;
  else levels.push(kind);
  return {
    level: levels.length,
    isOrdered: number !== undefined,
    number,
    content: [paragraph(text)],
  };
}

const paragraph = (text: string): RichTextBlock => ({
  type: 'paragraph',
  content: [{ type: 'text', text }],
});
