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

const KEYS: [key: string, act: string][] = [
  ['j', 'The next update in the queue'],
  ['k', 'The one before'],
  ['c', 'Take this review'],
  ['a', 'Approve, or clear (asks first)'],
  ['r', 'Return, or send back (asks for the reason)'],
  ['?', 'This help'],
];

export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const titleId = useId();
  const [isOn, setOn] = useKeysSetting();
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <DialogTitle id={titleId}>Keys on this page</DialogTitle>
      <DialogContent>
        <Table size="small" aria-labelledby={titleId}>
          <TableBody>
            {KEYS.map(([key, act]) => (
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
          label="Single keys act on this page (kept in this browser)"
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}
