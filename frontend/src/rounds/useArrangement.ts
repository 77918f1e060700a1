import { useLayoutEffect, useRef, useState } from 'react';
import { useVerb } from '../components/useVerb.ts';
import { announce } from '../layout/LiveRegion.tsx';
import { beside, type Arranged, type Row } from './layoutRows.ts';
import { useRowDrag } from './useRowDrag.ts';

/** What an editor of a layout is given: where it began, and how to begin anew. */
export interface LayoutEditorProps<L> {
  /** What the editor began on: it saves against this version. */
  base: L;
  /** The version that stands now. */
  version: number;
  isFixed?: boolean;
  onRestart: () => Promise<void>;
}

interface Saving<R extends Row> {
  send: (rows: R[]) => Promise<unknown>;
  /** What is said when it is saved. */
  saidWhenDone: string;
}

export type Arrangement<R extends Row> = ReturnType<typeof useArrangement<R>>;

/** Rows that are arranged on the screen and saved at once: moved, undone, refused or overtaken. */
export function useArrangement<R extends Row>(
  begin: () => R[],
  { base, version, onRestart }: LayoutEditorProps<{ version: number }>,
  { send, saidWhenDone }: Saving<R>,
) {
  const verb = useVerb();
  const [initial] = useState(begin);
  const [rows, setRows] = useState(initial);
  const [error, setError] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);
  const keepFocus = useKeptFocus(rows);
  const arrange = (arranged: Arranged<R> | null) => {
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
      await verb.attempt(() => send(rows), saidWhenDone);
      await onRestart();
    } catch (refusal) {
      setError(refusal);
      setSaving(false);
    }
  };
  return {
    rows,
    arrange,
    error,
    isDirty: rows !== initial && !isSaving,
    /** Somebody else saved meanwhile. */
    isOvertaken: version > base.version && !isSaving,
    save: () => void save(),
    undo: () => setRows(initial),
    restart: () => void onRestart().catch(setError),
    /** What a row needs to be dragged, and to show where a dragged one would go. */
    dragOf: (row: R) => ({
      drop: drag?.place?.id === row.id ? drag.place.side : undefined,
      isDragged: drag?.id === row.id,
      handle: handle(row.id),
    }),
  };
}

/** A row that moves takes the focus along: browsers drop it from a node that is put elsewhere. */
function useKeptFocus(rows: readonly Row[]): () => void {
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
