import { Box, Paper, Typography } from '@mui/material';
import { useParams } from 'react-router';
import type { Message } from '../api/types.ts';
import { actionOf, ActionButton } from '../components/ActionButton.tsx';
import { FactList, InstantText, PersonName } from '../components/Facts.tsx';
import { useVerb } from '../components/useVerb.ts';
import { Page, Section } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { useRecord } from '../providers/useRecord.ts';
import { useApi } from '../providers/useMe.ts';
import { AttemptTable } from './AttemptTable.tsx';
import { MessageBody } from './MessageBody.tsx';
import { subjectWords } from './MessageList.tsx';
import { MessageStateChip } from './MessageStateChip.tsx';
import { CHANNEL_WORDS, KIND_WORDS, MESSAGE_STATE_MEANINGS } from './messageWords.ts';
import { RULE_WORDS, rulesWords } from './ruleWords.ts';
import { WrongAddress } from './WrongAddress.tsx';

/** One message: what it says, what was left out of it and why, and every attempt to send it. */
export default function MessagePage() {
  const { id = '' } = useParams();
  const query = useRecord<Message>('messages', id);
  return (
    <PageStates query={query} what="the message">
      {(message) => <OneMessage message={message} />}
    </PageStates>
  );
}

function OneMessage({ message }: { message: Message }) {
  const api = useApi();
  const verb = useVerb();
  const { person, state, channel } = message;
  const again = actionOf(message, 'send_again');
  return (
    <Page
      title={subjectWords(message)}
      back={{ to: '/messages', label: 'Messages' }}
      aside={
        <>
          <MessageStateChip state={state} />
          {channel === 'email' && (
            <ActionButton
              action={again}
              variant={again?.isAllowed ? 'contained' : 'outlined'}
              onAct={() =>
                void verb.run(
                  () => api.sendAgain(message.id),
                  message.kind === 'digest'
                    ? 'It is to be sent again; once its day has passed, with the day’s message'
                    : 'It is to be sent again, to the address as it is now',
                )
              }
            >
              Send again
            </ActionButton>
          )}
        </>
      }
    >
      {message.isAddressWrong && <WrongAddress person={person} failure={message.failure} />}
      <Section title="About it">
        <Paper variant="outlined" sx={{ p: 2.5, maxWidth: 900 }}>
          <FactList
            facts={[
              ['To', <PersonName key="to" person={person} />],
              ['Why', rulesWords(message.rules)],
              ['How', `${CHANNEL_WORDS[channel]}, ${KIND_WORDS[message.kind].toLowerCase()}`],
              ['To go', <InstantText key="goes" value={message.sendAt} />],
              ...(message.endedAt
                ? [
                    [
                      'In this state since',
                      <InstantText key="ended" value={message.endedAt} />,
                    ] as never,
                  ]
                : []),
              ['State', MESSAGE_STATE_MEANINGS[state]],
              ...(message.failure && !message.isAddressWrong
                ? [
                    [
                      state === 'dropped' ? 'Why it did not go' : 'What went wrong',
                      message.failure,
                    ] as never,
                  ]
                : []),
            ]}
          />
        </Paper>
      </Section>
      <Section title="What it says">
        <Paper variant="outlined" sx={{ p: 2.5, maxWidth: 900 }}>
          <Words message={message} />
        </Paper>
      </Section>
      {message.dropped.length > 0 && (
        <Section title="What it did not have to say">
          <Box component="ul" sx={{ m: 0, pl: 2.5, maxWidth: 900 }}>
            {message.dropped.map((dropped, index) => (
              <DroppedItem key={index} dropped={dropped} />
            ))}
          </Box>
        </Section>
      )}
      {channel === 'email' && (
        <Section title="Attempts to send it">
          <AttemptTable attempts={message.attempts} />
        </Section>
      )}
    </Page>
  );
}

/** What was not told about one update or round: named once, with each reason and how often. */
function DroppedItem({ dropped: { title, reasons } }: { dropped: Message['dropped'][number] }) {
  const howOften = ({ rule, count }: (typeof reasons)[number]) =>
    `${RULE_WORDS[rule]}${count > 1 ? `, ${count} times` : ''}`;
  const [first, ...others] = reasons;
  if (first && others.length === 0) {
    return (
      <li>
        {title} ({howOften(first).toLowerCase()}): {first.why}
      </li>
    );
  }
  return (
    <li>
      {title}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {reasons.map((reason, index) => (
          <li key={index}>
            {howOften(reason)}: {reason.why}
          </li>
        ))}
      </Box>
    </li>
  );
}

function Words({ message }: { message: Message }) {
  const { groups, opening, closing, isShortened, state } = message;
  if (groups.length === 0 && !opening) {
    return (
      <Typography sx={{ color: 'text.secondary' }}>
        {state === 'waiting' || state === 'sending'
          ? 'It is written when it goes, from what then still stands.'
          : 'Nothing: it was not written.'}
      </Typography>
    );
  }
  return (
    <>
      <MessageBody opening={opening} groups={groups} closing={closing} level="h3" />
      {isShortened && (
        <Typography sx={{ color: 'text.secondary', mt: 1 }}>
          It also tells of plans that are not yours: those lines are left out here.
        </Typography>
      )}
    </>
  );
}
