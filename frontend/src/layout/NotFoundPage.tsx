import { Typography } from '@mui/material';
import { RecordLink } from '../components/RecordLink.tsx';
import { Page } from './Page.tsx';

export const NotFoundPage = () => (
  <Page title="Page not found" width="text">
    <Typography>
      The address may be mistyped, or the record is not yours to see. Go to{' '}
      <RecordLink to="/">your work</RecordLink>, or search above.
    </Typography>
  </Page>
);
