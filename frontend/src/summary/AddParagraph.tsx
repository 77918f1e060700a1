import { useState } from 'react';
import type { ApprovedUpdate, SummaryLayout } from '../api/types.ts';
import { FormDialog, STAY_OPEN } from '../components/FormDialog.tsx';
import { ApprovedWords } from './ApprovedWords.tsx';
import { ParagraphFields } from './ParagraphFields.tsx';
import { proposed, type ParagraphValues } from './paragraphs.ts';

interface AddParagraphProps {
  theme: string;
  layout: SummaryLayout;
  themes: readonly string[];
  /** Updates whose words the summary has already. */
  taken: ReadonlySet<string>;
  onAdd: (values: ParagraphValues, from: ApprovedUpdate[]) => void;
  onClose: () => void;
}

/** A new paragraph, in two steps: the approved words that it begins with, if any; then what it is. */
export function AddParagraph({ theme, layout, themes, taken, onAdd, onClose }: AddParagraphProps) {
  const [from, setFrom] = useState<ApprovedUpdate[]>([]);
  const [values, setValues] = useState<ParagraphValues>();
  const full = layout.summarises?.title ?? 'the round';
  if (!values) {
    return (
      <FormDialog
        key="words"
        title="Start from approved words"
        confirmWords={from.length === 0 ? 'Start with an empty page' : 'Go on with these words'}
        onConfirm={async () => {
          setValues(proposed(theme, from));
          return STAY_OPEN;
        }}
        onClose={onClose}
        width="md"
      >
        <ApprovedWords
          approved={layout.approved}
          chosen={from}
          taken={taken}
          roundTitle={full}
          onChange={setFrom}
        />
      </FormDialog>
    );
  }
  return (
    <FormDialog
      key="paragraph"
      title="A new paragraph"
      confirmWords="Add it"
      onConfirm={async () => onAdd(values, from)}
      onClose={onClose}
    >
      <ParagraphFields
        values={values}
        onChange={setValues}
        layout={layout}
        themes={themes}
        hasOwner={false}
      />
    </FormDialog>
  );
}
