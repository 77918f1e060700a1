import { Box, Button, Paper, Typography } from '@mui/material';
import type { SummaryLayout } from '../api/types.ts';
import { ChapterHeading } from '../rounds/ChapterHeading.tsx';
import { emptyPlace, type Arrangement } from '../rounds/useArrangement.ts';
import { ParagraphRow } from './ParagraphRow.tsx';
import { removeTheme, type Paragraph } from './paragraphs.ts';

interface ThemeSectionProps {
  theme: string;
  arrangement: Arrangement<Paragraph>;
  /** Of the register: whose leads review a paragraph. */
  chapters: SummaryLayout['chapters'];
  isFixed: boolean;
  onAdd: () => void;
  onEdit: (row: Paragraph) => void;
  /** That it has just got its name, and what to do when it gets another. */
  renaming: { isDone: boolean; onDone: (title: string) => void };
}

/** The id of the button that adds one. */
export const ADD_THEME = 'add-theme';

/** One theme with its paragraphs; without any it stays, and is not printed. */
export function ThemeSection(props: ThemeSectionProps) {
  const { theme, arrangement, chapters, isFixed, onAdd, onEdit, renaming } = props;
  const { rows, chapters: themes, arrange } = arrangement;
  const own = rows.filter(({ chapter }) => chapter === theme);
  const place = { rows, chapters: themes, isFixed, onArrange: arrange, noun: 'theme' } as const;
  return (
    <Box component="section" aria-label={theme}>
      <ChapterHeading {...place} chapter={theme} renaming={renaming} />
      {own.length === 0 && (
        <Paper
          variant="outlined"
          data-row-id={emptyPlace(theme)}
          sx={{ px: 1.5, py: 1, mb: 0.75, borderStyle: 'dashed' }}
        >
          <Typography sx={{ color: 'text.secondary' }}>
            No paragraph yet. A theme without one is not printed.
          </Typography>
        </Paper>
      )}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {own.map((row) => (
          <Box component="li" key={row.id}>
            <ParagraphRow
              {...place}
              {...arrangement.dragOf(row)}
              row={row}
              leadChapters={chapters}
              onEdit={() => onEdit(row)}
            />
          </Box>
        ))}
      </Box>
      {!isFixed && (
        <Button size="small" onClick={onAdd}>
          Add a paragraph to {theme}
        </Button>
      )}
      {!isFixed && own.length === 0 && (
        <Button
          size="small"
          onClick={() => {
            // It goes with its button.
            document.getElementById(ADD_THEME)?.focus();
            arrange(removeTheme(arrangement, theme));
          }}
        >
          Take away the theme {theme}
        </Button>
      )}
    </Box>
  );
}
