import { Box, Button, Typography } from '@mui/material';
import type { Steps } from './useSteps.ts';

interface ReviewStepsProps {
  steps: Steps;
  onGo: (id: string | undefined) => void;
  onHelp: () => void;
}

export const ReviewSteps = ({ steps, onGo, onHelp }: ReviewStepsProps) => (
  <Box
    component="nav"
    aria-label="The queue"
    sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 2 }}
  >
    <Button
      size="small"
      variant="outlined"
      disabled={!steps.previous}
      onClick={() => onGo(steps.previous)}
    >
      Previous
    </Button>
    <Button size="small" variant="outlined" disabled={!steps.next} onClick={() => onGo(steps.next)}>
      Next
    </Button>
    {steps.position > 0 && (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {steps.position} of {steps.total} in your queue
      </Typography>
    )}
    <Button size="small" onClick={onHelp}>
      Keyboard help
    </Button>
  </Box>
);
