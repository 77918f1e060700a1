import {
  Box,
  Button,
  Checkbox,
  FormControl,
  FormControlLabel,
  FormHelperText,
  FormLabel,
  Paper,
  TextField,
  Typography,
} from '@mui/material';
import type { Audience, RoundReminders, ScheduledRule } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';
import { sentence } from '../components/words.ts';
import { AUDIENCE_WORDS, RULE_WORDS, whenWords } from '../messages/ruleWords.ts';
import type { Row } from './useSchedule.ts';

const MOST_DAYS = 60;

interface RuleRowProps {
  row: Row;
  index: number;
  kinds: RoundReminders['kinds'];
  error: unknown;
  isFixed: boolean;
  isOpen: boolean;
  onOpen: () => void;
  onDone: () => void;
  onChange: (row: Row) => void;
  onRemove: () => void;
}

/** One reminder: a sentence, or the fields that make it. */
export function RuleRow(props: RuleRowProps) {
  const { row, isFixed, isOpen, onOpen, onDone, onRemove } = props;
  const when = whenWords({ rule: row.rule, days: Number(row.days) });
  const whom = row.to.map((audience) => AUDIENCE_WORDS[audience]).join(', ');
  return (
    <Paper component="li" variant="outlined" sx={{ px: 2, py: 1, mb: 0.75 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Typography sx={{ flex: '1 1 20rem', minWidth: 0 }}>
          {when}: <strong>{whom || 'nobody'}</strong>
        </Typography>
        {!isFixed && (
          <Box sx={{ display: 'flex', gap: 0.5 }}>
            <Button size="small" aria-expanded={isOpen} onClick={isOpen ? onDone : onOpen}>
              {isOpen ? 'Done' : 'Change'}
              <VisuallyHidden> {when}</VisuallyHidden>
            </Button>
            <Button size="small" onClick={onRemove}>
              Remove<VisuallyHidden> {when}</VisuallyHidden>
            </Button>
          </Box>
        )}
      </Box>
      {isOpen && !isFixed && <Fields {...props} />}
    </Paper>
  );
}

function Fields({ row, index, kinds, error, onChange }: RuleRowProps) {
  const offered = kinds.find(({ rule }) => rule === row.rule)?.to ?? [];
  const errorAt = (field: string) => fieldError(error, `rules.${index}.${field}`);
  const choose = (rule: ScheduledRule['rule']) => {
    const first = kinds.find((kind) => kind.rule === rule)?.to[0];
    const days = rule === 'kick_off' ? '0' : row.days === '0' ? '1' : row.days;
    onChange({ ...row, rule, days, to: first ? [first] : [] });
  };
  const toggle = (audience: Audience) =>
    onChange({
      ...row,
      // In the order in which they are offered.
      to: offered.filter((each) => row.to.includes(each) !== (each === audience)),
    });
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'flex-start', py: 1.5 }}>
      <TextField
        select
        id={`field-rules.${index}.rule`}
        label="What for"
        value={row.rule}
        onChange={(event) => choose(event.target.value as ScheduledRule['rule'])}
        error={errorAt('rule') !== undefined}
        helperText={errorAt('rule')}
        slotProps={{ select: { native: true } }}
        sx={{ flex: '1 1 16rem', minWidth: 0 }}
      >
        {kinds.map(({ rule }) => (
          <option key={rule} value={rule}>
            {RULE_WORDS[rule]}
          </option>
        ))}
      </TextField>
      {(row.rule !== 'kick_off' || errorAt('days')) && (
        <TextField
          id={`field-rules.${index}.days`}
          label="Working days"
          type="number"
          value={row.days}
          onChange={(event) => onChange({ ...row, days: event.target.value })}
          error={errorAt('days') !== undefined}
          helperText={errorAt('days')}
          slotProps={{ htmlInput: { min: 0, max: MOST_DAYS, step: 1 } }}
          sx={{ width: '9rem' }}
        />
      )}
      <FormControl
        component="fieldset"
        id={`field-rules.${index}.to`}
        tabIndex={-1}
        error={errorAt('to') !== undefined}
      >
        <FormLabel component="legend" sx={{ fontWeight: 600, color: 'text.primary' }}>
          Who is told
        </FormLabel>
        <Box sx={{ display: 'flex', flexWrap: 'wrap' }}>
          {offered.map((audience) => (
            <FormControlLabel
              key={audience}
              label={sentence(AUDIENCE_WORDS[audience])}
              control={
                <Checkbox checked={row.to.includes(audience)} onChange={() => toggle(audience)} />
              }
            />
          ))}
        </Box>
        {errorAt('to') && <FormHelperText>{errorAt('to')}</FormHelperText>}
      </FormControl>
    </Box>
  );
}
