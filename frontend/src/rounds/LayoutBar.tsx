import { Button, Paper, Typography } from '@mui/material';

interface LayoutBarProps {
  label: string;
  isDirty: boolean;
  /** Somebody else changed it meanwhile. */
  isBlocked: boolean;
  /** What was done last. Said here, since a notice would cover the bar on a phone. */
  said?: string;
  onSave: () => void;
  onUndo: () => void;
}

const BAR = 'layout-bar';

/** Its buttons cannot be pressed twice, and a button that cannot be pressed keeps no focus. */
export const focusLayoutBar = (): void =>
  document.getElementById(BAR)?.focus({ preventScroll: true });

/** Saves what was arranged, or undoes it; always in reach. */
export function LayoutBar(props: LayoutBarProps) {
  const { label, isDirty, isBlocked, said, onSave, onUndo } = props;
  const undo = () => {
    onUndo();
    focusLayoutBar();
  };
  return (
    <Paper
      variant="outlined"
      id={BAR}
      role="group"
      aria-label="What was arranged"
      tabIndex={-1}
      sx={{
        ...{ position: 'sticky', bottom: 12, mt: 2, p: { xs: 1, sm: 1.5 }, zIndex: 2 },
        ...{ display: 'flex', columnGap: 1.5, alignItems: 'center', flexWrap: 'wrap' },
      }}
    >
      <Button variant="contained" disabled={!isDirty || isBlocked} onClick={onSave}>
        {label}
      </Button>
      <Button disabled={!isDirty} onClick={undo}>
        Undo all changes
      </Button>
      {isDirty && (
        <Typography role="status" sx={{ fontWeight: 600, color: 'warning.main' }}>
          Not saved yet
        </Typography>
      )}
      {!isDirty && said && (
        <Typography sx={{ fontWeight: 600, color: 'success.main' }}>{said}</Typography>
      )}
    </Paper>
  );
}
