import { Typography } from '@mui/material';
import { Deleted, Inserted } from './DiffBlock.tsx';

interface ChangedFieldProps {
  label: string;
  from?: string;
  to?: string;
}

/** One thing that was changed, as it was and as it is since; of several lines, each by itself. */
export function ChangedField({ label, from, to }: ChangedFieldProps) {
  const lines = linesOf(from, to);
  return (
    <Typography variant="body2" component="div" sx={{ overflowWrap: 'anywhere' }}>
      {label}: {!lines && from && <Deleted>{from}</Deleted>}{' '}
      {!lines && to && <Inserted>{to}</Inserted>}
      {lines?.map(({ line, Mark }) => (
        <div key={line}>{Mark ? <Mark>{line}</Mark> : line}</div>
      ))}
    </Typography>
  );
}

/** Those that went, then the present ones in their order; nothing when only the order is another. */
function linesOf(from = '', to = '') {
  const [was, is] = [from, to].map((text) => text.split('\n').filter(Boolean)) as [
    string[],
    string[],
  ];
  const gone = was.filter((line) => !is.includes(line));
  if (was.length + is.length < 3 || (gone.length === 0 && was.length === is.length)) return null;
  return [
    ...gone.map((line) => ({ line, Mark: Deleted })),
    ...is.map((line) => ({ line, Mark: was.includes(line) ? undefined : Inserted })),
  ];
}
