import { DELIVERY_WORDS } from '@common/content.ts';
import {
  Box,
  Link,
  Paper,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
  useMediaQuery,
  type Theme,
} from '@mui/material';
import type {
  CommitmentDetail,
  CommitmentHistoryRow,
  EditionInLife,
  LifeNote,
} from '../api/types.ts';
import { DateText } from '../components/Facts.tsx';
import { WithdrawnTag } from '../components/WithdrawnTag.tsx';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';
import { LifeNotes } from './LifeNotes.tsx';

interface Line {
  edition: EditionInLife;
  /** Absent where the edition says nothing of it. */
  row?: CommitmentHistoryRow;
  notes: LifeNote[];
  isFirst: boolean;
}

const CAPTION = 'Its life over the editions, oldest first';

/** Every edition of the plan, with each row about the commitment: also those that left it out. */
export function LifeTable({ commitment }: { commitment: CommitmentDetail }) {
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'), { noSsr: true });
  const rows = new Map(commitment.history.map((row) => [row.updateId, row]));
  const lines = commitment.life.flatMap((edition): Line[] =>
    edition.rows.length === 0
      ? [{ edition, notes: edition.notes, isFirst: true }]
      : edition.rows.map(({ updateId, notes }, index) => ({
          edition,
          row: rows.get(updateId),
          notes: index === 0 ? [...notes, ...edition.notes] : notes,
          isFirst: index === 0,
        })),
  );
  return isNarrow ? <Cards lines={lines} /> : <Wide lines={lines} />;
}

/** The commitment as the line prints it; said once where the next one prints the same. A summary prints none. */
const wordingIn = (lines: readonly Line[], at: number): string => {
  const printed = lines.slice(0, at + 1).flatMap(({ row }) => row?.wording || []);
  const wording = lines[at]!.row?.wording ?? '';
  return wording !== '' && printed.at(-2) === wording ? 'The same words as before' : wording;
};

const keyOf = ({ edition, row }: Line): string => row?.updateId ?? edition.slug;

function Wide({ lines }: { lines: Line[] }) {
  return (
    <Paper variant="outlined" sx={{ overflowX: 'auto' }}>
      <Table size="small">
        <caption style={{ captionSide: 'top', padding: 0 }}>
          <VisuallyHidden>{CAPTION}</VisuallyHidden>
        </caption>
        <TableHead>
          <TableRow>
            {[
              'Edition',
              'As at',
              'Reference',
              'Chapter',
              'Wording',
              'Delivery',
              'What changed',
            ].map((label) => (
              <TableCell key={label}>{label}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {lines.map((line, index) => (
            <TableRow key={keyOf(line)} sx={{ verticalAlign: 'top' }}>
              <TableCell component="th" scope="row">
                <EditionName line={line} />
              </TableCell>
              <TableCell>
                <DateText value={line.edition.asAt} />
              </TableCell>
              <TableCell>{line.row?.reference}</TableCell>
              <TableCell>{line.row?.chapter}</TableCell>
              <TableCell sx={{ minWidth: 240 }}>{wordingIn(lines, index)}</TableCell>
              <TableCell>{deliveryWords(line)}</TableCell>
              <TableCell>
                <Notes line={line} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Paper>
  );
}

function Cards({ lines }: { lines: Line[] }) {
  return (
    <Box component="ol" aria-label={CAPTION} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {lines.map((line, index) => (
        <Paper component="li" variant="outlined" key={keyOf(line)} sx={{ p: 2, mb: 1.5 }}>
          <Typography component="div" sx={{ fontWeight: 650 }}>
            <EditionName line={line} />
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            As at <DateText value={line.edition.asAt} />
            {line.row?.reference && ` · printed as ${line.row.reference}`}
            {line.row && ` · ${line.row.chapter}`}
          </Typography>
          <Typography sx={{ mt: 1, overflowWrap: 'anywhere' }}>
            {wordingIn(lines, index)}
          </Typography>
          {line.row?.content?.delivery && <p>Delivery: {deliveryWords(line)}</p>}
          <Notes line={line} />
        </Paper>
      ))}
    </Box>
  );
}

function EditionName({ line: { edition, row } }: { line: Line }) {
  return (
    <>
      <Link href={`/editions/${edition.slug}${row ? `#update-${row.updateId}` : ''}`}>
        {edition.title}
      </Link>
      {edition.isSummary && ' (summary)'}
      {row?.isWithdrawn && (
        <>
          {' '}
          <WithdrawnTag />
        </>
      )}
    </>
  );
}

function Notes({ line: { edition, row, notes, isFirst } }: { line: Line }) {
  return (
    <>
      {!row && (edition.isSummary ? 'Not in this summary' : 'Not in this edition')}
      {!isFirst && 'The same commitment again'}
      <LifeNotes notes={notes} isGone={!row} />
    </>
  );
}

const deliveryWords = ({ row }: Line): string =>
  row?.content?.delivery ? DELIVERY_WORDS[row.content.delivery] : row?.omission ? 'No update' : '';
