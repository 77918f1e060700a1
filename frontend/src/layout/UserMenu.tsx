import AccountIcon from '@mui/icons-material/AccountCircleOutlined';
import { Button, Divider, ListItemText, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useTheme } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { ROLE_WORDS } from '../components/words.ts';
import { countHalfWritten } from '../half-written/halfWritten.ts';
import { useMe } from '../providers/useMe.ts';
import { SignOutDialog } from '../session/SignOutDialog.tsx';
import { useLeaving } from '../session/useLeaving.ts';

export function UserMenu({ isCompact = false }: { isCompact?: boolean }) {
  const me = useMe();
  const leave = useLeaving(me?.person.id);
  const [theme, setTheme] = useTheme();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [signingOut, setSigningOut] = useState<{ refusal?: unknown }>();
  if (!me) return null;
  const close = () => setAnchor(null);
  const roles = me.roles.map((role) => ROLE_WORDS[role]).join(', ');
  return (
    <>
      <Button
        onClick={(event) => setAnchor(event.currentTarget)}
        startIcon={isCompact ? undefined : <AccountIcon />}
        aria-label={isCompact ? `Your account: ${me.person.name}` : undefined}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        sx={{ color: 'text.primary', maxWidth: 320, minWidth: 44, textAlign: 'left' }}
      >
        {isCompact ? <AccountIcon /> : me.person.name}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <MenuItem component={RouterLink} to="/account" onClick={close}>
          <ListItemText
            primary="Your account and cover"
            secondary={`${me.person.email} · ${roles || 'Owner or contributor'}`}
          />
        </MenuItem>
        <Divider component="li" />
        <MenuItem
          onClick={() => {
            setTheme(theme === 'dark' ? 'light' : 'dark');
            close();
          }}
        >
          {theme === 'dark' ? 'Light colours' : 'Dark colours'}
        </MenuItem>
        <MenuItem
          onClick={() => {
            close();
            if (countHalfWritten(me.person.id) > 0) setSigningOut({});
            else leave().catch((refusal: unknown) => setSigningOut({ refusal }));
          }}
        >
          Sign out
        </MenuItem>
      </Menu>
      {signingOut && (
        <SignOutDialog
          refusal={signingOut.refusal}
          onSignOut={leave}
          onClose={() => setSigningOut(undefined)}
        />
      )}
    </>
  );
}
