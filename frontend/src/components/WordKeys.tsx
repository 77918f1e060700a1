import { Box, Button, Typography } from '@mui/material';
import {
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { announce } from '../layout/LiveRegion.tsx';
import { rangeOf, readText, type TextMap } from './textMap.ts';
import { chosen, FIRST_WORD, step, stepsOf, type Choice, type Steps } from './wordSteps.ts';

interface WordKeysProps {
  textRef: RefObject<HTMLElement | null>;
  /** Whether words of it are chosen by keys: those of an editor are by its own. */
  isOffered: boolean;
  /** What Enter does with what is chosen: “comments on it”. */
  enterWords: string;
  onEnter: () => void;
  onClick?: (event: MouseEvent) => void;
  children: ReactNode;
}

/** What the keys go through, as long as it stands so on the page. */
interface Reading {
  map: TextMap;
  steps: Steps;
}

/**
 * A text that nobody writes in, whose words are selected by keys as with a mouse: whatever is done with
 * selected words is done with these. Only once it is asked for: until then, arrows scroll and read.
 */
export function WordKeys(props: WordKeysProps) {
  const { textRef, isOffered, enterWords, onEnter, onClick, children } = props;
  const [isChoosing, setChoosing] = useState(false);
  const reading = useRef<Reading>(undefined);
  const choice = useRef<Choice>(FIRST_WORD);
  const helpId = useId();

  const read = (): Reading | undefined => {
    const isOld = !reading.current?.map.pieces.every(({ node }) => node.isConnected);
    if (isOld && textRef.current) {
      const map = readText(textRef.current);
      reading.current = { map, steps: stepsOf(map.text) };
      choice.current = FIRST_WORD;
    }
    return reading.current?.steps.words.length ? reading.current : undefined;
  };
  const choose = (next: Choice, { map, steps }: Reading) => {
    choice.current = next;
    const { from, to } = chosen(steps, next);
    const range = rangeOf(map, from, to);
    if (!range) return;
    const { startContainer, startOffset, endContainer, endOffset } = range;
    getSelection()?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
    const head = steps.words[next.head[next.head === next.anchor ? 0 : 1]]!;
    showPlace(rangeOf(map, head.from, head.to));
    announce(map.text.slice(from, to));
  };
  const begin = () => {
    reading.current = undefined;
    const found = read();
    if (!found) return announce('There are no words to choose.');
    setChoosing(true);
    textRef.current?.focus({ preventScroll: true });
    choose(FIRST_WORD, found);
  };
  const press = (event: KeyboardEvent) => {
    if (!isChoosing || event.target !== event.currentTarget) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') onEnter();
    else if (event.key === 'Escape') {
      getSelection()?.removeAllRanges();
      setChoosing(false);
    } else {
      const found = read();
      const next = found && step(found.steps, choice.current, event.key, event.shiftKey);
      if (!next) return;
      choose(next, found);
    }
    event.preventDefault();
  };
  return (
    <Box
      ref={textRef}
      tabIndex={-1}
      // Screen readers then leave the arrows to the page.
      role={isChoosing ? 'application' : undefined}
      aria-label={isChoosing ? 'Choose words in the text' : undefined}
      aria-describedby={isChoosing ? helpId : undefined}
      onKeyDown={press}
      onBlur={(event) => event.target === event.currentTarget && setChoosing(false)}
      onClick={onClick}
      sx={{ minWidth: 0, '&:focus:not(:focus-visible)': { outline: 'none' } }}
    >
      {isChoosing ? (
        <Typography
          id={helpId}
          data-no-text=""
          variant="body2"
          sx={{ mb: 1.5, color: 'text.secondary' }}
        >
          Left and right arrow choose a word, up and down a sentence, Page up and Page down a
          paragraph; with Shift, arrows add to it. Enter {enterWords}, Escape ends.
        </Typography>
      ) : (
        isOffered && (
          <Button
            size="small"
            variant="outlined"
            data-review-key="w"
            onClick={begin}
            sx={{ mb: 1.5, '&:not(:focus-visible)': OUT_OF_SIGHT }}
          >
            Choose words by keys
          </Button>
        )
      )}
      {children}
    </Box>
  );
}

/** Those with a mouse select as everywhere; whoever comes by Tab sees it when they are on it. */
const OUT_OF_SIGHT = { position: 'absolute', clipPath: 'inset(50%)', pointerEvents: 'none' };

/** Keeps the word that the keys have got to in sight, in a long paragraph too. */
function showPlace(range: Range | undefined): void {
  const place = range?.getBoundingClientRect();
  if (!place || (place.top > 120 && place.bottom < window.innerHeight - 80)) return;
  window.scrollBy({ top: place.top - window.innerHeight / 2 });
}
