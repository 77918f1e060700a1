import { Box, Button } from '@mui/material';
import { useListContext } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import type { InboxMessage } from '../api/types.ts';
import { FetchedList } from '../components/FetchedList.tsx';
import { ListPager } from '../components/ListPager.tsx';
import { EmptyState, ErrorState, LoadingState } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { Page } from '../layout/Page.tsx';
import { useApi } from '../providers/useMe.ts';
import { InboxItem } from './InboxItem.tsx';
import { unreadWords, useUnread } from './useUnread.ts';

/** What the person signed in was told, whatever came of the emails. */
export default function InboxPage() {
  const unread = useUnread() ?? 0;
  return (
    <FetchedList<InboxMessage>
      resource="inbox"
      sort={{ field: 'sendAt', order: 'DESC' }}
      perPage={10}
    >
      <Page
        title="Inbox"
        width="text"
        intro={`What you have been told, the last first: ${unreadWords(unread)}. Each line leads to the screen where it is done.`}
        aside={
          <>
            {unread > 0 && <ReadAllButton />}
            <Button component={RouterLink} to="/account">
              How you get messages
            </Button>
          </>
        }
      >
        <Messages />
      </Page>
    </FetchedList>
  );
}

function ReadAllButton() {
  const api = useApi();
  const verb = useVerb();
  return (
    <Button
      variant="outlined"
      onClick={() => void verb.run(() => api.markRead(), 'All messages are marked as read')}
    >
      Mark all as read
    </Button>
  );
}

function Messages() {
  const { data, error, isPending, refetch } = useListContext<InboxMessage>();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingState what="your messages" />;
  if (data.length === 0) {
    return (
      <EmptyState title="Nothing yet">
        You are told here when something is due, is returned to you or is asked of you. What waits
        for you now is always on Home.
      </EmptyState>
    );
  }
  return (
    <>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map((message) => (
          <InboxItem key={message.id} message={message} />
        ))}
      </Box>
      <ListPager />
    </>
  );
}
