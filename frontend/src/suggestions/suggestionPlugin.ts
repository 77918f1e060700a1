import type { ChangePiece } from '@common/suggestion-marks.ts';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, Selection } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

/** One open change, as it is marked in the text. */
export interface TextMark {
  key: string;
  /** Its number in the list beside the text. */
  number: number;
  /** What a screen reader says of it. */
  spoken: string;
  pieces: ChangePiece[];
}

export interface TextMarks {
  /** The paragraphs and list items in normal form, as the marks count them. */
  lines: string[];
  marks: TextMark[];
}

const KEY = new PluginKey<DecorationSet>('suggestions');

/** Shows suggested changes in the text without being any part of it; `onOpen` when its number is pressed. */
export const suggestionPlugin = (onOpen: (key: string, chip: HTMLElement) => void) =>
  new Plugin<DecorationSet>({
    key: KEY,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, shown) => {
        const next = transaction.getMeta(KEY) as TextMarks | undefined;
        if (next)
          return DecorationSet.create(transaction.doc, decorate(transaction.doc, next, onOpen));
        return shown.map(transaction.mapping, transaction.doc);
      },
    },
    props: {
      decorations: (state) => KEY.getState(state),
      handleKeyDown: (view, event) => {
        const isMod = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
        if (!isMod || (event.key !== 'Home' && event.key !== 'End')) return false;
        // Browsers find no way past a suggested paragraph that stands first or last.
        const { doc, tr } = view.state;
        const end = event.key === 'Home' ? Selection.atStart(doc) : Selection.atEnd(doc);
        view.dispatch(tr.setSelection(end).scrollIntoView());
        return true;
      },
    },
  });

export const MARKS = KEY;

/** A paragraph of the editor: where it stands, and where each character of its normal form does. */
interface Line {
  from: number;
  to: number;
  /** By place in the line; undefined when the editor's words are others by now. */
  at: (place: number, isEnd: boolean) => number | undefined;
}

function linesOf(doc: Node, lines: readonly string[]): (Line | undefined)[] {
  const blocks: { node: Node; pos: number }[] = [];
  doc.descendants((node, pos) => {
    if (node.isTextblock) blocks.push({ node, pos });
    return !node.isTextblock;
  });
  let next = 0;
  return lines.map((line) => {
    // The normal form has fewer empty paragraphs.
    while (line !== '' && blocks[next] && lettersIn(blocks[next]!.node).length === 0) next += 1;
    const block = blocks[next];
    next += 1;
    return block && placeLine(line, block.node, block.pos);
  });
}

interface Letter {
  text: string;
  pos: number;
}

/** The characters of a paragraph with their positions in it, without white space. */
function lettersIn(block: Node): Letter[] {
  const letters: Letter[] = [];
  block.descendants((node, pos) => {
    const text = node.text ?? '';
    for (let i = 0; i < text.length; i += 1) {
      if (/\S/.test(text[i]!)) letters.push({ text: text[i]!, pos: pos + i });
    }
  });
  return letters;
}

function placeLine(line: string, node: Node, pos: number): Line | undefined {
  const letters = lettersIn(node);
  const start = pos + 1;
  if (line.replace(/\s/g, '') !== letters.map(({ text }) => text).join('')) return undefined;
  return {
    from: pos,
    to: pos + node.nodeSize,
    at: (place, isEnd) => {
      const before = line.slice(0, place).replace(/\s/g, '').length;
      if (isEnd) return before === 0 ? start : start + letters[before - 1]!.pos + 1;
      const letter = letters[before];
      return letter ? start + letter.pos : start + node.content.size;
    },
  };
}

function decorate(
  doc: Node,
  { lines, marks }: TextMarks,
  onOpen: (key: string, chip: HTMLElement) => void,
): Decoration[] {
  const placed = linesOf(doc, lines);
  return marks.flatMap((mark) => {
    const decorations: Decoration[] = [];
    let end: number | undefined;
    const widget = (pos: number, make: MakeWidget, what: string, side: number) => {
      const key = `${mark.key}-${what}-${mark.number}`;
      // Keys pressed on a number are no typing: the editor would take Enter for a new line.
      const stopEvent = () => true;
      decorations.push(
        Decoration.widget(pos, make, { side, key, ignoreSelection: true, stopEvent }),
      );
    };
    // Addresses, which the words themselves do not show.
    const note = (pos: number, words: string) => {
      if (words !== '') widget(pos, () => noteOf(words), words, 2);
    };
    for (const piece of mark.pieces) {
      const line = placed[Math.max(0, piece.block)];
      if (!line) continue;
      switch (piece.kind) {
        case 'delete':
        case 'format': {
          const [from, to] = [line.at(piece.from, false), line.at(piece.to, true)];
          if (from === undefined || to === undefined || from >= to) continue;
          const [name, what] = WORDS[piece.kind];
          const said = piece.kind === 'format' ? `${what}, ${piece.words}` : what;
          decorations.push(Decoration.inline(from, to, { class: name }));
          widget(from, () => hidden(` ${said}: `), `${said}${piece.block}-${piece.from}`, -1);
          widget(
            to,
            () => hidden(` end of ${what} `),
            `${piece.kind}-end${piece.block}-${piece.to}`,
            1,
          );
          if (piece.kind === 'format') note(to, piece.links);
          end = to;
          break;
        }
        case 'insert': {
          const at = line.at(piece.at, true);
          if (at === undefined) continue;
          widget(
            at,
            beside(() => inserted(piece.text)),
            `in${piece.text}`,
            2,
          );
          note(at, piece.links);
          end = at;
          break;
        }
        case 'insert_block': {
          const isFirst = piece.block < 0;
          // Its number stands with it, not at the end of the paragraph before.
          const isLast = piece === mark.pieces.at(-1);
          widget(
            isFirst ? line.from : line.to,
            beside(() =>
              inserted(piece.text, 'div', [
                ...(piece.links === '' ? [] : [noteOf(piece.links)]),
                ...(isLast ? [chip(mark, onOpen)] : []),
              ]),
            ),
            `new${piece.text}${mark.spoken}`,
            isFirst ? -1 : 1,
          );
          end = isLast ? undefined : (end ?? line.to - 1);
          break;
        }
        case 'reshape':
          decorations.push(Decoration.node(line.from, line.to, { class: 'suggested-format' }));
          end = line.to - 1;
          break;
      }
    }
    if (end !== undefined) widget(end, () => chip(mark, onOpen), `chip${mark.spoken}`, 3);
    return decorations;
  });
}

type MakeWidget = (view: EditorView, getPos: () => number | undefined) => HTMLElement;

/** No caret can stand in words that are not there yet: who presses on them goes on writing beside them. */
const beside =
  (make: () => HTMLElement): MakeWidget =>
  (view, getPos) => {
    const made = make();
    made.addEventListener('mousedown', (event) => {
      const place = getPos();
      if (place === undefined || (event.target as Element).closest('button')) return;
      event.preventDefault();
      const selection = Selection.near(view.state.doc.resolve(place), -1);
      view.dispatch(view.state.tr.setSelection(selection));
      view.focus();
    });
    return made;
  };

const WORDS = {
  delete: ['suggested-out', 'suggested deletion'],
  format: ['suggested-format', 'suggested change of formatting'],
} as const;

function element(
  name: string,
  className: string,
  ...content: (string | globalThis.Node)[]
): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.contentEditable = 'false';
  made.append(...content);
  return made;
}
const hidden = (words: string): HTMLElement => element('span', 'suggested-words', words);

const noteOf = (words: string): HTMLElement => element('span', 'suggested-note', ` (${words}) `);

const inserted = (
  text: string,
  name: 'span' | 'div' = 'span',
  after: readonly HTMLElement[] = [],
): HTMLElement => {
  const ins = document.createElement('ins');
  ins.append(hidden(' suggested insertion: '), text, hidden(' end of suggested insertion '));
  return element(name, name === 'div' ? 'suggested-block' : '', ins, ...after);
};

function chip({ key, number, spoken }: TextMark, onOpen: (key: string, chip: HTMLElement) => void) {
  const button = element('button', 'suggestion-chip', String(number)) as HTMLButtonElement;
  button.type = 'button';
  button.dataset.suggestion = key;
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-label', `${number}. ${spoken}. Accept or refuse`);
  // The caret and its selection stay where they are.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', () => onOpen(key, button));
  return button;
}
