import { Box, Paper, Tab, Tabs, useMediaQuery } from '@mui/material';
import { useId, useState, type ReactNode } from 'react';
import { useCalled } from '../comments/CommentsProvider.tsx';

interface Part {
  label: string;
  content: ReactNode;
}

interface ColumnsProps {
  left: Part;
  main: Part;
  /** With the comments: it comes in sight when they are called for. */
  right: Part;
}

/**
 * Three columns on a wide screen, tabs on a narrow one. All parts stay mounted, so that changing
 * the tab or the window's width loses nothing that is being written.
 */
export function Columns({ left, main, right }: ColumnsProps) {
  const isWide = useMediaQuery('(min-width: 1200px)', { noSsr: true });
  const [chosen, setChosen] = useState(1);
  useCalled(() => setChosen(2));
  const id = useId();
  const parts = [left, main, right];
  return (
    <>
      {!isWide && (
        <Tabs
          value={chosen}
          onChange={(_, next: number) => setChosen(next)}
          aria-label="Parts of this update"
          variant="fullWidth"
          sx={{ mb: 2, borderBottom: 1, borderColor: 'divider' }}
        >
          {[1, 0, 2].map((index) => (
            <Tab
              key={index}
              value={index}
              label={parts[index]!.label}
              id={`${id}-tab-${index}`}
              aria-controls={`${id}-part-${index}`}
            />
          ))}
        </Tabs>
      )}
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: isWide
            ? 'minmax(0, 1fr) minmax(0, 1.9fr) minmax(240px, 0.85fr)'
            : '1fr',
          gap: 3,
          alignItems: 'start',
        }}
      >
        {parts.map((part, index) => (
          <Paper
            key={index}
            variant="outlined"
            {...(isWide
              ? // A role, as another element would be mounted anew.
                { role: 'region', 'aria-label': part.label }
              : {
                  role: 'tabpanel',
                  id: `${id}-part-${index}`,
                  'aria-labelledby': `${id}-tab-${index}`,
                  hidden: chosen !== index,
                })}
            sx={{
              p: { xs: 1.5, sm: 2.5 },
              minWidth: 0,
              ...(index === 1 && {
                border: { xs: 0, lg: 1 },
                borderColor: { lg: 'divider' },
                p: { xs: 0, sm: 0, lg: 2.5 },
                backgroundColor: { xs: 'transparent', lg: 'background.paper' },
              }),
              '&[hidden]': { display: 'none' },
            }}
          >
            {part.content}
          </Paper>
        ))}
      </Box>
    </>
  );
}
