import { Autocomplete, Checkbox, FormControlLabel, Stack, TextField } from '@mui/material';
import { useId } from 'react';
import type { SummaryLayout } from '../api/types.ts';
import { PersonPicker } from '../components/PersonPicker.tsx';
import type { ParagraphValues } from './paragraphs.ts';

interface ParagraphFieldsProps {
  values: ParagraphValues;
  onChange: (values: ParagraphValues) => void;
  layout: SummaryLayout;
  themes: readonly string[];
  /** Why what it tells of may not change now. */
  keepsCommitments?: string;
  /** The owner of a paragraph that exists is named in the control room. */
  hasOwner: boolean;
}

/** Where a paragraph stands, what it is called, what it tells of, and whose it is. */
export function ParagraphFields(props: ParagraphFieldsProps) {
  const { values, onChange, layout, themes, keepsCommitments, hasOwner } = props;
  const themesId = useId();
  const set = (next: Partial<ParagraphValues>) => onChange({ ...values, ...next });
  return (
    <Stack sx={{ gap: 2, pt: 1 }}>
      <TextField
        id="field-theme"
        label="Theme"
        value={values.theme}
        onChange={(event) => set({ theme: event.target.value })}
        helperText="The heading above it. Choose one of the summary, or name a new one."
        required
        slotProps={{ htmlInput: { maxLength: 200, list: themesId } }}
      />
      <datalist id={themesId}>
        {themes.map((theme) => (
          <option key={theme} value={theme} />
        ))}
      </datalist>
      <TextField
        id="field-title"
        label="Heading"
        value={values.title}
        onChange={(event) => set({ title: event.target.value })}
        helperText={
          values.isUntitled
            ? 'Not printed: it names the paragraph in lists and queues.'
            : 'Printed above the text.'
        }
        required
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <FormControlLabel
        control={
          <Checkbox checked={values.isUntitled} onChange={(_, isUntitled) => set({ isUntitled })} />
        }
        label="Print it without its heading, as a further paragraph of what stands before it"
      />
      <Autocomplete
        multiple
        options={layout.commitments}
        value={values.commitments}
        onChange={(_, commitments) => set({ commitments })}
        getOptionLabel={({ title }) => title}
        getOptionKey={({ id }) => id}
        isOptionEqualToValue={(one, other) => one.id === other.id}
        disabled={keepsCommitments !== undefined}
        noOptionsText="No commitment has that title"
        renderInput={(params) => (
          <TextField
            {...params}
            label="Commitments it tells of, if any"
            helperText={keepsCommitments ?? 'It is shown on the page of each.'}
          />
        )}
      />
      <TextField
        id="field-chapterId"
        select
        label="Reviewed by the leads of"
        value={values.chapterId}
        onChange={(event) => set({ chapterId: event.target.value })}
        helperText="And by those who lead one of its commitments."
        slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
      >
        <option value="">The whole plan</option>
        {layout.chapters.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </TextField>
      {!hasOwner && (
        <PersonPicker
          label="Owner, who writes and submits it"
          value={values.owner}
          onChange={(owner) => set({ owner })}
        />
      )}
    </Stack>
  );
}
