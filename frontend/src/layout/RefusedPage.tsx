import { Typography } from '@mui/material';
import { RecordLink } from '../components/RecordLink.tsx';
import { Page } from './Page.tsx';

/** For who may not see a list at all: the server would refuse it, so it is not asked. */
export const RefusedPage = () => (
  <Page title="This page cannot be shown" width="text">
    <Typography>
      Your roles do not include it. Go to <RecordLink to="/">your work</RecordLink>, or search
      above.
    </Typography>
  </Page>
);
