import { Box, Button, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { InstantText } from '../components/Facts.tsx';
import { ConfirmDialog } from '../components/FormDialog.tsx';
import { ShownOnce } from '../components/ShownOnce.tsx';
import { QueryStates } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

/** The private link by which a calendar program reads what is due and when. */
export function CalendarLink() {
  const api = useApi();
  const verb = useVerb();
  const [url, setUrl] = useState<string>();
  const [asking, setAsking] = useState<'renew' | 'end'>();
  const query = useQuery({ queryKey: ['calendar-link'], queryFn: () => api.getCalendarLink() });
  const make = async () => setUrl((await api.makeCalendarLink()).url);
  const end = async () => {
    await api.endCalendarLink();
    setUrl(undefined);
  };
  return (
    <Paper variant="outlined" sx={{ p: 2.5 }}>
      <Typography>
        What you owe and the dates of your rounds, in a calendar of your own: add the link there as
        a subscription from a web address. It says what is due and when, and no text of an update.
      </Typography>
      <QueryStates query={query} what="your calendar">
        {({ link }) =>
          link ? (
            <>
              <Typography sx={{ mt: 2 }}>
                You have had a link since <InstantText value={link.madeAt} />.{' '}
                {link.lastReadAt ? (
                  <>
                    A calendar last read it on <InstantText value={link.lastReadAt} />.
                  </>
                ) : (
                  'No calendar has read it yet.'
                )}
              </Typography>
              {url && (
                <Box sx={{ mt: 2 }}>
                  <ShownOnce label="The link to your calendar" value={url}>
                    The link is shown this once: copy it now. Whoever has it can read your dates.
                  </ShownOnce>
                </Box>
              )}
              <Box sx={{ mt: 2, display: 'flex', flexWrap: 'wrap', gap: 1 }}>
                <Button variant="outlined" onClick={() => setAsking('renew')}>
                  Make a new link
                </Button>
                <Button onClick={() => setAsking('end')}>End the link</Button>
              </Box>
            </>
          ) : (
            <Button
              variant="outlined"
              sx={{ mt: 2 }}
              onClick={() => void verb.run(make, 'Your link is made')}
            >
              Make a link
            </Button>
          )
        }
      </QueryStates>
      {asking && (
        <ConfirmDialog
          title={asking === 'end' ? 'End the link?' : 'Make a new link?'}
          confirmWords={asking === 'end' ? 'End the link' : 'Make a new link'}
          onConfirm={() =>
            asking === 'end'
              ? verb.attempt(end, 'Your link has ended')
              : verb.attempt(make, 'Your new link is made')
          }
          onClose={() => setAsking(undefined)}
        >
          {asking === 'end'
            ? 'Calendars that use it are told nothing more.'
            : 'The link that you have ends at once: give the new one to every calendar that uses it.'}
        </ConfirmDialog>
      )}
    </Paper>
  );
}
