import ChangedIcon from '@mui/icons-material/DifferenceOutlined';
import SourceIcon from '@mui/icons-material/FormatQuoteOutlined';
import WithdrawnIcon from '@mui/icons-material/HistoryOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import { Box, Typography } from '@mui/material';
import type { SummaryRow } from '../api/types.ts';
import { Tag } from '../components/StateChip.tsx';
import type { Tone } from '../components/tones.ts';

type Source = SummaryRow['sources'][number];

const LOOKS: Record<Source['standing'], { tone: Tone; icon: SvgIconComponent; label: string }> = {
  same: { tone: 'grey', icon: SourceIcon, label: 'From' },
  changed: { tone: 'amber', icon: ChangedIcon, label: 'Approved anew since' },
  withdrawn: { tone: 'amber', icon: WithdrawnIcon, label: 'Not approved at present' },
};

/** From whose approved words a paragraph began, and whether they are others by now. */
export function SourceMark({ source: { title, standing } }: { source: Source }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'center', mt: 0.5 }}>
      <Tag {...LOOKS[standing]} />
      <Typography variant="body2">{title}</Typography>
    </Box>
  );
}
