import { DELIVERY_WORDS, noChangeWords, type UpdateContent } from './content.js';
import { evidenceNote } from './evidence.js';
import { figureCells, figureWords } from './figures.js';
import { documentToText } from './rich-text/document-text.js';
import { normaliseLine } from './rich-text/text.js';
import { isWord, tokenise, type TokenKind } from './rich-text/tokens.js';

/** Where in a printed row words can stand. Each is searched by itself: no words run across two. */
export const PHRASE_PARTS = [
  'text',
  'nextMilestone',
  'delivery',
  'figures',
  'evidence',
  'noChange',
] as const;
export type PhrasePart = (typeof PHRASE_PARTS)[number];

/** One state of a text: the words of its parts. */
export type PhraseState = Readonly<Record<PhrasePart, string>>;

/** A time during which every state had the words: from one state on, until one that did not. */
export interface PhraseSpell {
  /** Indexes of states. */
  from: number;
  until?: number;
}

export interface PhraseTrace {
  /** The words that were found: all that were asked for, or the longest part of them. */
  words: string;
  isWhole: boolean;
  part: PhrasePart;
  /** The first state that has them and after which they never left. */
  first: number;
  /** Each time they came, the last of which lasts to the end. */
  spells: PhraseSpell[];
}

/** The words of a content's parts, with what is printed before them. */
export const phraseState = (content: UpdateContent): PhraseState => ({
  text: documentToText(content.document),
  nextMilestone: content.nextMilestone ? `Next milestone: ${content.nextMilestone}` : '',
  delivery: content.delivery ? `Delivery: ${DELIVERY_WORDS[content.delivery]}` : '',
  // As a sentence, and as the row of a table: both are printed.
  figures: (content.figures ?? [])
    .flatMap((figure) => [figureWords(figure), figureCells(figure).cells.join(' ')])
    .join('\n'),
  evidence: (content.evidence ?? [])
    .map((item) => `Published evidence: ${item.title} (${evidenceNote(item)})`)
    .join('\n'),
  noChange: content.noChange ? noChangeWords(content.noChange) : '',
});

interface Place {
  kind: TokenKind;
  text: string;
  start: number;
  end: number;
}

/**
 * Follows words through the states of a text, oldest first; the last state is what was printed.
 * White space, line and list breaks and bold do not matter, letters and punctuation do, and words are
 * compared whole. When what was printed does not have all the words, the longest part that it has is
 * followed; null when that is not even two words.
 */
export function tracePhrase(states: readonly PhraseState[], phrase: string): PhraseTrace | null {
  const printed = states.at(-1);
  const wanted = normaliseLine(phrase);
  const tokens = placesIn(wanted);
  if (!printed || tokens.length === 0) return null;
  const longest = longestPart(tokens, printed);
  if (!longest) return null;
  const { from, length, part } = longest;
  const isWhole = length === tokens.length;
  const found = tokens.slice(from, from + length);
  if (!isWhole && found.filter(({ kind }) => isWord(kind)).length < 2) return null;
  const spells = spellsOf(states.map((state) => hasRun(textsIn(state[part]), textsOf(found))));
  return {
    words: wanted.slice(found[0]!.start, found.at(-1)!.end),
    isWhole,
    part,
    first: spells.at(-1)!.from,
    spells,
  };
}

/** Whether a text has the words, as `tracePhrase` compares them. */
export const hasPhrase = (text: string, phrase: string): boolean =>
  hasRun(textsIn(text), textsIn(phrase));

/**
 * Whether added words stand in a text beside the neighbours that they were put between. A neighbour
 * that the text's own edge cuts off is not asked for, but one at least must be there.
 */
export function standsIn(
  text: string,
  { before, added, after }: { before: string; added: string; after: string },
): boolean {
  const all = textsIn(text);
  const run = textsIn(added);
  const [left, right] = [textsIn(before).at(-1), textsIn(after)[0]];
  if (!placesIn(normaliseLine(added)).some(({ kind }) => isWord(kind))) return false;
  return all.some((_, start) => {
    const end = start + run.length;
    if (!run.every((word, index) => all[start + index] === word)) return false;
    const fits = (place: number, neighbour: string | undefined): boolean =>
      all[place] === undefined || all[place] === neighbour;
    const isBeside = [all[start - 1], all[end]].some((word) => word !== undefined);
    return isBeside && fits(start - 1, left) && fits(end, right);
  });
}

/** The words and signs of a text with their places in it, without what is only space. */
function placesIn(text: string): Place[] {
  let end = 0;
  return tokenise(text).flatMap((token) => {
    const start = end;
    end += token.text.length;
    return token.kind === 'space' || token.kind === 'break' ? [] : [{ ...token, start, end }];
  });
}

const textsOf = (places: readonly Place[]): string[] => places.map(({ text }) => text);
const textsIn = (text: string): string[] => textsOf(placesIn(normaliseLine(text)));

function hasRun(text: readonly string[], run: readonly string[]): boolean {
  if (run.length === 0) return false;
  for (let start = text.indexOf(run[0]!); start >= 0; start = text.indexOf(run[0]!, start + 1)) {
    if (run.every((word, index) => text[start + index] === word)) return true;
  }
  return false;
}

interface Run {
  from: number;
  length: number;
  part: PhrasePart;
}

/** The longest run of the tokens that stands in one part of the state; the first of equals. */
function longestPart(tokens: readonly Place[], state: PhraseState): Run | null {
  const wanted = textsOf(tokens);
  let best: Run | null = null;
  for (const part of PHRASE_PARTS) {
    const text = textsIn(state[part]);
    // lengths[j]: how long the run is that ends at the token before and at text[j - 1].
    let lengths = new Array<number>(text.length + 1).fill(0);
    for (const [index, word] of wanted.entries()) {
      const next = new Array<number>(text.length + 1).fill(0);
      for (const [at, other] of text.entries()) {
        if (other !== word) continue;
        const length = lengths[at]! + 1;
        next[at + 1] = length;
        if (length > (best?.length ?? 0)) best = { from: index - length + 1, length, part };
      }
      lengths = next;
    }
  }
  return best;
}

function spellsOf(has: readonly boolean[]): PhraseSpell[] {
  const spells: PhraseSpell[] = [];
  for (const [index, isThere] of has.entries()) {
    const wasThere = index > 0 && has[index - 1]!;
    if (isThere && !wasThere) spells.push({ from: index });
    if (!isThere && wasThere) spells.at(-1)!.until = index;
  }
  return spells;
}
