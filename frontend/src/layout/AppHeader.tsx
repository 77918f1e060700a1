import MenuIcon from '@mui/icons-material/Menu';
import { Box, IconButton, Link } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { InboxBell } from '../inbox/InboxBell.tsx';
import { ClockBadge } from './ClockBadge.tsx';
import { SearchBox } from './SearchBox.tsx';
import { UserMenu } from './UserMenu.tsx';

export function AppHeader({ onMenu }: { onMenu?: () => void }) {
  return (
    <Box
      component="header"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: { xs: 0.5, md: 2 },
        rowGap: 0.5,
        px: { xs: 1.5, md: 3 },
        py: 1,
        borderBottom: 1,
        borderColor: 'divider',
        backgroundColor: 'background.paper',
      }}
    >
      {onMenu && (
        <IconButton onClick={onMenu} aria-label="Open the menu" sx={{ color: 'text.primary' }}>
          <MenuIcon />
        </IconButton>
      )}
      <Link
        component={RouterLink}
        to="/"
        underline="none"
        sx={{ fontSize: '1.25rem', fontWeight: 700, letterSpacing: '-0.01em', py: 0.5 }}
      >
        Quarterdeck
      </Link>
      {/* On a narrow screen the search is in the menu, and the clock has a line of its own. */}
      <Box sx={{ flexGrow: 1, display: 'flex', justifyContent: 'center', minWidth: 0 }}>
        {!onMenu && <SearchBox />}
      </Box>
      <Box sx={{ order: { xs: 1, md: 0 }, width: { xs: '100%', md: 'auto' } }}>
        <ClockBadge />
      </Box>
      <InboxBell />
      <UserMenu isCompact={onMenu !== undefined} />
    </Box>
  );
}
