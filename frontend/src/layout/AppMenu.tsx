import { Box, Link, Typography } from '@mui/material';
import { Link as RouterLink, useLocation } from 'react-router';
import { useMay } from '../providers/useMe.ts';

interface Entry {
  to: string;
  label: string;
  resource?: string;
  /** A page of the server's own: the browser leaves the screens for it. */
  isOutside?: true;
}

const GROUPS: { title?: string; entries: Entry[] }[] = [
  {
    entries: [
      { to: '/', label: 'Home' },
      { to: '/review', label: 'Review queue', resource: 'review' },
      { to: '/clearance', label: 'Clearance queue', resource: 'clearance' },
      { to: '/updates', label: 'Updates', resource: 'updates' },
    ],
  },
  {
    title: 'The plan',
    entries: [
      { to: '/commitments', label: 'Commitments', resource: 'commitments' },
      { to: '/rounds', label: 'Rounds', resource: 'rounds' },
      { to: '/editions', label: 'Editions', resource: 'editions' },
      { to: '/plans', label: 'Plans', resource: 'plans' },
      { to: '/overrides', label: 'Overrides', resource: 'overrides' },
      { to: '/redactions', label: 'Redactions', resource: 'redactions' },
      { to: '/withdrawals', label: 'Withdrawals', resource: 'withdrawals' },
    ],
  },
  {
    title: 'Administration',
    entries: [
      { to: '/people', label: 'People', resource: 'people' },
      { to: '/organisations', label: 'Organisations', resource: 'organisations' },
      { to: '/messages', label: 'Messages', resource: 'messages' },
      { to: '/audit-entries', label: 'Audit trail', resource: 'audit-entries' },
      { to: '/queues', label: 'Queues', resource: 'queues', isOutside: true },
    ],
  },
];

/** Only what this person may open. */
export function AppMenu() {
  const may = useMay();
  const { pathname } = useLocation();
  return (
    <Box component="nav" aria-label="Main">
      {GROUPS.map(({ title, entries }, index) => {
        const open = entries.filter(({ resource }) => !resource || may(resource, 'list'));
        if (open.length === 0) return null;
        return (
          <Box key={title ?? index} sx={{ mb: 2 }}>
            {title && (
              <Typography variant="body2" sx={{ px: 1.5, pb: 0.5, color: 'text.secondary' }}>
                {title}
              </Typography>
            )}
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {open.map((entry) => (
                <li key={entry.to}>
                  <MenuLink entry={entry} isHere={isHere(entry.to, pathname)} />
                </li>
              ))}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}

const isHere = (to: string, pathname: string): boolean =>
  to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`);

const MenuLink = ({ entry, isHere }: { entry: Entry; isHere: boolean }) => (
  <Link
    {...(entry.isOutside ? { href: entry.to } : { component: RouterLink, to: entry.to })}
    underline="none"
    aria-current={isHere ? 'page' : undefined}
    sx={{
      display: 'block',
      px: 1.5,
      py: 0.75,
      borderRadius: 1,
      color: 'text.primary',
      borderLeft: 4,
      borderColor: 'transparent',
      '&:hover': { backgroundColor: 'action.hover' },
      '&[aria-current]': {
        fontWeight: 650,
        borderColor: 'primary.main',
        backgroundColor: 'action.selected',
      },
    }}
  >
    {entry.label}
  </Link>
);
