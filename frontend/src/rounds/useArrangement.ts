import { useLayoutEffect, useRef, useState } from 'react';
import { useVerb } from '../components/useVerb.ts';
import { announce } from '../layout/LiveRegion.tsx';
import { beside, laidOut, toChapter, type Arranged, type Laid, type Row } from './layoutRows.ts';
import { useRowDrag } from './useRowDrag.ts';

/** What an editor of a layout is given: where it began, and how to begin anew. */
export interface LayoutEditorProps<L> {
  /** What the editor began on: it saves against this version. */
  base: L;
  /** The version that stands now. */
  version: number;
  isFixed?: boolean;
  /** @param said what was done before it begins anew */
  onRestart: (said?: string) => Promise<void>;
  said?: string;
}

interface Saving<R extends Row> {
  send: (laid: Laid<R>) => Promise<unknown>;
  /** What is said when it is saved. */
  saidWhenDone: string;
}

export type Arrangement<R extends Row> = ReturnType<typeof useArrangement<R>>;

/** Rows that are arranged on the screen and saved at once: moved, undone, refused or overtaken. */
export function useArrangement<R extends Row>(
  begin: () => Laid<R>,
  { base, version, said, onRestart }: LayoutEditorProps<{ version: number }>,
  { send, saidWhenDone }: Saving<R>,
) {
  const verb = useVerb();
  const [initial] = useState(begin);
  const [laid, setLaid] = useState(initial);
  const { rows, chapters } = laid;
  const [error, setError] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);
  const keepFocus = useKeptFocus(rows);
  const arrange = (arranged: Arranged<R> | null) => {
    if (!arranged) return;
    keepFocus();
    setLaid(laidOut(laid, arranged));
    announce(arranged.said);
  };
  const { drag, handle } = useRowDrag((id, place) => {
    const [row, target] = [id, place.id].map((each) => rows.find((other) => other.id === each));
    const empty = chapters.find((chapter) => emptyPlace(chapter) === place.id);
    if (row && target) arrange(beside(rows, row, target, place.side));
    if (row && empty !== undefined) arrange(toChapter(rows, row, empty, chapters));
  });
  const save = async () => {
    setError(undefined);
    setSaving(true);
    try {
      await verb.attempt(() => send(laid));
      announce(saidWhenDone);
      await onRestart(saidWhenDone);
    } catch (refusal) {
      setError(refusal);
      setSaving(false);
    }
  };
  return {
    rows,
    chapters,
    arrange,
    error,
    said,
    isDirty: laid !== initial && !isSaving,
    /** Somebody else saved meanwhile. */
    isOvertaken: version > base.version && !isSaving,
    save: () => void save(),
    undo: () => setLaid(initial),
    restart: () => void onRestart().catch(setError),
    /** What a row needs to be dragged, and to show where a dragged one would go. */
    dragOf: (row: R) => ({
      drop: drag?.place?.id === row.id ? drag.place.side : undefined,
      isDragged: drag?.id === row.id,
      handle: handle(row.id),
    }),
  };
}

/** Where a row is dropped that goes into a chapter without one: a `data-row-id` of its own. */
export const emptyPlace = (chapter: string): string => `empty: ${chapter}`;

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
