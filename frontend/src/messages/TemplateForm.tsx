import { Box, Button, Paper, TextField, Typography } from '@mui/material';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { MessageTemplate, MessageTemplates } from '../api/types.ts';
import { ErrorSummary, fieldError } from '../components/ErrorSummary.tsx';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';
import { KIND_WORDS } from './messageWords.ts';
import { OvertakenWords } from './OvertakenWords.tsx';
import { TemplatePreview } from './TemplatePreview.tsx';
import { useTemplate, type Field } from './useTemplate.ts';

const FIELDS: { name: Field; label: string; most: number }[] = [
  { name: 'subject', label: 'Subject', most: 150 },
  { name: 'opening', label: 'Opening', most: 2000 },
  { name: 'closing', label: 'Closing', most: 2000 },
];

interface TemplateFormProps {
  template: MessageTemplate;
  variables: MessageTemplates['variables'];
  isFixed: boolean;
  /** Told whether something here is not saved. */
  onDirty: (isDirty: boolean) => void;
}

/** The words of one kind of message, with what they come to beside them. */
export function TemplateForm(props: TemplateFormProps) {
  const { template, variables, isFixed, onDirty } = props;
  const { words, all, error, isDirty, isOvertaken, save, restart, keep, write } =
    useTemplate(template);
  const [previewError, setPreviewError] = useState<unknown>();
  const [last, setLast] = useState<Field>('opening');
  const inputs = useRef(new Map<Field, HTMLInputElement | HTMLTextAreaElement>());
  const errorAt = (field: Field) =>
    fieldError(error, `${template.kind}-${field}`) ?? fieldError(previewError, field);
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  // What was decided with goes: the focus must not go with it.
  const decide = (how: () => void) => {
    how();
    inputs.current.get('subject')?.focus();
  };
  const insert = (name: string) => {
    const input = inputs.current.get(last);
    const text = words[last];
    const at = input?.selectionStart ?? text.length;
    const variable = `{{${name}}}`;
    write(last, text.slice(0, at) + variable + text.slice(input?.selectionEnd ?? at));
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(at + variable.length, at + variable.length);
    });
  };
  return (
    <Box
      sx={{
        ...{ display: 'grid', gap: 3, alignItems: 'start' },
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
      }}
    >
      <Paper
        variant="outlined"
        component="form"
        noValidate
        aria-label={KIND_WORDS[template.kind]}
        onSubmit={submit}
        sx={{ p: 2.5, display: 'grid', gap: 2 }}
      >
        {error !== undefined && <ErrorSummary error={error} />}
        {isOvertaken && (
          <OvertakenWords
            saved={FIELDS.filter(({ name }) => template[name] !== words[name]).map(
              ({ name, label }) => ({ label, words: template[name] }),
            )}
            onTake={() => decide(restart)}
            onKeep={() => decide(keep)}
          />
        )}
        {FIELDS.map(({ name, label, most }) => (
          <TextField
            key={name}
            id={`field-${template.kind}-${name}`}
            label={label}
            value={words[name]}
            onChange={(event) => write(name, event.target.value)}
            onFocus={() => setLast(name)}
            inputRef={(input: HTMLInputElement | null) => {
              if (input) inputs.current.set(name, input);
            }}
            error={errorAt(name) !== undefined}
            helperText={errorAt(name)}
            multiline={name !== 'subject'}
            minRows={name === 'subject' ? undefined : 3}
            slotProps={{ htmlInput: { maxLength: most, readOnly: isFixed } }}
            required={name === 'subject'}
            fullWidth
          />
        ))}
        {!isFixed && (
          <>
            <Box role="group" aria-label="Put in a variable">
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                Put into the {last} at the cursor:
              </Typography>
              {variables.map(({ name, meaning }) => (
                <Button key={name} size="small" title={meaning} onClick={() => insert(name)}>
                  {name}
                  <VisuallyHidden> ({meaning})</VisuallyHidden>
                </Button>
              ))}
            </Box>
            <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
              <Button type="submit" variant="contained" disabled={!isDirty || isOvertaken}>
                Save these words
              </Button>
              <Button disabled={!isDirty} onClick={restart}>
                Undo all changes
              </Button>
            </Box>
          </>
        )}
      </Paper>
      <TemplatePreview words={all} onError={setPreviewError} />
    </Box>
  );
}
