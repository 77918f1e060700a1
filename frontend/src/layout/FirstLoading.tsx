import { Box } from '@mui/material';
import { LoadingState } from '../components/States.tsx';

export const FirstLoading = () => (
  <Box component="main" sx={{ p: 4 }}>
    <LoadingState what="Quarterdeck" />
  </Box>
);
