import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExpertLink, UpdateDetail } from '../api/types.ts';
import { InstantText, personWords } from '../components/Facts.tsx';
import { ConfirmDialog } from '../components/FormDialog.tsx';
import { QueryStates } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { UnsentNotice } from '../half-written/UnsentNotice.tsx';
import { ASK_EXPERT, AskExpertDialog, type HalfQuestion } from './AskExpertDialog.tsx';

/** Outside experts who were asked about the text by a personal link. */
export function ExpertLinks({ update }: { update: UpdateDetail }) {
  const api = useApi();
  const [isAsking, setAsking] = useState(false);
  const query = useQuery({
    queryKey: ['updates', update.id, 'expert-links'],
    queryFn: () => api.getExpertLinks(update.id),
  });
  const mayAsk = update.state === 'submitted' && update.latestRevision !== undefined;
  const begun = !isAsking && (
    <UnsentNotice<HalfQuestion>
      subjectId={update.id}
      kind={ASK_EXPERT}
      begun="to ask an outside expert"
      onGoOn={mayAsk ? () => setAsking(true) : undefined}
      show={({ name, address, purpose }) => [name, address, purpose].join('\n')}
    />
  );
  if (!mayAsk && query.data?.total === 0) return begun;
  return (
    <Box component="section" aria-label="Outside experts" sx={{ mt: 3 }}>
      <Typography variant="h3" sx={{ mb: 1 }}>
        Outside experts
      </Typography>
      {begun}
      {mayAsk && (
        <Button size="small" variant="outlined" onClick={() => setAsking(true)} sx={{ mb: 1.5 }}>
          Ask an outside expert
        </Button>
      )}
      <QueryStates query={query} what="who was asked">
        {({ data }) =>
          data.length === 0 ? (
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              Somebody without an account can read this text and comment on it, by a personal link.
            </Typography>
          ) : (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {data.map((link) => (
                <LinkItem key={link.id} update={update} link={link} />
              ))}
            </Box>
          )
        }
      </QueryStates>
      {isAsking && <AskExpertDialog update={update} onClose={() => setAsking(false)} />}
    </Box>
  );
}

function LinkItem({ update, link }: { update: UpdateDetail; link: ExpertLink }) {
  const api = useApi();
  const verb = useVerb();
  const [isRevoking, setRevoking] = useState(false);
  return (
    <Box component="li" sx={{ mb: 1.5, pl: 1.5, borderLeft: 3, borderColor: 'divider' }}>
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
        <strong>{link.name}</strong>, {link.address}, revision {link.revisionNumber}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Asked by {personWords(link.madeBy)}.{' '}
        {link.lastViewedAt ? (
          <>
            Last opened <InstantText value={link.lastViewedAt} />.
          </>
        ) : (
          'Not opened yet.'
        )}{' '}
        {link.revokedAt ? (
          'Revoked.'
        ) : update.state === 'published' || update.state === 'abandoned' ? (
          `It opens nothing any more: the text is ${update.state}.`
        ) : (
          <>
            {link.isOpen ? 'Holds until' : 'Held until'} <InstantText value={link.expiresAt} />.
          </>
        )}
      </Typography>
      {link.isOpen && (
        <Button size="small" sx={{ ml: -1 }} onClick={() => setRevoking(true)}>
          Revoke
        </Button>
      )}
      {isRevoking && (
        <ConfirmDialog
          title={`Revoke the link of ${link.name}?`}
          confirmWords="Revoke it"
          onConfirm={() => verb.attempt(() => api.revokeExpertLink(update.id, link.id), 'Revoked')}
          onClose={() => setRevoking(false)}
        >
          It opens nothing any more. What was said by it stays.
        </ConfirmDialog>
      )}
    </Box>
  );
}
