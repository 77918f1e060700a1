import WithdrawnIcon from '@mui/icons-material/RemoveCircleOutlined';
import { Tag } from './StateChip.tsx';

/** Stands where an edition, or a text that it printed, is withdrawn. */
export const WithdrawnTag = () => <Tag tone="red" icon={WithdrawnIcon} label="Withdrawn" />;
