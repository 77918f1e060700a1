import { Link, type LinkProps } from '@mui/material';
import { Link as RouterLink } from 'react-router';

/** A link to another screen. */
export const RecordLink = ({ to, ...props }: LinkProps & { to: string }) => (
  <Link component={RouterLink} to={to} {...props} />
);
