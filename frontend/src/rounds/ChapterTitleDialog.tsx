import { TextField } from '@mui/material';
import { useState } from 'react';
import { FormDialog } from '../components/FormDialog.tsx';

interface ChapterTitleDialogProps {
  title: string;
  confirmWords: string;
  start: string;
  hint: string;
  onConfirm: (title: string) => void;
  onClose: () => void;
}

/** Names a chapter or a theme as the edition prints it. */
export function ChapterTitleDialog(props: ChapterTitleDialogProps) {
  const { title, confirmWords, start, hint, onConfirm, onClose } = props;
  const [named, setNamed] = useState(start);
  return (
    <FormDialog
      title={title}
      confirmWords={confirmWords}
      onConfirm={async () => onConfirm(named.trim())}
      onClose={onClose}
      isConfirmDisabled={!named.trim()}
    >
      <TextField
        id="field-chapter"
        label="As this edition prints it"
        value={named}
        onChange={(event) => setNamed(event.target.value)}
        helperText={hint}
        required
        autoFocus
        fullWidth
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
    </FormDialog>
  );
}
