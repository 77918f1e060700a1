import { Alert } from '@mui/material';
import { useEffect, useState, type ComponentType } from 'react';
import { focusLayoutBar } from './LayoutBar.tsx';
import type { LayoutEditorProps } from './useArrangement.ts';

interface AnyLayout {
  version: number;
  /** Why it can no longer be changed. */
  fixed?: string;
  rows: readonly unknown[];
}

interface BegunLayoutProps<L extends AnyLayout> {
  layout: L;
  /** How it stands now. */
  fetchLayout: () => Promise<L>;
  Editor: ComponentType<LayoutEditorProps<L>>;
}

interface Start<L> {
  layout: L;
  times: number;
  /** What was done just before. */
  said?: string;
}

/** Holds the layout on which the editor began, until it is saved or given up. */
export function BegunLayout<L extends AnyLayout>(props: BegunLayoutProps<L>) {
  const { layout, fetchLayout, Editor } = props;
  const [start, setStart] = useState<Start<L>>({ layout, times: 0 });
  useEffect(() => {
    if (start.times > 0) focusLayoutBar();
  }, [start.times]);
  if (layout.fixed) {
    return (
      <>
        <Alert severity="info" sx={{ mb: 2, maxWidth: 900 }}>
          {layout.fixed}
        </Alert>
        {layout.rows.length > 0 && (
          <Editor
            key={layout.version}
            base={layout}
            version={layout.version}
            isFixed
            onRestart={async () => {}}
          />
        )}
      </>
    );
  }
  /** From what was fetched, not from the layout of this render, which may still be the one before. */
  const restart = async (said?: string) => {
    const fetched = await fetchLayout();
    setStart(({ times }) => ({ layout: fetched, times: times + 1, said }));
  };
  const { said, times } = start;
  return (
    <Editor
      key={times}
      base={start.layout}
      version={layout.version}
      said={said}
      onRestart={restart}
    />
  );
}
