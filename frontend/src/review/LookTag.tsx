import ChangedIcon from '@mui/icons-material/UpdateOutlined';
import LookedAtIcon from '@mui/icons-material/VisibilityOutlined';
import NotYetIcon from '@mui/icons-material/RadioButtonUnchecked';
import type { UpdateSummary } from '../api/types.ts';
import { Tag } from '../components/StateChip.tsx';

export const LOOK_WORDS = {
  not_yet: 'Not looked at yet',
  changed: 'Changed since you looked',
  looked_at: 'Looked at',
} as const;

const TAGS = {
  not_yet: { tone: 'grey', icon: NotYetIcon },
  changed: { tone: 'amber', icon: ChangedIcon },
  looked_at: { tone: 'green', icon: LookedAtIcon },
} as const;

/** What the reader of a queue has been shown of an update, as the server recorded it. */
export function LookTag({ look, isDiffOpened }: Pick<UpdateSummary, 'look' | 'isDiffOpened'>) {
  if (!look) return null;
  const isTextAlone = look === 'looked_at' && isDiffOpened === false;
  const label = isTextAlone ? 'Looked at, not what changed' : LOOK_WORDS[look];
  return <Tag {...TAGS[look]} label={label} />;
}
