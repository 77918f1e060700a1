import { Box } from '@mui/material';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

const BarContext = createContext<HTMLElement | null>(null);

/**
 * A line that stays at the top while its page is scrolled, whichever part of the page is shown. What
 * takes the focus is scrolled to below it.
 */
export function StatusBar({ children }: { children: ReactNode }) {
  const [bar, setBar] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (!bar) return undefined;
    const root = document.documentElement;
    const watch = new ResizeObserver(() => {
      root.style.scrollPaddingTop = `${bar.offsetHeight + 12}px`;
    });
    watch.observe(bar);
    return () => {
      watch.disconnect();
      root.style.scrollPaddingTop = '';
    };
  }, [bar]);
  return (
    <BarContext value={bar}>
      <Box
        ref={setBar}
        data-no-text
        sx={{
          position: 'sticky',
          top: 0,
          zIndex: 'appBar',
          mx: { xs: -2, md: -4 },
          px: { xs: 2, md: 4 },
          py: 0.75,
          mb: 1.5,
          borderBottom: 1,
          borderColor: 'divider',
          backgroundColor: 'background.default',
          '&:empty': { display: 'none' },
        }}
      />
      {children}
    </BarContext>
  );
}

/** Shown in the bar of the page that it is on. */
export function InStatusBar({ children }: { children: ReactNode }) {
  const bar = useContext(BarContext);
  return bar && createPortal(children, bar);
}
