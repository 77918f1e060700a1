/** From one word to another, both with it, as they are counted in the text. */
type Span = readonly [first: number, last: number];

/** A text as keys go through it. */
export interface Steps {
  /** Characters of the text, without the punctuation around the word. */
  words: { from: number; to: number }[];
  sentences: Span[];
  /** Each begins a paragraph, an item or a line. */
  paragraphs: Span[];
}

/** What is chosen: from where it began to where the keys have got to since, in either direction. */
export interface Choice {
  anchor: Span;
  head: Span;
}

export const FIRST_WORD: Choice = { anchor: [0, 0], head: [0, 0] };

const WORD = /[\p{L}\p{N}£$€](?:\S*[\p{L}\p{N}%])?/gu;

/** Cuts a text, one line to a paragraph, into its words and sentences. */
export function stepsOf(text: string): Steps {
  const words = [...text.matchAll(WORD)].map(({ index, 0: word }) => ({
    from: index,
    to: index + word.length,
  }));
  const spansOf = (parts: { from: number; to: number }[]): Span[] => {
    let next = 0;
    return parts.flatMap(({ to }): Span[] => {
      const first = next;
      while (next < words.length && words[next]!.from < to) next += 1;
      return next > first ? [[first, next - 1]] : [];
    });
  };
  const paragraphs = [...text.matchAll(/[^\n]+/g)].map(({ index, 0: line }) => ({
    from: index,
    to: index + line.length,
  }));
  const segmenter = new Intl.Segmenter('en-GB', { granularity: 'sentence' });
  const sentences = paragraphs.flatMap(({ from, to }) =>
    [...segmenter.segment(text.slice(from, to))].map(({ index, segment }) => ({
      from: from + index,
      to: from + index + segment.length,
    })),
  );
  return { words, sentences: spansOf(sentences), paragraphs: spansOf(paragraphs) };
}

/** What is chosen after a key; undefined for a key that chooses nothing. */
export function step(steps: Steps, choice: Choice, key: string, isAdding: boolean) {
  const head = isAdding ? added(steps, choice, key) : moved(steps, choice, key);
  if (!head) return undefined;
  const [from, to] = choice.anchor;
  if (!isAdding) return { anchor: head, head };
  // Back where it began, it is what it began as.
  return { ...choice, head: head[0] >= from && head[1] <= to ? choice.anchor : head };
}

/** The characters that are chosen. */
export function chosen({ words }: Steps, { anchor, head }: Choice): { from: number; to: number } {
  const [first, last] = [Math.min(anchor[0], head[0]), Math.max(anchor[1], head[1])];
  return { from: words[first]!.from, to: words[last]!.to };
}

function moved({ words, sentences, paragraphs }: Steps, { head }: Choice, key: string) {
  const [first, last] = head;
  const whole = sentences.findIndex((each) => each[0] === first && each[1] === last);
  const around = sentences.find((each) => each[0] <= first && each[1] >= first);
  const opening = (start: number | undefined) =>
    sentences.find((each) => each[0] === start) ?? around;
  switch (key) {
    case 'ArrowRight':
      return word(first === last ? first + 1 : first, words.length);
    case 'ArrowLeft':
      return word(first - 1, words.length);
    // From a word to its sentence, from a sentence to the next.
    case 'ArrowDown':
      return whole < 0 ? around : (sentences[whole + 1] ?? around);
    case 'ArrowUp':
      return whole < 0 ? around : (sentences[whole - 1] ?? around);
    case 'PageDown':
      return opening(paragraphs.find((each) => each[0] > first)?.[0]);
    case 'PageUp':
      return opening(paragraphs.findLast((each) => each[0] < first)?.[0]);
    case 'Home':
      return sentences[0];
    case 'End':
      return sentences.at(-1);
  }
}

function added({ words, sentences }: Steps, { head: [first, last] }: Choice, key: string) {
  switch (key) {
    case 'ArrowRight':
      return word(last + 1, words.length);
    case 'ArrowLeft':
      return word(first - 1, words.length);
    case 'ArrowDown':
      return word(sentences.find((each) => each[1] > last)?.[1] ?? last, words.length);
    case 'ArrowUp':
      return word(sentences.findLast((each) => each[0] < first)?.[0] ?? first, words.length);
  }
}

function word(index: number, count: number): Span {
  const within = Math.min(Math.max(index, 0), count - 1);
  return [within, within];
}
