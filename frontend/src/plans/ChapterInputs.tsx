import AddIcon from '@mui/icons-material/Add';
import DownIcon from '@mui/icons-material/ArrowDownward';
import RemoveIcon from '@mui/icons-material/Close';
import UpIcon from '@mui/icons-material/ArrowUpward';
import { Box, Button, IconButton, TextField, Typography } from '@mui/material';

export interface ChapterValue {
  key: string;
  /** Absent: a new chapter. */
  id?: string;
  title: string;
}

interface ChapterInputsProps {
  chapters: ChapterValue[];
  onChange: (chapters: ChapterValue[]) => void;
  /** What the API calls the field. */
  fieldOf: (index: number) => string;
  errorOf: (field: string) => string | undefined;
}

/** The chapters in order: renamed, added and moved. One that exists is never taken away. */
export function ChapterInputs({ chapters, onChange, fieldOf, errorOf }: ChapterInputsProps) {
  const move = (from: number, to: number) => {
    const next = [...chapters];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
  };
  const nameOf = (index: number) => chapters[index]!.title || `chapter ${index + 1}`;
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, display: 'grid', gap: 1.5 }}>
      <Typography component="legend" sx={{ fontWeight: 650, mb: 1.5 }}>
        Chapters, in order
      </Typography>
      {chapters.map(({ key, id, title }, index) => (
        <Box key={key} sx={{ display: 'flex', gap: 0.5, alignItems: 'flex-start' }}>
          <TextField
            id={`field-${fieldOf(index)}`}
            label={`Chapter ${index + 1}`}
            value={title}
            onChange={(event) =>
              onChange(
                chapters.map((each) =>
                  each.key === key ? { ...each, title: event.target.value } : each,
                ),
              )
            }
            error={errorOf(fieldOf(index)) !== undefined}
            helperText={errorOf(fieldOf(index))}
            required
            fullWidth
          />
          <IconButton
            aria-label={`Move up: ${nameOf(index)}`}
            disabled={index === 0}
            onClick={() => move(index, index - 1)}
          >
            <UpIcon />
          </IconButton>
          <IconButton
            aria-label={`Move down: ${nameOf(index)}`}
            disabled={index === chapters.length - 1}
            onClick={() => move(index, index + 1)}
          >
            <DownIcon />
          </IconButton>
          {!id && chapters.length > 1 && (
            <IconButton
              aria-label={`Take away: ${nameOf(index)}`}
              onClick={() => onChange(chapters.filter((each) => each.key !== key))}
            >
              <RemoveIcon />
            </IconButton>
          )}
        </Box>
      ))}
      <Box>
        <Button
          startIcon={<AddIcon />}
          onClick={() => onChange([...chapters, { key: crypto.randomUUID(), title: '' }])}
        >
          Add a chapter
        </Button>
      </Box>
    </Box>
  );
}
