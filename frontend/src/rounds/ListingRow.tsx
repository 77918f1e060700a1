import DownIcon from '@mui/icons-material/ArrowDownward';
import UpIcon from '@mui/icons-material/ArrowUpward';
import { Box, Button, IconButton, Paper, Typography } from '@mui/material';
import { useState, type KeyboardEvent } from 'react';
import { FormDialog } from '../components/FormDialog.tsx';
import { ListingFields } from './ListingFields.tsx';

export interface Row {
  updateId: string;
  title: string;
  chapter: string;
  reference: string;
  wording: string;
}

interface ListingRowProps {
  row: Row;
  position: number;
  count: number;
  onMove: (to: number) => void;
  onChange: (row: Row) => void;
}

export function ListingRow({ row, position, count, onMove, onChange }: ListingRowProps) {
  const [isEditing, setEditing] = useState(false);
  const step = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? position - 1 : position + 1);
  };
  return (
    <Paper
      variant="outlined"
      onKeyDown={step}
      sx={{
        display: 'flex',
        gap: 1.5,
        alignItems: 'flex-start',
        px: 1.5,
        py: 1,
        mb: 0.75,
        flexWrap: { xs: 'wrap', sm: 'nowrap' },
      }}
    >
      <Box sx={{ display: 'flex' }}>
        <IconButton
          size="small"
          disabled={position === 1}
          onClick={() => onMove(position - 1)}
          aria-label={`Move up: ${row.title}`}
        >
          <UpIcon fontSize="small" />
        </IconButton>
        <IconButton
          size="small"
          disabled={position === count}
          onClick={() => onMove(position + 1)}
          aria-label={`Move down: ${row.title}`}
        >
          <DownIcon fontSize="small" />
        </IconButton>
      </Box>
      <Typography sx={{ minWidth: '3rem', fontWeight: 650, pt: 0.4 }}>
        {row.reference || '–'}
      </Typography>
      <Box sx={{ flexGrow: 1, minWidth: 0, pt: 0.4 }}>
        <Typography sx={{ fontWeight: 600 }}>{row.title}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {row.wording}
        </Typography>
      </Box>
      <Button size="small" onClick={() => setEditing(true)} aria-label={`Edit: ${row.title}`}>
        Edit
      </Button>
      {isEditing && <EditRow row={row} onChange={onChange} onClose={() => setEditing(false)} />}
    </Paper>
  );
}

function EditRow({
  row,
  onChange,
  onClose,
}: {
  row: Row;
  onChange: (row: Row) => void;
  onClose: () => void;
}) {
  const [values, setValues] = useState({
    chapter: row.chapter,
    reference: row.reference,
    wording: row.wording,
  });
  return (
    <FormDialog
      title={`How “${row.title}” is printed`}
      confirmWords="Take it over"
      onConfirm={async () => onChange({ ...row, ...values })}
      onClose={onClose}
    >
      <ListingFields values={values} onChange={setValues} />
    </FormDialog>
  );
}
