import { Button, ListItemText, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { another, takeAway, whyKept, type Arranged, type Row } from './layoutRows.ts';

/** The acts that ask something first. */
export type RowAct = 'edit' | 'place' | 'combine' | 'separate';

interface ListingRowMenuProps {
  row: Row;
  rows: readonly Row[];
  onArrange: (arranged: Arranged) => void;
  onAsk: (act: RowAct) => void;
}

/** What can be done with one row; what cannot says why. */
export function ListingRowMenu({ row, rows, onArrange, onAsk }: ListingRowMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const kept = whyKept(rows, row);
  const isNarrative = row.commitments.length === 0;
  const choose = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  const refusable = (label: string, why: string | undefined, act: () => void) => (
    <MenuItem onClick={why ? undefined : choose(act)} aria-disabled={why !== undefined}>
      <ListItemText
        primary={label}
        secondary={why}
        slotProps={{
          primary: { sx: why ? { color: 'text.secondary' } : {} },
          secondary: { sx: { whiteSpace: 'normal', maxWidth: 320 } },
        }}
      />
    </MenuItem>
  );
  return (
    <>
      <Button
        size="small"
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
        aria-label={`Actions for ${row.title}`}
      >
        Actions
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={choose(() => onAsk('edit'))}>Reference, chapter and wording…</MenuItem>
        <MenuItem onClick={choose(() => onAsk('place'))}>Move to…</MenuItem>
        {refusable('Combine with another row…', row.keepsCommitments, () => onAsk('combine'))}
        {row.commitments.length > 1 &&
          refusable('Separate a commitment…', row.keepsCommitments, () => onAsk('separate'))}
        {!isNarrative && (
          <MenuItem onClick={choose(() => onArrange(another(rows, row)))}>
            Another update under this reference
          </MenuItem>
        )}
        {refusable('Take away', kept, () => onArrange(takeAway(rows, row)))}
      </Menu>
    </>
  );
}
