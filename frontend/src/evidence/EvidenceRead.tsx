import { evidenceNote, isSameEvidence } from '@common/evidence.ts';
import { Box, Typography } from '@mui/material';
import { Children, useId, type ReactNode } from 'react';
import type { ContentDiff } from '../api/types.ts';
import { Deleted } from '../components/DiffBlock.tsx';
import { QueryStates } from '../components/States.tsx';
import { asPublished, useEvidence, type Evidence } from './evidenceApi.ts';
import { EvidenceLine } from './EvidenceLine.tsx';

interface EvidenceReadProps {
  updateId: string;
  title?: string;
  /** What of the published evidence differs from the text that this one is compared with. */
  change?: ContentDiff['evidence'];
}

/** Evidence for who reads the text: what the edition prints, apart from what only they see. */
export function EvidenceRead({ updateId, title = 'Evidence', change }: EvidenceReadProps) {
  const query = useEvidence(updateId);
  const headingId = useId();
  const removed = change?.removed ?? [];
  const isNew = (item: Evidence): boolean =>
    change?.added.some((added) => isSameEvidence(added, asPublished(item))) ?? false;
  const line = (item: Evidence) => (
    <Line key={item.id}>
      <EvidenceLine updateId={updateId} item={item} isNew={item.isPublished && isNew(item)} />
    </Line>
  );
  return (
    <Box component="section" aria-labelledby={headingId} sx={{ mt: 3, mb: 2 }}>
      <Typography variant="h3" component="h2" id={headingId} sx={{ mb: 1 }}>
        {title}
      </Typography>
      <QueryStates query={query} what="the evidence">
        {(items) => {
          const kept = items.filter(({ isPublished }) => !isPublished);
          const published = items.filter(({ isPublished }) => isPublished);
          if (items.length + removed.length === 0) return <Quiet>None was added.</Quiet>;
          return (
            <>
              <Group title="Published with the edition">
                {published.map(line)}
                {removed.map((item, index) => (
                  <Line key={index}>
                    <Deleted>{`${item.title} (${evidenceNote(item)})`}</Deleted>
                  </Line>
                ))}
              </Group>
              {kept.length > 0 && (
                <Group title="For the reviewers only, not published">{kept.map(line)}</Group>
              )}
            </>
          );
        }}
      </QueryStates>
    </Box>
  );
}

const Quiet = ({ children }: { children: ReactNode }) => (
  <Typography variant="body2" sx={{ color: 'text.secondary' }}>
    {children}
  </Typography>
);

const Line = ({ children }: { children: ReactNode }) => (
  <Box component="li" sx={{ py: 1, borderBottom: '1px solid', borderColor: 'divider' }}>
    {children}
  </Box>
);

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <>
      <Typography component="h3" variant="body2" id={id} sx={{ mt: 1.5, fontWeight: 600 }}>
        {title}
      </Typography>
      {Children.count(children) > 0 ? (
        <Box component="ul" aria-labelledby={id} sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {children}
        </Box>
      ) : (
        <Quiet>None of it.</Quiet>
      )}
    </>
  );
}
