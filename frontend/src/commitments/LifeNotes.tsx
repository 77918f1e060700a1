import { Box } from '@mui/material';
import type { LifeNote } from '../api/types.ts';
import { RecordLink } from '../components/RecordLink.tsx';
import { noteWords } from './lifeWords.ts';

/** What changed since the edition before, one line each. */
export function LifeNotes({ notes, isGone }: { notes: LifeNote[]; isGone: boolean }) {
  if (notes.length === 0) return null;
  return (
    <Box component="ul" sx={{ m: 0, pl: 0, listStyle: 'none' }}>
      {notes.map((note) => (
        <li key={note.kind}>
          {noteWords(note, isGone)}{' '}
          {note.commitments?.map(({ id, title }, index) => (
            <span key={id}>
              {index > 0 && ' and '}
              <RecordLink to={`/commitments/${id}/show`}>{title}</RecordLink>
            </span>
          ))}
        </li>
      ))}
    </Box>
  );
}
