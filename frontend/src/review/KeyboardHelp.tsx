import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Switch,
  Table,
  TableBody,
  TableCell,
  TableRow,
} from '@mui/material';
import { useId } from 'react';
import { useKeysSetting } from './useReviewKeys.ts';

type Keys = readonly (readonly [key: string, act: string])[];

/** On the page of one update. */
export const PAGE_KEYS: Keys = [
  ['j', 'The next update in the queue'],
  ['k', 'The one before'],
  ['a', 'Approve, or clear (asks first)'],
  ['r', 'Return, or send back (asks for the reason)'],
  ['e', 'Edit the text'],
  ['c', 'Comment'],
  ['w', 'Choose words in the text, to comment on them'],
  ['t', 'Take this review, or give it back'],
  ['x', 'Choose it, to approve several at once'],
  ['?', 'This help'],
];

/** In the list. */
export const QUEUE_KEYS: Keys = [
  ['j', 'To the next row'],
  ['k', 'To the row before'],
  ['Enter', 'Open the row'],
  ['x', 'Choose the row'],
  ['a', 'Approve those chosen (asks first)'],
  ['?', 'This help'],
];

export function KeyboardHelp({ keys, onClose }: { keys: Keys; onClose: () => void }) {
  const titleId = useId();
  const [isOn, setOn] = useKeysSetting();
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <DialogTitle id={titleId}>Keys on this page</DialogTitle>
      <DialogContent>
        <Table size="small" aria-labelledby={titleId}>
          <TableBody>
            {keys.map(([key, act]) => (
              <TableRow key={key}>
                <TableCell component="th" scope="row">
                  <kbd>{key}</kbd>
                </TableCell>
                <TableCell>{act}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        <FormControlLabel
          sx={{ mt: 1.5 }}
          control={<Switch checked={isOn} onChange={(event) => setOn(event.target.checked)} />}
          label="Single keys act on the pages of review (kept in this browser)"
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}
