import { Box } from '@mui/material';
import type { HalfObjection } from './useObjections.ts';

/** Rows and the reasons written for them. */
export const ObjectionList = ({ objections }: { objections: readonly HalfObjection[] }) => (
  <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
    {objections.map(({ updateId, title, reason }) => (
      <li key={updateId}>
        {title}: {reason || 'no reason yet'}
      </li>
    ))}
  </Box>
);
