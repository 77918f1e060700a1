import ClosedIcon from '@mui/icons-material/BlockOutlined';
import PausedIcon from '@mui/icons-material/PauseCircleOutlined';
import WaitingIcon from '@mui/icons-material/ScheduleOutlined';
import type { Commitment } from '../api/types.ts';
import { Tag } from '../components/StateChip.tsx';

/** Stands by a commitment that is not simply in force. */
export function StandingTag({ commitment }: { commitment: Commitment }) {
  const { closedOn, pausedOn, isWaiting } = commitment;
  if (closedOn) {
    // One that was taken back before its round opened ended without having begun.
    return <Tag tone="grey" icon={ClosedIcon} label={isWaiting ? 'Taken back' : 'Closed'} />;
  }
  if (isWaiting) return <Tag tone="blue" icon={WaitingIcon} label="Not in force yet" />;
  return pausedOn ? <Tag tone="amber" icon={PausedIcon} label="Paused" /> : null;
}
