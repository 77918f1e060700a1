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
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { MessageSettings as Settings, MessageSettingsInput, Rule } from '../api/types.ts';
import { ErrorSummary, fieldError } from '../components/ErrorSummary.tsx';
import { QueryStates } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { Section } from '../layout/Page.tsx';
import { RULE_WORDS } from '../messages/ruleWords.ts';
import { useApi } from '../providers/useMe.ts';

/** When the day's message comes to the person signed in, and what comes without an email. */
export function MessageSettings() {
  const api = useApi();
  const query = useQuery({
    queryKey: ['message-settings'],
    queryFn: () => api.getMessageSettings(),
  });
  return (
    <Section title="How you get messages" id="messages">
      <QueryStates query={query} what="how you get messages">
        {(settings) => <SettingsForm settings={settings} />}
      </QueryStates>
    </Section>
  );
}

function SettingsForm({ settings }: { settings: Settings }) {
  const api = useApi();
  const verb = useVerb();
  const [digestAt, setDigestAt] = useState(settings.digestAt);
  const [inAppOnly, setInAppOnly] = useState<Rule[]>(settings.inAppOnly);
  const [error, setError] = useState<unknown>();
  const [base, setBase] = useState(settings);
  const { from, until, optional, version } = settings;
  if (version !== base.version) {
    // Saved on another page meanwhile: that is shown, with what was chosen here and is not saved yet.
    setBase(settings);
    if (digestAt === base.digestAt) setDigestAt(settings.digestAt);
    setInAppOnly(
      optional.filter((rule) =>
        inAppOnly.includes(rule) === base.inAppOnly.includes(rule)
          ? settings.inAppOnly.includes(rule)
          : inAppOnly.includes(rule),
      ),
    );
  }
  const isChanged =
    digestAt !== settings.digestAt ||
    JSON.stringify([...inAppOnly].sort()) !== JSON.stringify([...settings.inAppOnly].sort());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(undefined);
    const chosen = { digestAt, inAppOnly, version } as MessageSettingsInput;
    try {
      await verb.attempt(() => api.saveMessageSettings(chosen), 'How you get messages is saved');
    } catch (refusal) {
      setError(refusal);
    }
  };
  const toggle = (rule: Rule) =>
    setInAppOnly(
      inAppOnly.includes(rule) ? inAppOnly.filter((each) => each !== rule) : [...inAppOnly, rule],
    );
  const timeError = fieldError(error, 'digestAt');
  const rulesError = fieldError(error, 'inAppOnly');
  return (
    <Paper
      variant="outlined"
      component="form"
      noValidate
      onSubmit={(event) => void submit(event)}
      sx={{ p: 2.5, display: 'grid', gap: 2 }}
    >
      <ErrorSummary error={error} />
      <Typography>
        Everything comes into your inbox here. By email you get at most one message with all
        reminders on a working day; what somebody waits for at once comes within minutes, but only
        on working days from {from} to {until}, London time.
      </Typography>
      <TextField
        id="field-digestAt"
        label="When the day’s message comes"
        type="time"
        value={digestAt}
        onChange={(event) => setDigestAt(event.target.value)}
        error={timeError !== undefined}
        helperText={timeError ?? `London time, from ${from} to before ${until}`}
        slotProps={{ htmlInput: { min: from, max: until } }}
        required
        sx={{ maxWidth: 280 }}
      />
      <FormControl
        component="fieldset"
        id="field-inAppOnly"
        tabIndex={-1}
        error={rulesError !== undefined}
      >
        <FormLabel component="legend" sx={{ fontWeight: 600, color: 'text.primary' }}>
          In the inbox only, with no email
        </FormLabel>
        {optional.map((rule) => (
          <FormControlLabel
            key={rule}
            label={RULE_WORDS[rule]}
            control={<Checkbox checked={inAppOnly.includes(rule)} onChange={() => toggle(rule)} />}
          />
        ))}
        {rulesError && <FormHelperText>{rulesError}</FormHelperText>}
      </FormControl>
      <Compulsory optional={optional} />
      <Box>
        <Button type="submit" variant="contained" disabled={!isChanged}>
          Save how you get messages
        </Button>
      </Box>
    </Paper>
  );
}

/** What nobody can choose away is said to be so. */
function Compulsory({ optional }: { optional: readonly Rule[] }) {
  const always = (Object.keys(RULE_WORDS) as Rule[]).filter((rule) => !optional.includes(rule));
  return (
    <Box component="details">
      <Typography component="summary" sx={{ cursor: 'pointer', minHeight: 24 }}>
        What always comes by email too, where it concerns you ({always.length})
      </Typography>
      <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5 }}>
        {always.map((rule) => (
          <li key={rule}>{RULE_WORDS[rule]}</li>
        ))}
      </Box>
      <Typography sx={{ color: 'text.secondary', mt: 0.5 }}>
        Others wait for you then, so this cannot be turned off.
      </Typography>
    </Box>
  );
}
