import DownIcon from '@mui/icons-material/KeyboardDoubleArrowDown';
import UpIcon from '@mui/icons-material/KeyboardDoubleArrowUp';
import { Box, Button, IconButton, Typography } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { ChapterTitleDialog } from './ChapterTitleDialog.tsx';
import { moveChapter, renameChapter, type Arranged, type Row } from './layoutRows.ts';

interface ChapterHeadingProps<R extends Row> {
  rows: readonly R[];
  chapter: string;
  isFixed: boolean;
  onArrange: (arranged: Arranged<R> | null) => void;
  /** In order, where they are not simply those of the rows. */
  chapters?: readonly string[];
  /** A summary has themes. */
  noun?: 'chapter' | 'theme';
  /** For headings that are made anew with another name: which of them takes the focus then. */
  renaming?: { isDone: boolean; onDone: (title: string) => void };
}

const HINTS = {
  chapter: 'The register keeps its own title. A title that another chapter has joins the two.',
  theme: 'A title that another theme has joins the two.',
};

/** A chapter as the edition prints it; the register may call it otherwise. */
export function ChapterHeading<R extends Row>(props: ChapterHeadingProps<R>) {
  const { rows, chapter, chapters, isFixed, onArrange, noun = 'chapter', renaming } = props;
  const [isRenaming, setRenaming] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (renaming?.isDone) button.current?.focus();
  }, [renaming?.isDone]);
  const [up, down] = ([-1, 1] as const).map((by) => moveChapter(rows, chapter, by, noun, chapters));
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mt: 3, mb: 1 }}>
      <Typography variant="h2">{chapter}</Typography>
      {!isFixed && (
        <>
          <Button
            ref={button}
            size="small"
            onClick={() => setRenaming(true)}
            aria-label={`Rename the ${noun} ${chapter}`}
          >
            Rename
          </Button>
          <IconButton
            size="small"
            disabled={!up}
            onClick={() => onArrange(up ?? null)}
            aria-label={`Move the ${noun} up: ${chapter}`}
          >
            <UpIcon fontSize="small" />
          </IconButton>
          <IconButton
            size="small"
            disabled={!down}
            onClick={() => onArrange(down ?? null)}
            aria-label={`Move the ${noun} down: ${chapter}`}
          >
            <DownIcon fontSize="small" />
          </IconButton>
        </>
      )}
      {isRenaming && (
        <ChapterTitleDialog
          title={`Rename this ${noun}`}
          confirmWords="Rename it"
          start={chapter}
          hint={HINTS[noun]}
          onConfirm={(title) => {
            onArrange(renameChapter(rows, chapter, title, noun, chapters));
            renaming?.onDone(title);
          }}
          onClose={() => setRenaming(false)}
        />
      )}
    </Box>
  );
}
