import { Box, Drawer, useMediaQuery, type Theme } from '@mui/material';
import { Suspense, useEffect, useState, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { usePermissions } from 'react-admin';
import { ErrorState, LoadingState } from '../components/States.tsx';
import { AppHeader } from './AppHeader.tsx';
import { AppMenu } from './AppMenu.tsx';
import { ErrorCatcher } from './ErrorCatcher.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import { SearchBox } from './SearchBox.tsx';

const MENU_WIDTH = 232;

/** The frame of every screen after signing in: header with the clock, menu, main part. */
export function AppLayout({ children }: { children: ReactNode }) {
  const isWide = useMediaQuery<Theme>((theme) => theme.breakpoints.up('lg'), { noSsr: true });
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { pathname } = useLocation();
  // Who is signed in: without that no screen can tell what it may show.
  const me = usePermissions();
  useEffect(() => setMenuOpen(false), [pathname]);
  return (
    <Box sx={{ minHeight: '100vh', backgroundColor: 'background.default', color: 'text.primary' }}>
      <SkipLink />
      <AppHeader onMenu={isWide ? undefined : () => setMenuOpen(true)} />
      <Box sx={{ display: 'flex', alignItems: 'flex-start' }}>
        {isWide ? (
          <Box
            sx={{
              width: MENU_WIDTH,
              flexShrink: 0,
              position: 'sticky',
              top: 0,
              maxHeight: '100vh',
              overflowY: 'auto',
              py: 2,
              pl: 1.5,
            }}
          >
            <AppMenu />
          </Box>
        ) : (
          <Drawer
            open={isMenuOpen}
            onClose={() => setMenuOpen(false)}
            slotProps={{ paper: { sx: { width: 280, p: 1.5 }, 'aria-label': 'Menu' } }}
          >
            <Box sx={{ mb: 2 }}>
              <SearchBox />
            </Box>
            <AppMenu />
          </Drawer>
        )}
        <Box
          component="main"
          id="main-content"
          tabIndex={-1}
          sx={{
            flexGrow: 1,
            minWidth: 0,
            px: { xs: 2, md: 4 },
            py: { xs: 2.5, md: 3 },
            // A notice at the foot of a phone covers nothing that cannot be scrolled from under it.
            pb: { xs: 12, md: 8 },
            '&:focus': { outline: 'none' },
          }}
        >
          <ErrorCatcher key={pathname}>
            {me.error && !me.data ? (
              <ErrorState error={me.error} onRetry={() => void me.refetch()} />
            ) : (
              <Suspense fallback={<LoadingState what="the page" />}>{children}</Suspense>
            )}
          </ErrorCatcher>
        </Box>
      </Box>
      <LiveRegion />
    </Box>
  );
}

const SkipLink = () => (
  <Box
    component="a"
    href="#main-content"
    onClick={(event: React.MouseEvent) => {
      event.preventDefault();
      document.getElementById('main-content')?.focus();
    }}
    sx={{
      position: 'absolute',
      left: -9999,
      zIndex: 2000,
      p: 1.5,
      backgroundColor: 'background.paper',
      color: 'text.primary',
      '&:focus': { left: 8, top: 8 },
    }}
  >
    Skip to the main part
  </Box>
);
