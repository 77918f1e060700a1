import DownIcon from '@mui/icons-material/KeyboardDoubleArrowDown';
import UpIcon from '@mui/icons-material/KeyboardDoubleArrowUp';
import { Box, Button, IconButton, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { FormDialog } from '../components/FormDialog.tsx';
import { moveChapter, renameChapter, type Arranged, type Row } from './layoutRows.ts';

interface ChapterHeadingProps {
  rows: readonly Row[];
  chapter: string;
  isFixed: boolean;
  onArrange: (arranged: Arranged | null) => void;
}

/** A chapter as the edition prints it; the register may call it otherwise. */
export function ChapterHeading({ rows, chapter, isFixed, onArrange }: ChapterHeadingProps) {
  const [isRenaming, setRenaming] = useState(false);
  const [title, setTitle] = useState(chapter);
  const [up, down] = [moveChapter(rows, chapter, -1), moveChapter(rows, chapter, 1)];
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mt: 3, mb: 1 }}>
      <Typography variant="h2">{chapter}</Typography>
      {!isFixed && (
        <>
          <Button
            size="small"
            onClick={() => {
              setTitle(chapter);
              setRenaming(true);
            }}
            aria-label={`Rename the chapter ${chapter}`}
          >
            Rename
          </Button>
          <IconButton
            size="small"
            disabled={!up}
            onClick={() => onArrange(up)}
            aria-label={`Move the chapter up: ${chapter}`}
          >
            <UpIcon fontSize="small" />
          </IconButton>
          <IconButton
            size="small"
            disabled={!down}
            onClick={() => onArrange(down)}
            aria-label={`Move the chapter down: ${chapter}`}
          >
            <DownIcon fontSize="small" />
          </IconButton>
        </>
      )}
      {isRenaming && (
        <FormDialog
          title="Rename this chapter"
          confirmWords="Rename it"
          onConfirm={async () => onArrange(renameChapter(rows, chapter, title.trim()))}
          onClose={() => setRenaming(false)}
          isConfirmDisabled={!title.trim()}
        >
          <TextField
            id="field-chapter"
            label="As this edition prints it"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            helperText="The register keeps its own title. A title that another chapter has joins the two."
            required
            autoFocus
            fullWidth
            slotProps={{ htmlInput: { maxLength: 200 } }}
          />
        </FormDialog>
      )}
    </Box>
  );
}
