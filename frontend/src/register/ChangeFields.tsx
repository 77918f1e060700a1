import { Box, Button, Checkbox, FormControlLabel, TextField } from '@mui/material';
import { useGetList } from 'react-admin';
import type { Commitment, RegisterChangeInput } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { useOrganisations, usePlans } from '../components/Filters.tsx';
import { PersonPicker, usePeopleChoices } from '../components/PersonPicker.tsx';
import { AssessmentChoice } from './AssessmentChoice.tsx';

interface ChangeFieldsProps {
  values: RegisterChangeInput;
  /** Takes the fields that changed. */
  onChange: (changed: Partial<RegisterChangeInput>) => void;
  planId: string;
  error: unknown;
}

type TextName = 'title' | 'summary' | 'wording' | 'reference';
type ChoiceName =
  'chapterId' | 'beforeId' | 'intoId' | 'leadOrganisationId' | 'askerId' | 'funderId';
interface Choice {
  id: string;
  title: string;
}

/** The fields of one kind of change. */
export function ChangeFields({ values, onChange: set, planId, error }: ChangeFieldsProps) {
  const chapters = usePlans().find(({ id }) => id === planId)?.chapters ?? [];
  const organisations = useOrganisations().map(({ id, name }) => ({ id, title: name }));
  const owners = usePeopleChoices();
  const others = useCommitments(planId).filter(({ id }) => id !== values.commitmentId);

  const text = (name: TextName, label: string, isRequired = false) => (
    <Text
      id={`field-${name}`}
      label={label}
      value={values[name] ?? ''}
      onChange={(value) => set({ [name]: value })}
      isRequired={isRequired}
      isLong={name === 'summary' || name === 'wording'}
      isShort={name === 'reference'}
      problem={fieldError(error, name)}
    />
  );
  const choice = (name: ChoiceName, label: string, choices: Choice[], none?: string) => (
    <TextField
      id={`field-${name}`}
      select
      label={label}
      value={values[name] ?? ''}
      onChange={(event) => set({ [name]: event.target.value || undefined })}
      required={none === undefined}
      error={fieldError(error, name) !== undefined}
      helperText={fieldError(error, name)}
      slotProps={{ select: { native: true } }}
    >
      <option value="">{none ?? 'Choose one'}</option>
      {choices.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </TextField>
  );
  const limbs = (
    <Limbs
      id="field-limbs"
      value={values.limbs ?? []}
      onChange={(given) => set({ limbs: given })}
      problem={fieldError(error, 'limbs')}
    />
  );
  const place = choice(
    'beforeId',
    'Before which commitment',
    others.filter(({ chapter }) => chapter.id === values.chapterId),
    'At the end of the chapter',
  );
  switch (values.kind) {
    case 'add':
      return (
        <>
          {text('title', 'Title', true)}
          {text('summary', 'What it promises, in short', true)}
          {text('wording', 'Wording that editions print (the summary, if left empty)')}
          {limbs}
          {text('reference', 'Reference, if it has one')}
          {choice('chapterId', 'Chapter', chapters)}
          {place}
          {choice('leadOrganisationId', 'Leads on it', organisations)}
          {choice('askerId', 'Asked for by', organisations, 'Nobody in particular')}
          {choice('funderId', 'Funded by', organisations, 'Nobody in particular')}
          <PersonPicker
            label="Owner, who writes its updates (can be named later)"
            isOptional
            value={owners.find(({ id }) => id === values.ownerId) ?? null}
            onChange={(person) => set({ ownerId: person?.id })}
            isError={fieldError(error, 'ownerId') !== undefined}
            helperText={fieldError(error, 'ownerId')}
          />
        </>
      );
    case 'reword':
      return (
        <>
          {text('title', 'Title', true)}
          {text('summary', 'What it promises, in short', true)}
          {text('wording', 'Wording that editions print', true)}
          {limbs}
        </>
      );
    case 'move':
      return (
        <>
          {choice('chapterId', 'Chapter', chapters)}
          {place}
        </>
      );
    case 'renumber':
      return text('reference', 'Reference (empty: without a number)');
    case 'merge':
      return choice('intoId', 'The commitment that goes on', others);
    case 'replace':
      return choice('intoId', 'The commitment that replaces it', others);
    case 'assess':
      return (
        <AssessmentChoice
          planId={planId}
          chosen={values.actionIds ?? []}
          onChange={(actionIds) => set({ actionIds })}
          problem={fieldError(error, 'actionIds')}
        />
      );
    case 'split':
      return <Parts values={values} onChange={set} error={error} />;
    default:
      return null;
  }
}

type Part = NonNullable<RegisterChangeInput['parts']>[number];

/** The commitments that a split makes. */
function Parts({
  values: { parts = [], endsOriginal = false },
  onChange,
  error,
}: {
  values: RegisterChangeInput;
  onChange: (changed: Partial<RegisterChangeInput>) => void;
  error: unknown;
}) {
  const setPart = (at: number, changed: Partial<Part>) =>
    onChange({ parts: parts.with(at, { ...parts[at]!, ...changed }) });
  return (
    <>
      {parts.map((part, at) => (
        <Box
          component="fieldset"
          key={at}
          sx={{ m: 0, p: 2, border: 1, borderColor: 'divider', borderRadius: 1, minWidth: 0 }}
        >
          <Box component="legend" sx={{ fontWeight: 650, px: 0.5 }}>
            Part {at + 1}
          </Box>
          <Box sx={{ display: 'grid', gap: 1.5 }}>
            {(
              [
                ['title', 'Title', true],
                ['summary', 'What it promises, in short', true],
                ['wording', 'Wording that editions print (the summary, if left empty)', false],
                ['reference', 'Reference, if it has one', false],
              ] as const
            ).map(([name, label, isRequired]) => (
              <Text
                key={name}
                id={`field-parts.${at}.${name}`}
                label={label}
                value={part[name] ?? ''}
                onChange={(value) => setPart(at, { [name]: value })}
                isRequired={isRequired}
                isLong={name === 'summary' || name === 'wording'}
                isShort={name === 'reference'}
                problem={fieldError(error, `parts.${at}.${name}`)}
              />
            ))}
            <Limbs
              id={`field-parts.${at}.limbs`}
              value={part.limbs ?? []}
              onChange={(limbs) => setPart(at, { limbs })}
              problem={fieldError(error, `parts.${at}.limbs`)}
            />
            {parts.length > 1 && (
              <Button
                sx={{ justifySelf: 'start' }}
                onClick={() => onChange({ parts: parts.toSpliced(at, 1) })}
                aria-label={`Leave this part out: part ${at + 1}`}
              >
                Leave this part out
              </Button>
            )}
          </Box>
        </Box>
      ))}
      <Button
        variant="outlined"
        sx={{ alignSelf: 'start' }}
        onClick={() => onChange({ parts: [...parts, { title: '', summary: '' }] })}
      >
        Another part
      </Button>
      <FormControlLabel
        control={
          <Checkbox
            checked={endsOriginal}
            onChange={(event) => onChange({ endsOriginal: event.target.checked })}
          />
        }
        label="The original ends with the split (otherwise it goes on beside its parts)"
      />
    </>
  );
}

/** What a commitment promises in several parts, one to a line. */
function Limbs({
  value,
  onChange,
  ...field
}: Pick<TextProps, 'id' | 'problem'> & { value: string[]; onChange: (limbs: string[]) => void }) {
  return (
    <Text
      {...field}
      label="Its parts, where it promises several things: one to a line"
      value={value.join('\n')}
      onChange={(text) => onChange(text === '' ? [] : text.split('\n'))}
      isRequired={false}
      isLong
      isShort={false}
    />
  );
}

interface TextProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  isRequired: boolean;
  isLong: boolean;
  isShort: boolean;
  problem?: string;
}

const Text = ({ id, label, value, onChange, isRequired, isLong, isShort, problem }: TextProps) => (
  <TextField
    id={id}
    label={label}
    value={value}
    onChange={(event) => onChange(event.target.value)}
    required={isRequired}
    fullWidth
    multiline={isLong}
    minRows={isLong ? 2 : undefined}
    error={problem !== undefined}
    helperText={problem}
    sx={isShort ? { maxWidth: 280 } : undefined}
    slotProps={{ htmlInput: { maxLength: isShort ? 20 : isLong ? 4000 : 200 } }}
  />
);

/** The open commitments of the plan in the register's order. */
function useCommitments(planId: string): Commitment[] {
  const { data } = useGetList<Commitment>('commitments', {
    pagination: { page: 1, perPage: 200 },
    sort: { field: 'position', order: 'ASC' },
    filter: { planId },
  });
  return (data ?? []).filter(({ closedOn }) => !closedOn);
}
