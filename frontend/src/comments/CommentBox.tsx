import {
  Alert,
  Box,
  Button,
  List,
  ListItemButton,
  Paper,
  TextField,
  Typography,
} from '@mui/material';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Mentionable, NewComment } from '../api/types.ts';
import { fieldError } from '../components/ErrorSummary.tsx';
import { personWords } from '../components/Facts.tsx';
import { announce } from '../layout/LiveRegion.tsx';
import { useKeptWords } from '../half-written/KeptLine.tsx';
import { isSessionOver, problemWords } from '../providers/httpClient.ts';
import { SignInAgain } from '../session/SignInAgain.tsx';
import { READERS } from './audience.ts';
import type { HalfComment } from './halfComments.ts';
import { useHalfComment } from './useHalfComment.ts';

interface CommentBoxProps extends Pick<HalfComment, 'audience' | 'words'> {
  /** What it is kept as until it is sent: `NEW_COMMENT`, or the thread that it answers in. */
  about: string;
  label: string;
  confirmWords: string;
  /** Who can be mentioned: those who will read it. */
  people: Mentionable[];
  onSay: (said: NewComment) => Promise<void>;
  onCancel?: () => void;
  hasFocus?: boolean;
}

/**
 * A comment being written. An @ offers the people who may read it. What is begun is kept until it is
 * sent, and is not sent to more people than it was begun for without saying so.
 */
export function CommentBox(props: CommentBoxProps) {
  const { label, people, onSay, onCancel } = props;
  const half = useHalfComment(props.about, props);
  const since = useKeptWords(half.kept);
  const [text, setText] = useState(half.kept?.words.text ?? '');
  const [caret, setCaret] = useState(0);
  const [mentioned, setMentioned] = useState<Mentionable[]>(half.kept?.words.mentioned ?? []);
  const [chosen, setChosen] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const [isSigningIn, setSigningIn] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const asked = /(?:^|\s)@([^@\n]{0,40})$/.exec(text.slice(0, caret))?.[1];
  const offered =
    asked === undefined || isClosed
      ? []
      : people.filter(({ name }) => name.toLowerCase().includes(asked.toLowerCase())).slice(0, 8);
  const change = (next: string, at: number, people = mentioned) => {
    setText(next);
    setCaret(at);
    setMentioned(people);
    half.note(next, people);
    setChosen(0);
    setClosed(false);
  };
  const mention = (person: Mentionable) => {
    const start = caret - (asked?.length ?? 0);
    const next = `${text.slice(0, start)}${person.name} ${text.slice(caret)}`;
    const at = start + person.name.length + 1;
    change(next, at, [...mentioned, person]);
    announce(`${person.name} is mentioned.`);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(at, at);
    });
  };
  const say = async () => {
    if (text.trim() === '' || isRunning) return input.current?.focus();
    setRunning(true);
    setError(undefined);
    try {
      const kept = mentioned.filter(({ name }) => text.includes(`@${name}`));
      const mentionedIds = [...new Set(kept.map(({ id }) => id))];
      await onSay({ text, mentionedIds, audience: props.audience });
      change('', 0, []);
    } catch (refusal) {
      setError(refusal);
      setSigningIn(isSessionOver(refusal));
    }
    setRunning(false);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return void say();
    if (offered.length === 0) {
      // Words that are written are not thrown away by a key.
      if (event.key === 'Escape' && text.trim() === '') onCancel?.();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen((chosen + step + offered.length) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') mention(offered[chosen]!);
    else if (event.key === 'Escape') setClosed(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const words = error
    ? (fieldError(error, 'text') ?? fieldError(error, 'mentionedIds') ?? problemWords(error))
    : undefined;
  return (
    <Box sx={{ position: 'relative' }}>
      {since && text !== '' && (
        <Typography variant="body2" sx={{ mb: 1, color: 'text.secondary' }}>
          {since}
        </Typography>
      )}
      {half.wasFor && (
        <Alert severity="warning" icon={false} sx={{ mb: 1.5 }}>
          When you began this, only {READERS[half.wasFor]} would have read it. Now{' '}
          {READERS[props.audience]} would too.
        </Alert>
      )}
      <TextField
        label={label}
        value={text}
        onChange={({ target }) => change(target.value, target.selectionStart ?? 0)}
        onSelect={({ target }) => setCaret((target as HTMLTextAreaElement).selectionStart)}
        onKeyDown={press}
        inputRef={input}
        autoFocus={props.hasFocus}
        multiline
        fullWidth
        minRows={2}
        error={words !== undefined}
        helperText={words ?? (people.length > 0 && 'Type @ to mention somebody.')}
        slotProps={{
          htmlInput: {
            maxLength: 4000,
            'aria-autocomplete': 'list',
            'aria-controls': offered.length > 0 ? listId : undefined,
            'aria-activedescendant': offered.length > 0 ? `${listId}-${chosen}` : undefined,
          },
        }}
      />
      {offered.length > 0 && (
        <Paper
          elevation={4}
          sx={{ position: 'absolute', zIndex: 1300, left: 0, right: 0, top: '100%' }}
        >
          <List id={listId} role="listbox" aria-label="People to mention" dense>
            {offered.map((person, index) => (
              <ListItemButton
                key={person.id}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === chosen}
                selected={index === chosen}
                tabIndex={-1}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => mention(person)}
              >
                {personWords(person)}
              </ListItemButton>
            ))}
          </List>
        </Paper>
      )}
      <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>
        <Button size="small" variant="contained" disabled={isRunning} onClick={() => void say()}>
          {half.wasFor ? `Send to ${READERS[props.audience]}` : props.confirmWords}
        </Button>
        {onCancel && (
          <Button
            size="small"
            onClick={() => {
              half.note('', []);
              onCancel();
            }}
          >
            Cancel
          </Button>
        )}
      </Box>
      {isSigningIn && (
        <SignInAgain
          then="send"
          onDone={() => setError(undefined)}
          onClose={() => setSigningIn(false)}
        />
      )}
    </Box>
  );
}
