import { FormControlLabel, Radio, RadioGroup, Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import type { Layout } from '../api/types.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import {
  chaptersOf,
  combine,
  separate,
  toChapter,
  toPlace,
  type Arranged,
  type Row,
} from './layoutRows.ts';
import { ListingFields } from './ListingFields.tsx';
import type { RowAct } from './ListingRowMenu.tsx';

export interface LayoutAsking {
  act: RowAct;
  row: Row;
}

interface ListingDialogsProps {
  asking: LayoutAsking;
  rows: readonly Row[];
  layout: Layout;
  onArrange: (arranged: Arranged | null) => void;
  onClose: () => void;
}

type AskProps = Omit<ListingDialogsProps, 'asking'> & { row: Row };

export function ListingDialogs({ asking: { act, row }, ...props }: ListingDialogsProps) {
  switch (act) {
    case 'edit':
      return <EditDialog row={row} {...props} />;
    case 'place':
      return <PlaceDialog row={row} {...props} />;
    case 'combine':
      return <CombineDialog row={row} {...props} />;
    case 'separate':
      return <SeparateDialog row={row} {...props} />;
  }
}

function EditDialog({ row, rows, onArrange, onClose }: AskProps) {
  const [values, setValues] = useState({
    chapter: row.chapter,
    reference: row.reference,
    wording: row.wording,
  });
  const apply = async () => {
    const edited = { ...row, reference: values.reference, wording: values.wording };
    const next = rows.map((other) => (other.id === row.id ? edited : other));
    const moved = toChapter(next, edited, values.chapter.trim());
    onArrange(moved ?? { rows: next, said: `${row.title} is changed` });
  };
  return (
    <FormDialog
      title={`How “${row.title}” is printed`}
      confirmWords="Take it over"
      onConfirm={apply}
      onClose={onClose}
    >
      <ListingFields values={values} onChange={setValues} />
    </FormDialog>
  );
}

function PlaceDialog({ row, rows, layout, onArrange, onClose }: AskProps) {
  const present = rows.findIndex(({ id }) => id === row.id) + 1;
  const [by, setBy] = useState<'place' | 'chapter'>('place');
  const [place, setPlace] = useState(String(present));
  const [chapter, setChapter] = useState(row.chapter);
  const chapters = [
    ...new Set([...chaptersOf(rows), ...layout.chapters.map(({ title }) => title)]),
  ];
  return (
    <FormDialog
      title={`Move “${row.title}”`}
      confirmWords="Move it"
      onConfirm={async () =>
        onArrange(
          by === 'place' ? toPlace(rows, row, Number(place)) : toChapter(rows, row, chapter),
        )
      }
      onClose={onClose}
    >
      <RadioGroup
        value={by}
        onChange={(_, value) => setBy(value as 'place' | 'chapter')}
        aria-label="Where to"
      >
        <FormControlLabel
          value="place"
          control={<Radio />}
          label="To a place in the whole edition"
        />
        <FormControlLabel value="chapter" control={<Radio />} label="To the end of a chapter" />
      </RadioGroup>
      <Stack sx={{ mt: 1.5 }}>
        {by === 'place' ? (
          <TextField
            id="field-place"
            type="number"
            label={`Place, 1 to ${rows.length}`}
            value={place}
            onChange={(event) => setPlace(event.target.value)}
            required
            sx={{ maxWidth: 200 }}
            slotProps={{ htmlInput: { min: 1, max: rows.length, step: 1 } }}
          />
        ) : (
          <TextField
            id="field-chapter"
            select
            label="Chapter"
            value={chapter}
            onChange={(event) => setChapter(event.target.value)}
            slotProps={{ select: { native: true } }}
          >
            {chapters.map((title) => (
              <option key={title}>{title}</option>
            ))}
          </TextField>
        )}
      </Stack>
    </FormDialog>
  );
}

function CombineDialog({ row, rows, onArrange, onClose }: AskProps) {
  // Only rows in which nothing was written can be given up for this one.
  const others = rows.filter(
    (other) => other.id !== row.id && !other.keepsRow && other.commitments.length > 0,
  );
  const [chosen, setChosen] = useState('');
  const gone = others.find(({ id }) => id === chosen);
  return (
    <FormDialog
      title={`One update for “${row.title}” and another row`}
      confirmWords="Combine them"
      onConfirm={async () => gone && onArrange(combine(rows, row, gone))}
      onClose={onClose}
      isConfirmDisabled={!gone}
    >
      <Typography sx={{ mb: 2 }}>
        This row stays, with its owner, reference and wording, and answers the other’s commitments
        too. The other row goes. Rows in which something was written or decided are not offered:
        nothing is lost this way.
      </Typography>
      <TextField
        id="field-other"
        select
        label="The row that goes"
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        required
        fullWidth
        helperText={others.length === 0 ? 'Every other row has been written in.' : undefined}
        slotProps={{ select: { native: true } }}
      >
        <option value="">Choose a row</option>
        {others.map((other) => (
          <option key={other.id} value={other.id}>
            {[other.reference, other.title].filter(Boolean).join(' ')}
          </option>
        ))}
      </TextField>
    </FormDialog>
  );
}

function SeparateDialog({ row, rows, onArrange, onClose }: AskProps) {
  const [chosen, setChosen] = useState(row.commitments.at(-1)!.id);
  const commitment = row.commitments.find(({ id }) => id === chosen);
  return (
    <FormDialog
      title={`Separate a commitment from “${row.title}”`}
      confirmWords="Separate it"
      onConfirm={async () => commitment && onArrange(separate(rows, row, commitment))}
      onClose={onClose}
    >
      <Typography sx={{ mb: 1.5 }}>
        It gets an update of its own after this one, under the same reference. What has been written
        here stays here.
      </Typography>
      <RadioGroup
        value={chosen}
        onChange={(_, value) => setChosen(value)}
        aria-label="Which commitment"
      >
        {row.commitments.map(({ id, title }) => (
          <FormControlLabel key={id} value={id} control={<Radio />} label={title} />
        ))}
      </RadioGroup>
    </FormDialog>
  );
}
