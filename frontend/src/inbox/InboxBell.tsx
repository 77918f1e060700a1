import BellIcon from '@mui/icons-material/NotificationsOutlined';
import { Box, Button } from '@mui/material';
import { Link as RouterLink, useLocation } from 'react-router';
import { unreadWords, useUnread, useUnreadFeed } from './useUnread.ts';

/** The way to the inbox from every screen, with how much in it is unread. */
export function InboxBell() {
  useUnreadFeed();
  const unread = useUnread() ?? 0;
  const isHere = useLocation().pathname === '/inbox';
  return (
    <Button
      component={RouterLink}
      to="/inbox"
      aria-label={`Inbox: ${unreadWords(unread)}`}
      aria-current={isHere ? 'page' : undefined}
      sx={{ color: 'text.primary', minWidth: 44, gap: 0.5, px: 1 }}
    >
      <BellIcon />
      {unread > 0 && (
        <Box
          component="span"
          aria-hidden
          sx={{
            px: 0.75,
            minWidth: 24,
            lineHeight: '24px',
            borderRadius: 3,
            textAlign: 'center',
            fontVariantNumeric: 'tabular-nums',
            color: 'primary.contrastText',
            backgroundColor: 'primary.main',
          }}
        >
          {unread > 99 ? '99+' : unread}
        </Box>
      )}
    </Button>
  );
}
