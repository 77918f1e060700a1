import { Alert, Box, Button, ToggleButton, ToggleButtonGroup } from '@mui/material';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Layout } from '../api/types.ts';
import { ErrorSummary } from '../components/ErrorSummary.tsx';
import { UnsavedGuard } from '../components/UnsavedGuard.tsx';
import { useVerb } from '../components/useVerb.ts';
import { announce } from '../layout/LiveRegion.tsx';
import { useApi } from '../providers/useMe.ts';
import { ChapterHeading } from './ChapterHeading.tsx';
import { LayoutBar } from './LayoutBar.tsx';
import {
  beside,
  compareWithLast,
  rowsOf,
  toListing,
  type Arranged,
  type Row,
} from './layoutRows.ts';
import { GoneRows, LayoutSummary } from './ListingMarks.tsx';
import { ListingDialogs, type LayoutAsking } from './ListingDialogs.tsx';
import { ListingRow } from './ListingRow.tsx';
import { SideBySide } from './SideBySide.tsx';
import { useRowDrag } from './useRowDrag.ts';

interface ListingEditorProps {
  /** The layout that the arranging begins from. */
  base: Layout;
  /** The round's version as last fetched. */
  version: number;
  isFixed?: boolean;
  /** Begins again from how the layout stands now. */
  onRestart: () => Promise<void>;
}

const VIEW = { textTransform: 'none', color: 'text.primary' };

/** The whole layout, arranged here and saved at once. */
export function ListingEditor({ base, version, isFixed = false, onRestart }: ListingEditorProps) {
  const api = useApi();
  const verb = useVerb();
  const [initial] = useState(() => rowsOf(base));
  const [rows, setRows] = useState(initial);
  const [asking, setAsking] = useState<LayoutAsking>();
  const [error, setError] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);
  const [isBeside, setBeside] = useState(false);
  const isDirty = rows !== initial && !isSaving;
  const comparison = useMemo(() => compareWithLast(base, rows), [base, rows]);
  const keepFocus = useKeptFocus(rows);

  const arrange = (arranged: Arranged | null) => {
    if (!arranged) return;
    keepFocus();
    setRows(arranged.rows);
    announce(arranged.said);
  };
  const { drag, handle } = useRowDrag((id, place) => {
    const [row, target] = [id, place.id].map((each) => rows.find((other) => other.id === each));
    if (row && target) arrange(beside(rows, row, target, place.side));
  });
  const save = async () => {
    setError(undefined);
    setSaving(true);
    try {
      await verb.attempt(
        () => api.saveListings(base.round.id, base.version, toListing(rows)),
        'The layout is saved',
      );
      await onRestart();
    } catch (refusal) {
      setError(refusal);
      setSaving(false);
    }
  };
  const isOvertaken = version > base.version && !isSaving;
  return (
    <>
      <UnsavedGuard isDirty={isDirty} what="The layout" />
      <ErrorSummary error={error} />
      {isOvertaken && (
        <Alert
          severity="warning"
          sx={{ mb: 2 }}
          action={
            <Button color="inherit" onClick={() => void onRestart().catch(setError)}>
              Load how it stands now
            </Button>
          }
        >
          The round was changed meanwhile, so this arrangement can no longer be saved. Loading the
          present layout drops your moves.
        </Alert>
      )}
      <LayoutSummary comparison={comparison} lastEdition={base.lastEdition} />
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
                    compared={compared}
                    isFixed={isFixed}
                    drop={drag?.place?.id === row.id ? drag.place.side : undefined}
                    isDragged={drag?.id === row.id}
                    handle={handle(row.id)}
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
          isDirty={isDirty}
          isBlocked={isOvertaken}
          onSave={() => void save()}
          onUndo={() => setRows(initial)}
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

/** A row that moves takes the focus along: browsers drop it from a node that is put elsewhere. */
export function useKeptFocus(rows: readonly Row[]): () => void {
  const focused = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const element = focused.current;
    focused.current = null;
    if (element instanceof HTMLElement && element.isConnected) {
      element.focus({ preventScroll: true });
      element.scrollIntoView({ block: 'nearest' });
    }
  }, [rows]);
  return () => {
    focused.current = document.activeElement;
  };
}
