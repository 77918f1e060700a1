import AbandonedIcon from '@mui/icons-material/CancelOutlined';
import ApprovedIcon from '@mui/icons-material/CheckCircleOutlined';
import ClearanceIcon from '@mui/icons-material/FactCheckOutlined';
import DraftingIcon from '@mui/icons-material/EditOutlined';
import NotStartedIcon from '@mui/icons-material/RadioButtonUnchecked';
import OmittedIcon from '@mui/icons-material/RemoveCircleOutlined';
import PlannedIcon from '@mui/icons-material/EventOutlined';
import PublishedIcon from '@mui/icons-material/PublicOutlined';
import ReturnedIcon from '@mui/icons-material/ReplyOutlined';
import SealedIcon from '@mui/icons-material/LockOutlined';
import SignedIcon from '@mui/icons-material/VerifiedOutlined';
import SubmittedIcon from '@mui/icons-material/OutboxOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import { Box, useTheme } from '@mui/material';
import type { RoundState, UpdateState } from '../api/types.ts';
import { ROUND_STATE_WORDS, UPDATE_STATE_WORDS } from './words.ts';
import { TONES, type Tone } from './tones.ts';

interface Look {
  tone: Tone;
  icon: SvgIconComponent;
}

const UPDATE_LOOKS: Record<UpdateState | 'omitted', Look> = {
  not_started: { tone: 'grey', icon: NotStartedIcon },
  drafting: { tone: 'blue', icon: DraftingIcon },
  in_clearance: { tone: 'violet', icon: ClearanceIcon },
  submitted: { tone: 'amber', icon: SubmittedIcon },
  returned: { tone: 'red', icon: ReturnedIcon },
  approved: { tone: 'green', icon: ApprovedIcon },
  signed: { tone: 'teal', icon: SignedIcon },
  published: { tone: 'teal', icon: PublishedIcon },
  abandoned: { tone: 'grey', icon: AbandonedIcon },
  omitted: { tone: 'grey', icon: OmittedIcon },
};

const ROUND_LOOKS: Record<RoundState, Look> = {
  planned: { tone: 'grey', icon: PlannedIcon },
  skipped: { tone: 'grey', icon: OmittedIcon },
  open: { tone: 'blue', icon: DraftingIcon },
  sealed: { tone: 'amber', icon: SealedIcon },
  signed: { tone: 'green', icon: SignedIcon },
  published: { tone: 'teal', icon: PublishedIcon },
  closed: { tone: 'grey', icon: SealedIcon },
};

/** A state as word, icon and tint; the word alone is enough. */
export function Tag({ tone, icon: Icon, label }: Look & { label: string }) {
  const colours = TONES[tone][useTheme().palette.mode];
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        px: 1,
        borderRadius: 1,
        lineHeight: '1.625rem',
        fontSize: '1rem',
        fontWeight: 600,
        whiteSpace: 'nowrap',
        color: colours.text,
        backgroundColor: colours.tint,
      }}
    >
      <Icon aria-hidden sx={{ fontSize: '1.125rem' }} />
      {label}
    </Box>
  );
}

export const StateChip = ({ state }: { state: UpdateState | 'omitted' }) => (
  <Tag {...UPDATE_LOOKS[state]} label={UPDATE_STATE_WORDS[state]} />
);

export const RoundStateChip = ({ state }: { state: RoundState }) => (
  <Tag {...ROUND_LOOKS[state]} label={ROUND_STATE_WORDS[state]} />
);
