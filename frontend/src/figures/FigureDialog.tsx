import {
  FIGURE_CHANGE_WORDS,
  FIGURE_CHANGES,
  FIGURE_REASON_MAX_LENGTH,
  FIGURE_TEXT_MAX_LENGTH,
  figureIssues,
  figureKey,
  normaliseFigure,
  valueWords,
  type Figure,
  type PublishedFigure,
} from '@common/figures.ts';
import { Alert, Box, Stack, TextField } from '@mui/material';
import { useState, type ReactNode } from 'react';
import { HttpError } from 'react-admin';
import type { Problem } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { KeptLine } from '../half-written/KeptLine.tsx';
import { useHalfFigure } from './useHalfFigure.ts';

interface FigureDialogProps {
  updateId: string;
  /** What it is kept as until it is given. */
  keptAs: string;
  figure: Figure;
  isNew: boolean;
  /** The other figures of the text: one measure and period stands once. */
  others: readonly Figure[];
  published: readonly PublishedFigure[];
  onGive: (figure: Figure) => void;
  onClose: () => void;
}

/** One figure with its period and source. The same rules as at submission, told beside the fields. */
export function FigureDialog(props: FigureDialogProps) {
  const { isNew, others, published, onGive, onClose } = props;
  const half = useHalfFigure(props.updateId, props.keptAs, props.figure);
  const { say } = half;
  const { figure, kind, reason } = half.said;
  const [error, setError] = useState<unknown>();
  const earlier = new Map(published.map((each) => [figureKey(each.figure), each]));
  const given = normaliseFigure(withoutBlanks(figure));
  const before = earlier.get(figureKey(given));
  const was = before && valueWords(before.figure);
  const isOther = was !== undefined && given.value !== '' && was !== valueWords(given);
  const change = (part: Partial<Figure>) => say({ figure: { ...figure, ...part } });
  const give = async () => {
    // An explanation of a difference that is none any more goes with it.
    const { change: _, ...plain } = given;
    const again = before?.figure.change;
    const said = isOther ? kind && { kind, was, reason } : again;
    const whole = normaliseFigure(said ? { ...plain, change: said } : plain);
    const issues = figureIssues([...others, whole], earlier)
      .filter(({ field }) => field.startsWith(`figures.${others.length}.`))
      .map((issue) => ({ ...issue, field: issue.field.split('.').slice(2).join('.') }));
    if (issues.length > 0) throw refusal(issues);
    onGive(whole);
    half.forget();
  };
  const field = (name: string, hint?: string) => ({
    id: `field-${name}`,
    error: fieldError(error, name) !== undefined,
    helperText: fieldError(error, name) ?? hint,
    fullWidth: true,
  });
  const day = (end: 'start' | 'end', label: string, hint?: string) => (
    <TextField
      {...field(`period.${end}`, hint)}
      type="date"
      label={label}
      required
      value={figure.period[end]}
      onChange={(event) => change({ period: { ...figure.period, [end]: event.target.value } })}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
  const line = (
    name: 'measure' | 'value' | 'unit' | 'numerator' | 'denominator' | 'source',
    label: string,
    hint?: string,
    isRequired = false,
  ) => (
    <TextField
      {...field(name, hint)}
      label={label}
      required={isRequired}
      value={figure[name] ?? ''}
      onChange={(event) => change({ [name]: event.target.value })}
      slotProps={{
        htmlInput: {
          maxLength: name === 'measure' || name === 'source' ? FIGURE_TEXT_MAX_LENGTH : 40,
        },
      }}
    />
  );
  return (
    <FormDialog
      title={isNew ? 'Add a figure' : 'Change a figure'}
      confirmWords={isNew ? 'Add' : 'Change'}
      onConfirm={give}
      onClose={onClose}
      onError={setError}
    >
      <Stack sx={{ gap: 2, pt: 1 }}>
        <KeptLine kept={half.begun} onThrowAway={half.throwAway} />
        {line(
          'measure',
          'What is measured',
          'The same words each time, so that readers can follow it.',
          true,
        )}
        <Pair>
          {day('start', 'From')}
          {day('end', 'To', 'For the state of one day, give it twice.')}
        </Pair>
        <Pair>
          {line('value', 'Value', undefined, true)}
          {line('unit', 'Unit', '%, £ or what is counted, unless the measure says it.')}
        </Pair>
        <Pair>
          {line('numerator', 'Numerator', 'Of a share: how many …')}
          {line('denominator', 'Denominator', '… out of how many.')}
        </Pair>
        {line('source', 'Source', 'Who counted it, or where it is published.', true)}
        {isOther && (
          <>
            <Alert severity="info">
              The edition for {before!.editionPeriod} gave {was} for this measure and period. Say
              why it is another value now.
            </Alert>
            <TextField
              {...field(
                'change.kind',
                'A revision: better data came in. A correction: it was wrong.',
              )}
              select
              required
              label="What it is"
              value={kind ?? ''}
              onChange={(event) => say({ kind: (event.target.value || undefined) as typeof kind })}
              slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
            >
              <option value="">Choose</option>
              {FIGURE_CHANGES.map((kind) => (
                <option key={kind} value={kind}>
                  {FIGURE_CHANGE_WORDS[kind]}
                </option>
              ))}
            </TextField>
            <TextField
              {...field('change.reason', 'The edition prints it.')}
              label="Why"
              required
              value={reason}
              onChange={(event) => say({ reason: event.target.value })}
              slotProps={{ htmlInput: { maxLength: FIGURE_REASON_MAX_LENGTH } }}
            />
          </>
        )}
      </Stack>
    </FormDialog>
  );
}

const Pair = ({ children }: { children: ReactNode }) => (
  <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>{children}</Box>
);

/** An input gives an empty text where nothing is said. */
function withoutBlanks({ unit, numerator, denominator, source, ...figure }: Figure): Figure {
  const optional = { unit, numerator, denominator, source };
  return {
    ...figure,
    ...Object.fromEntries(Object.entries(optional).filter(([, text]) => text?.trim())),
  };
}

function refusal(issues: NonNullable<Problem['issues']>): HttpError {
  const problem: Problem = {
    type: 'about:blank',
    title: 'The figure is not right yet',
    status: 422,
    code: 'form.incomplete',
    detail: 'Correct this and try again.',
    issues,
  };
  return new HttpError(problem.detail, problem.status, problem);
}
