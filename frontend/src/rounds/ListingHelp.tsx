import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Table,
  TableBody,
  TableCell,
  TableRow,
  Typography,
} from '@mui/material';
import { useId, useState } from 'react';

const KEYS: [keys: string, act: string][] = [
  ['↑ or ↓ on a row’s handle', 'Moves the row one place in its chapter'],
  ['Alt and ↑ or ↓', 'The same, from anywhere in the row'],
  ['Alt and Page Up or Page Down', 'Moves the row into the chapter before or after'],
  ['Escape while dragging', 'Lets the row go where it was'],
];

/** A summary has paragraphs under themes where a table has rows in chapters. */
const inSummary = (text: string): string =>
  text.replaceAll('chapter', 'theme').replace(/\brow(s|’s)?\b/gu, 'paragraph$1');

/** The ways to move a row, on request. */
export function ListingHelp({ isSummary = false }: { isSummary?: boolean }) {
  const words = (text: string) => (isSummary ? inSummary(text) : text);
  const title = words('How to move rows');
  const titleId = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="outlined" onClick={() => setOpen(true)}>
        {title}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        aria-labelledby={titleId}
        maxWidth="sm"
        fullWidth
      >
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          <Typography sx={{ mb: 1 }}>
            {isSummary
              ? 'Drag a paragraph by its handle, use the arrow buttons, change its theme, or:'
              : 'Drag a row by its handle, use the arrow buttons, choose “Move to…” in a row’s menu, or:'}
          </Typography>
          <Table size="small" aria-labelledby={titleId}>
            <TableBody>
              {KEYS.map(([keys, act]) => (
                <TableRow key={keys}>
                  <TableCell component="th" scope="row">
                    {words(keys)}
                  </TableCell>
                  <TableCell>{words(act)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <Typography sx={{ mt: 1.5 }}>
            {isSummary
              ? 'Nothing is kept until “Save the whole summary” is pressed. The theme does not change who reviews a paragraph.'
              : 'Nothing is kept until “Save the whole layout” is pressed. The chapter printed here does not change who reviews an update: that follows the chapter in the register.'}
          </Typography>
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setOpen(false)}>Close</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
