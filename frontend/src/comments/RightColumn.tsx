import { Box, Tab, Tabs } from '@mui/material';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { useCalled, useComments } from './CommentsProvider.tsx';
import { CommentsPanel } from './CommentsPanel.tsx';

/** What was said of the text, and what has happened to it: one at a time. */
export function RightColumn({ history }: { history: ReactNode }) {
  const { query, activeId } = useComments();
  const [chosen, setChosen] = useState<'comments' | 'history'>('comments');
  const id = useId();
  const open = query.data?.open ?? 0;
  useCalled(() => setChosen('comments'));
  useEffect(() => {
    if (activeId) setChosen('comments');
  }, [activeId]);
  const parts = [
    {
      key: 'comments',
      label: open > 0 ? `Comments (${open})` : 'Comments',
      content: <CommentsPanel />,
    },
    { key: 'history', label: 'History', content: history },
  ] as const;
  return (
    <>
      <Tabs
        value={chosen}
        onChange={(_, next: 'comments' | 'history') => setChosen(next)}
        aria-label="Comments and history"
        variant="fullWidth"
        sx={{
          ...{ mb: 2, mt: -1, borderBottom: 1, borderColor: 'divider' },
          // Both stand beside each other in the narrowest column there is.
          '& .MuiTab-root': { minWidth: 0, px: 0.5 },
        }}
      >
        {parts.map(({ key, label }) => (
          <Tab
            key={key}
            value={key}
            label={label}
            id={`${id}-tab-${key}`}
            aria-controls={`${id}-part-${key}`}
          />
        ))}
      </Tabs>
      {parts.map(({ key, content }) => (
        <Box
          key={key}
          role="tabpanel"
          id={`${id}-part-${key}`}
          aria-labelledby={`${id}-tab-${key}`}
          hidden={chosen !== key}
        >
          {content}
        </Box>
      ))}
    </>
  );
}
