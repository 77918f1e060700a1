import { Alert, Box, Typography } from '@mui/material';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Handover } from '../api/types.ts';
import { personWords } from './Facts.tsx';
import { ROLE_WORDS } from './words.ts';

type Change = Handover['changes'][number];

const HEADINGS: Record<Change['what'], string> = {
  commitment: 'Commitments',
  update: 'Updates that are being written',
  role_given: 'Roles given',
  role_taken: 'Roles taken away',
};

/** What changes hands, before it does. */
export function HandoverView({ handover }: { handover: Handover }) {
  const { changes, stays, cannotApprove, unchanged } = handover;
  const box = useRef<HTMLElement>(null);
  // Newer browsers answer a scroll with a promise, which React would take for a clean-up.
  useEffect(() => void box.current?.scrollIntoView({ block: 'nearest' }), [handover]);
  const kinds = (Object.keys(HEADINGS) as Change['what'][]).filter((kind) =>
    changes.some(({ what }) => what === kind),
  );
  return (
    <Box component="section" ref={box} aria-label="What changes" role="status" sx={{ mt: 2.5 }}>
      <Typography variant="h3" component="h3" sx={{ mb: 0.5 }}>
        What changes
      </Typography>
      {cannotApprove.length > 0 && (
        <Alert severity="warning" sx={{ mb: 1.5 }}>
          They wrote a part of these texts in review, so somebody else must approve them:{' '}
          {cannotApprove.map(({ title }) => title).join('; ')}.
        </Alert>
      )}
      {changes.length === 0 && <Typography>Nothing: it is so already.</Typography>}
      {kinds.map((kind) => {
        const ofKind = changes.filter(({ what }) => what === kind);
        return (
          <Group key={kind} heading={`${HEADINGS[kind]} (${ofKind.length})`}>
            {ofKind.map((change) => (
              <li key={`${change.id}-${change.from?.id}-${change.to?.id}`}>
                {change.title}: {changeWords(change)}
              </li>
            ))}
          </Group>
        );
      })}
      {stays.length > 0 && (
        <Group heading={`Stays as it is (${stays.length})`}>
          {stays.map(({ id, title, why }) => (
            <li key={id}>
              {title}: {why}
            </li>
          ))}
        </Group>
      )}
      {unchanged > 0 && changes.length > 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {unchanged} already so.
        </Typography>
      )}
    </Box>
  );
}

function changeWords({ role, from, to }: Change): ReactNode {
  const names = [from, to].map((person) => person && personWords(person));
  if (!role) return `from ${names[0] ?? 'nobody'} to ${names[1] ?? 'nobody'}`;
  return `${ROLE_WORDS[role].toLowerCase()}, ${to ? `given to ${names[1]}` : `taken from ${names[0]}`}`;
}

const Group = ({ heading, children }: { heading: string; children: ReactNode }) => (
  <>
    <Typography component="h4" sx={{ fontWeight: 650 }}>
      {heading}
    </Typography>
    <Box component="ul" sx={{ mt: 0, mb: 1.5, pl: 2.5 }}>
      {children}
    </Box>
  </>
);
