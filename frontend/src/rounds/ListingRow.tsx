import { Box, Typography } from '@mui/material';
import type { Row, RowComparison } from './layoutRows.ts';
import { RowMarks } from './ListingMarks.tsx';
import { ListingRowMenu, type RowAct } from './ListingRowMenu.tsx';
import { MovableRow, type MovableRowProps } from './MovableRow.tsx';

interface ListingRowProps extends MovableRowProps<Row> {
  /** With the last edition, where there is one. */
  compared?: RowComparison;
  onAsk: (act: RowAct) => void;
}

/** One row of the layout, with every way to move it. */
export function ListingRow({ compared, onAsk, ...movable }: ListingRowProps) {
  const { row, rows, isFixed, onArrange } = movable;
  return (
    <MovableRow {...movable} id={row.updateId ? `row-${row.updateId}` : undefined}>
      <Typography sx={{ minWidth: '3rem', fontWeight: 650, pt: 0.4 }}>
        {row.reference || '–'}
      </Typography>
      <Box sx={{ flexGrow: 1, minWidth: 0, pt: 0.4, flexBasis: { xs: '100%', sm: 0 } }}>
        <Typography sx={{ fontWeight: 600 }}>{row.title}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {row.wording}
        </Typography>
        <Answers row={row} />
        {compared && <RowMarks compared={compared} />}
      </Box>
      {!isFixed && <ListingRowMenu row={row} rows={rows} onArrange={onArrange} onAsk={onAsk} />}
    </MovableRow>
  );
}

/** Said when it is not plain from the title. */
function Answers({ row: { commitments, title } }: { row: Row }) {
  if (commitments.length === 1 && commitments[0]!.title === title) return null;
  return (
    <Typography variant="body2">
      {commitments.length === 0
        ? 'A narrative: it answers no commitment'
        : `Answers ${commitments.map((each) => each.title).join('; ')}`}
    </Typography>
  );
}
