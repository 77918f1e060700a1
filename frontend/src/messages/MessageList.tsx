import { Box, Button, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import type { MessageRow } from '../api/types.ts';
import { InstantText, PersonName } from '../components/Facts.tsx';
import {
  choicesOf,
  PersonFilter,
  RoundFilter,
  SearchFilter,
  SelectFilter,
} from '../components/Filters.tsx';
import { ListPage } from '../components/ListPage.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { EmptyState } from '../components/States.tsx';
import { MessageStateChip } from './MessageStateChip.tsx';
import { CHANNEL_WORDS, KIND_WORDS, MESSAGE_STATE_WORDS } from './messageWords.ts';
import { RULE_WORDS, rulesWords } from './ruleWords.ts';
import { SendingState } from './SendingState.tsx';

const COLUMNS: Column<MessageRow>[] = [
  {
    label: 'Message',
    isHeader: true,
    render: (message) => (
      <RecordLink to={`/messages/${message.id}`}>{subjectWords(message)}</RecordLink>
    ),
  },
  { label: 'To', render: ({ person }) => <PersonName person={person} /> },
  { label: 'Why', render: ({ rules }) => rulesWords(rules) },
  {
    label: 'How',
    render: ({ channel, kind }) => (
      <>
        {CHANNEL_WORDS[channel]}
        <br />
        <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
          {KIND_WORDS[kind]}
        </Typography>
      </>
    ),
  },
  {
    label: 'When',
    sort: 'sendAt',
    render: ({ sendAt, endedAt, state }) => (
      <InstantText value={state === 'waiting' ? sendAt : (endedAt ?? sendAt)} />
    ),
  },
  {
    label: 'State',
    render: ({ state, failure }) => (
      <>
        <MessageStateChip state={state} />
        {failure && (
          <Box sx={{ mt: 0.5, maxWidth: '32ch', overflowWrap: 'anywhere' }}>{failure}</Box>
        )}
      </>
    ),
  },
];

export const subjectWords = ({ subject, state }: MessageRow): string => {
  if (subject) return subject;
  return state === 'waiting' || state === 'sending'
    ? 'Written when it goes'
    : state === 'dropped'
      ? 'Nothing was left to say'
      : 'About a plan that is not yours';
};

/** Everything that was said to anybody: to whom, why, and whether it arrived. */
export default function MessageList() {
  return (
    <ListPage<MessageRow>
      title="Messages"
      intro="Every message to anybody, the last first: to whom, why, and whether it was delivered."
      aside={
        <Button component={RouterLink} to="/messages/templates">
          The words of messages
        </Button>
      }
      sort={{ field: 'sendAt', order: 'DESC' }}
      above={<SendingState />}
      filters={
        <>
          <SearchFilter label="Search names" />
          <SelectFilter source="state" label="State" choices={choicesOf(MESSAGE_STATE_WORDS)} />
          <SelectFilter source="rule" label="Why" choices={choicesOf(RULE_WORDS)} />
          <SelectFilter source="channel" label="Channel" choices={choicesOf(CHANNEL_WORDS)} />
          <SelectFilter source="kind" label="Kind" choices={choicesOf(KIND_WORDS)} />
          <PersonFilter source="personId" label="To" />
          <RoundFilter />
        </>
      }
      columns={COLUMNS}
      empty={
        <EmptyState title="Nobody has been told anything yet">
          Reminders come from the schedule of a round, under the round’s Reminders.
        </EmptyState>
      }
    />
  );
}
