import { Button, GlobalStyles, Paper, Popper, type Theme } from '@mui/material';
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Threads } from '../api/types.ts';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';
import { isAllowed } from '../components/ActionButton.tsx';
import { WordKeys } from '../components/WordKeys.tsx';
import { announce } from '../layout/LiveRegion.tsx';
import { placeIn, useComments, wordsOf, type Words } from './CommentsProvider.tsx';
import { readText, rangeOf, selectionIn } from '../components/textMap.ts';

const MARK = 'quarterdeck-comment';
const ACTIVE = 'quarterdeck-active-comment';

/** A text whose words can be commented on; words that were are marked. */
export function CommentableText({
  children,
  settle,
}: {
  children: ReactNode;
  /** In the editor: waits until what is on the screen is saved. */
  settle?: () => Promise<unknown>;
}) {
  const comments = useComments();
  const { query, activeId, setActive, showThread, setSelected, selected, compose } = comments;
  const box = useRef<HTMLDivElement>(null);
  const noteId = useId();
  const [chosen, setChosen] = useState<Range>();
  const threads = query.data;
  const open = useMemo(() => threads?.data.filter((each) => !each.isResolved) ?? [], [threads]);
  const marks = useMarks(
    box.current,
    open.length > 0,
    (shown) =>
      new Map(
        open.flatMap((thread) => {
          const place = threads && placeIn(shown.text, thread, threads);
          const range = place && rangeOf(shown, place.from, place.to);
          return range ? [[thread.id, range] as const] : [];
        }),
      ),
  );
  useHighlight(MARK, [...marks.values()]);
  const active = activeId === undefined ? undefined : marks.get(activeId);
  useHighlight(ACTIVE, active ? [active] : []);
  useEffect(() => {
    const element = active?.startContainer.parentElement;
    element?.scrollIntoView({ block: 'center', behavior: 'smooth' });
    // Only when another thread is chosen, not whenever the text moves.
  }, [activeId]);
  useEffect(() => {
    if (settle) comments.settle.current = settle;
  }, [settle, comments.settle]);

  const mayComment = threads !== undefined && isAllowed(threads, 'comment');
  useEffect(() => {
    if (!mayComment) return;
    const listen = () => {
      const { words, range } = selectedIn(box.current, threads);
      setSelected(words);
      setChosen(words && range);
    };
    document.addEventListener('selectionchange', listen);
    return () => document.removeEventListener('selectionchange', listen);
  }, [mayComment, threads, setSelected]);
  const quotes = open.filter(({ id }) => marks.has(id)).map(({ quote }) => `“${quote ?? ''}”`);
  return (
    <WordKeys
      textRef={box}
      isOffered={mayComment && !settle}
      enterWords="comments on it"
      onEnter={() => {
        // What the keys have chosen by now: the browser tells of a selection a moment later.
        const { words } = selectedIn(box.current, threads);
        if (words) compose({ words });
        else announce('These words cannot be commented on: they are no part of the newest text.');
      }}
      onClick={(event) => {
        const at = document.caretRangeFromPoint?.(event.clientX, event.clientY);
        const hit = at && [...marks].find(([, range]) => isIn(range, at));
        // Who writes stays where the caret is.
        if (hit) (settle ? setActive : showThread)(hit[0]);
      }}
    >
      <GlobalStyles styles={highlightStyles} />
      {quotes.length > 0 && (
        <VisuallyHidden id={noteId} role="note">
          Words with comments, told under Comments: {quotes.join(', ')}.
        </VisuallyHidden>
      )}
      {children}
      {chosen && selected && (
        <Popper open anchorEl={chosen} placement="bottom-start" sx={{ zIndex: 1200 }}>
          <Paper elevation={4} sx={{ mt: 0.5 }} data-no-text>
            <Button
              size="small"
              // The selection stays while the button is pressed.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => compose({ words: selected })}
            >
              Comment on these words
            </Button>
          </Paper>
        </Popper>
      )}
    </WordKeys>
  );
}

/** What of the text is selected on the page just now, and where. */
function selectedIn(
  root: HTMLElement | null,
  threads: Threads | undefined,
): { words?: Words; range?: Range } {
  const shown = root && readText(root);
  const selection = root && shown && selectionIn(root, shown);
  if (!selection || !threads) return {};
  const words = wordsOf(shown.text, selection, threads);
  return { words, range: selection.range.cloneRange() };
}

const isIn = (range: Range, { startContainer, startOffset }: Range): boolean =>
  range.isPointInRange(startContainer, startOffset);

const highlightStyles = ({ palette }: Theme) => {
  const [mark, line, active] =
    palette.mode === 'light'
      ? ['#fff1c2', '#8a6100', '#ffd54a']
      : ['#4d3d00', '#f2c063', '#8a6c00'];
  return {
    [`::highlight(${MARK})`]: {
      backgroundColor: mark,
      color: palette.text.primary,
      textDecoration: `underline 2px ${line}`,
    },
    [`::highlight(${ACTIVE})`]: { backgroundColor: active, color: palette.text.primary },
  };
};

/** Where the marks are, found again whenever the text on the page changes. */
function useMarks(
  root: HTMLElement | null,
  isNeeded: boolean,
  find: (shown: ReturnType<typeof readText>) => Map<string, Range>,
): Map<string, Range> {
  const [, redraw] = useState(0);
  useEffect(() => {
    redraw((count) => count + 1);
    if (!root || !isNeeded) return;
    let frame = 0;
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => redraw((count) => count + 1));
    });
    observer.observe(root, { subtree: true, childList: true, characterData: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [root, isNeeded]);
  return root && isNeeded ? find(readText(root)) : new Map();
}

/** Marks words without touching the page: the text may be an editor's. */
function useHighlight(name: string, ranges: Range[]): void {
  useEffect(() => {
    // Browsers that do not know it show the words in the list of comments alone.
    if (!('highlights' in CSS)) return;
    CSS.highlights.set(name, new Highlight(...ranges));
    return () => void CSS.highlights.delete(name);
  });
}
