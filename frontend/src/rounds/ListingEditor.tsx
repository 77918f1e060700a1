import { Box, ToggleButton, ToggleButtonGroup } from '@mui/material';
import { useMemo, useState } from 'react';
import type { Layout } from '../api/types.ts';
import { useApi } from '../providers/useMe.ts';
import { ArrangementNotices } from './ArrangementNotices.tsx';
import { ChapterHeading } from './ChapterHeading.tsx';
import { LayoutBar } from './LayoutBar.tsx';
import { compareWithLast, laidRows, toListing } from './layoutRows.ts';
import { GoneRows, LayoutSummary } from './ListingMarks.tsx';
import { ListingDialogs, type LayoutAsking } from './ListingDialogs.tsx';
import { ListingRow } from './ListingRow.tsx';
import { NewRowsDue } from './NewRowsDue.tsx';
import { SideBySide } from './SideBySide.tsx';
import { useArrangement, type LayoutEditorProps } from './useArrangement.ts';

const VIEW = { textTransform: 'none', color: 'text.primary' };

/** The whole layout, arranged here and saved at once. */
export function ListingEditor(props: LayoutEditorProps<Layout>) {
  const { base, isFixed = false } = props;
  const api = useApi();
  const arrangement = useArrangement(() => laidRows(base), props, {
    send: ({ rows }) => api.saveListings(base.round.id, base.version, toListing(rows)),
    saidWhenDone: 'The layout is saved',
  });
  const { rows, arrange } = arrangement;
  const [asking, setAsking] = useState<LayoutAsking>();
  const [isBeside, setBeside] = useState(false);
  const comparison = useMemo(() => compareWithLast(base, rows), [base, rows]);
  return (
    <>
      <ArrangementNotices arrangement={arrangement}>
        The round was changed meanwhile, so this arrangement can no longer be saved. Loading the
        present layout drops your moves.
      </ArrangementNotices>
      <LayoutSummary comparison={comparison} lastEdition={base.lastEdition} />
      {!isFixed && <NewRowsDue on={base.newRowsDueOn} what="a row" />}
      {base.lastEdition && (
        <ToggleButtonGroup
          exclusive
          size="small"
          value={isBeside}
          onChange={(_, chosen: boolean | null) => chosen !== null && setBeside(chosen)}
          aria-label="How the layout is shown"
          sx={{ my: 1.5 }}
        >
          <ToggleButton value={false} sx={VIEW}>
            {isFixed ? 'In order' : 'Arrange'}
          </ToggleButton>
          <ToggleButton value sx={VIEW}>
            Beside the last edition
          </ToggleButton>
        </ToggleButtonGroup>
      )}
      {isBeside && base.lastEdition ? (
        <SideBySide comparison={comparison} lastEdition={base.lastEdition} />
      ) : (
        <>
          <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {comparison.rows.map((compared, index) => {
              const row = rows[index]!;
              const isFirst = row.chapter !== rows[index - 1]?.chapter;
              return (
                <Box component="li" key={row.id}>
                  {isFirst && (
                    <ChapterHeading
                      rows={rows}
                      chapter={row.chapter}
                      isFixed={isFixed}
                      onArrange={arrange}
                    />
                  )}
                  <ListingRow
                    row={row}
                    rows={rows}
                    compared={base.lastEdition && compared}
                    isFixed={isFixed}
                    {...arrangement.dragOf(row)}
                    onArrange={arrange}
                    onAsk={(act) => setAsking({ act, row })}
                  />
                </Box>
              );
            })}
          </Box>
          <GoneRows gone={comparison.gone} lastEdition={base.lastEdition} />
        </>
      )}
      {!isFixed && (
        <LayoutBar
          label="Save the whole layout"
          isDirty={arrangement.isDirty}
          isBlocked={arrangement.isOvertaken}
          said={arrangement.said}
          onSave={arrangement.save}
          onUndo={arrangement.undo}
        />
      )}
      {asking && (
        <ListingDialogs
          asking={asking}
          rows={rows}
          layout={base}
          onArrange={arrange}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
