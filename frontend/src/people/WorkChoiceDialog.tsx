import { FormControlLabel, Radio, RadioGroup } from '@mui/material';
import { useState } from 'react';
import type { PersonRef, WorkLine } from '../api/types.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import { PersonPicker } from '../components/PersonPicker.tsx';
import { isEnding, KIND_WORDS } from './workChoices.ts';

interface WorkChoiceDialogProps {
  line: WorkLine;
  scope: 'line' | 'kind';
  /** What was chosen before; undefined: as for the rest. */
  chosen: PersonRef | null | undefined;
  onChoose: (choice: PersonRef | null | undefined) => void;
  onClose: () => void;
}

type Way = 'rest' | 'other' | 'stays';

/** Who takes one thing on, or all of a kind, where the successor of the rest does not fit. */
export function WorkChoiceDialog(props: WorkChoiceDialogProps) {
  const { line, scope, chosen, onChoose, onClose } = props;
  const [way, setWay] = useState<Way>(
    chosen === undefined ? 'rest' : chosen === null ? 'stays' : 'other',
  );
  const [person, setPerson] = useState<PersonRef | null>(chosen ?? null);
  const ends = isEnding(line.what);
  const ways: [Way, string][] = ends
    ? [
        ['rest', line.what === 'claim' ? 'Released' : 'Ends'],
        ['stays', 'Stays as it is'],
      ]
    : [
        ['rest', scope === 'line' ? 'As for the rest' : 'The successor of everything'],
        ['other', 'Somebody else'],
        ['stays', 'Nobody: it stays as it is'],
      ];
  return (
    <FormDialog
      title={scope === 'line' ? line.title : KIND_WORDS[line.what]}
      confirmWords="Choose"
      isConfirmDisabled={way === 'other' && !person}
      onConfirm={() =>
        Promise.resolve(onChoose(way === 'rest' ? undefined : way === 'stays' ? null : person))
      }
      onClose={onClose}
    >
      <RadioGroup
        aria-label={ends ? 'What becomes of it' : 'Who takes it on'}
        value={way}
        onChange={(event) => setWay(event.target.value as Way)}
        sx={{ mb: 2 }}
      >
        {ways.map(([value, label]) => (
          <FormControlLabel key={value} value={value} control={<Radio />} label={label} />
        ))}
      </RadioGroup>
      {way === 'other' && (
        <PersonPicker label="Who takes it on" value={person} onChange={setPerson} />
      )}
    </FormDialog>
  );
}
