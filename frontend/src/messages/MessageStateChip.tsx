import DroppedIcon from '@mui/icons-material/RemoveCircleOutlined';
import FailedIcon from '@mui/icons-material/ErrorOutlined';
import HeldIcon from '@mui/icons-material/PauseCircleOutlined';
import SendingIcon from '@mui/icons-material/OutboxOutlined';
import SentIcon from '@mui/icons-material/CheckCircleOutlined';
import UnknownIcon from '@mui/icons-material/HelpOutlined';
import WaitingIcon from '@mui/icons-material/ScheduleOutlined';
import type { ComponentProps } from 'react';
import type { MessageState } from '../api/types.ts';
import { Tag } from '../components/StateChip.tsx';
import { MESSAGE_STATE_WORDS } from './messageWords.ts';

const LOOKS: Record<MessageState, Omit<ComponentProps<typeof Tag>, 'label'>> = {
  waiting: { tone: 'blue', icon: WaitingIcon },
  sending: { tone: 'blue', icon: SendingIcon },
  sent: { tone: 'green', icon: SentIcon },
  held: { tone: 'amber', icon: HeldIcon },
  dropped: { tone: 'grey', icon: DroppedIcon },
  failed: { tone: 'red', icon: FailedIcon },
  unknown: { tone: 'violet', icon: UnknownIcon },
};

export const MessageStateChip = ({ state }: { state: MessageState }) => (
  <Tag {...LOOKS[state]} label={MESSAGE_STATE_WORDS[state]} />
);
