import AccountIcon from '@mui/icons-material/AccountCircleOutlined';
import { Button, Divider, ListItemText, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useLogout, useTheme } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { ConfirmDialog } from '../components/FormDialog.tsx';
import { ROLE_WORDS } from '../components/words.ts';
import { countHalfWritten, forgetAllHalfWritten } from '../half-written/halfWritten.ts';
import { useMe } from '../providers/useMe.ts';

export function UserMenu({ isCompact = false }: { isCompact?: boolean }) {
  const me = useMe();
  const logout = useLogout();
  const [theme, setTheme] = useTheme();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isAsking, setAsking] = useState(false);
  if (!me) return null;
  const close = () => setAnchor(null);
  const leave = () => {
    forgetAllHalfWritten(me.person.id);
    void logout();
  };
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
            if (countHalfWritten(me.person.id) > 0) setAsking(true);
            else leave();
          }}
        >
          Sign out
        </MenuItem>
      </Menu>
      {isAsking && (
        <ConfirmDialog
          title="Sign out and lose unsaved words?"
          confirmWords="Sign out and delete them"
          onConfirm={async () => leave()}
          onClose={() => setAsking(false)}
        >
          This browser still holds words of yours that the server has not taken. Signing out deletes
          them from this browser. To keep them, stay signed in and open the update again.
        </ConfirmDialog>
      )}
    </>
  );
}
