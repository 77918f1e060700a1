import { Alert, AlertTitle, Box, Typography } from '@mui/material';
import { useMe } from '../providers/useMe.ts';
import { useComments } from './CommentsProvider.tsx';
import { readHalfComments } from './halfComments.ts';

/** Said before a text goes on: comments that one has begun do not go with it. */
export function UnsentComments() {
  const personId = useMe()?.person.id ?? '';
  const { update } = useComments();
  const begun = [...readHalfComments(personId, update.id)];
  if (begun.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      <AlertTitle>
        {begun.length === 1
          ? 'You have begun a comment and not sent it'
          : `You have begun ${begun.length} comments and not sent them`}
      </AlertTitle>
      <Box component="ul" sx={{ m: 0, mb: 0.5, pl: 2.5, overflowWrap: 'anywhere' }}>
        {begun.map(
          ([
            about,
            {
              words: { text },
            },
          ]) => (
            <Typography component="li" variant="body2" key={about}>
              “{text.length > 200 ? `${text.slice(0, 198).trimEnd()}…` : text}”
            </Typography>
          ),
        )}
      </Box>
      Nobody else reads {begun.length === 1 ? 'it' : 'them'} until you send{' '}
      {begun.length === 1 ? 'it' : 'them'}: cancel here and do so first, if it is to go with the
      text. Until then it is kept in this browser.
    </Alert>
  );
}
