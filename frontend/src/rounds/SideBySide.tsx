import GoneIcon from '@mui/icons-material/RemoveCircleOutlined';
import { Box, Paper, Typography } from '@mui/material';
import type { TitledRef } from '../api/types.ts';
import { Tag } from '../components/StateChip.tsx';
import { alignWithLast, type compareWithLast, type LaidRow } from './layoutRows.ts';
import { RowMarks } from './ListingMarks.tsx';

interface SideBySideProps {
  comparison: ReturnType<typeof compareWithLast>;
  lastEdition: TitledRef;
}

const COLUMNS = { xs: '1fr', md: 'minmax(0, 1fr) minmax(0, 1fr)' };
/** Beside each other the columns say it; for who listens, and stacked, each side says it itself. */
const LABEL = {
  position: { md: 'absolute' },
  width: { md: '1px' },
  height: { md: '1px' },
  overflow: { md: 'hidden' },
  clipPath: { md: 'inset(50%)' },
  whiteSpace: { md: 'nowrap' },
};

/** What will be printed, each row beside the one of the last edition that it goes on from. */
export function SideBySide({ comparison, lastEdition }: SideBySideProps) {
  return (
    <>
      <Box
        aria-hidden
        sx={{ display: { xs: 'none', md: 'grid' }, gridTemplateColumns: COLUMNS, px: 1.5, gap: 3 }}
      >
        <Typography sx={{ fontWeight: 650 }}>This edition</Typography>
        <Typography sx={{ fontWeight: 650 }}>{lastEdition.title}</Typography>
      </Box>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, mt: 0.5 }}>
        {alignWithLast(comparison).map(({ now, last, compared }) => (
          <Paper
            component="li"
            variant="outlined"
            key={(now ?? last)!.id}
            sx={{
              ...{ display: 'grid', gridTemplateColumns: COLUMNS, columnGap: 3, rowGap: 1 },
              ...{ px: 1.5, py: 1, mb: 0.75 },
            }}
          >
            <div>
              <Side edition="This edition" row={now} none="Not in this edition." />
              {compared ? (
                <RowMarks compared={compared} />
              ) : (
                <Tag tone="red" icon={GoneIcon} label="Gone" />
              )}
            </div>
            <Side edition={lastEdition.title} row={last} none="It was not there." />
          </Paper>
        ))}
      </Box>
    </>
  );
}

interface SideProps {
  edition: string;
  row?: LaidRow;
  /** Said where this edition has no such row. */
  none: string;
}

function Side({ edition, row, none }: SideProps) {
  return (
    <div>
      <Typography variant="body2" sx={{ fontWeight: 650, ...LABEL }}>
        {edition}
      </Typography>
      {row ? (
        <>
          <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
            {row.reference && `${row.reference} `}
            {row.title}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            Place {row.position}, in {row.chapter}
          </Typography>
        </>
      ) : (
        <Typography sx={{ color: 'text.secondary' }}>{none}</Typography>
      )}
    </div>
  );
}
