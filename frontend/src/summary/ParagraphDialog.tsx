import { useState } from 'react';
import type { SummaryLayout } from '../api/types.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import { ParagraphFields } from './ParagraphFields.tsx';
import { valuesOf, type Paragraph, type ParagraphValues } from './paragraphs.ts';

interface ParagraphDialogProps {
  row: Paragraph;
  layout: SummaryLayout;
  themes: readonly string[];
  onConfirm: (values: ParagraphValues) => void;
  onClose: () => void;
}

/** Changes what a paragraph is called, where it stands, and what it tells of. */
export function ParagraphDialog(props: ParagraphDialogProps) {
  const { row, layout, themes, onConfirm, onClose } = props;
  const [values, setValues] = useState(() => valuesOf(row));
  return (
    <FormDialog
      title={`Change “${row.title}”`}
      confirmWords="Change it"
      onConfirm={async () => onConfirm(values)}
      onClose={onClose}
    >
      <ParagraphFields
        values={values}
        onChange={setValues}
        layout={layout}
        themes={themes}
        keepsCommitments={row.keepsCommitments}
        hasOwner={row.updateId !== undefined}
      />
    </FormDialog>
  );
}
