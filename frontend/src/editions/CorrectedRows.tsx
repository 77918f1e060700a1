import { changedHead, changedRows } from '@common/edition-changes.ts';
import type { EditionSnapshot } from '@common/edition-snapshot.ts';
import { Alert, Box, Paper, Typography } from '@mui/material';
import type { EditionDetail } from '../api/types.ts';
import { DiffView } from '../components/DiffView.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { QueryStates } from '../components/States.tsx';
import { Section } from '../layout/Page.tsx';
import { useRecord } from '../providers/useRecord.ts';

/** Of a correction: what differs from the version before it, row by row, word for word. */
export function CorrectedRows({ edition }: { edition: EditionDetail }) {
  const before = edition.versions.find(({ version }) => version === edition.version - 1);
  if (!before || !edition.snapshot) return null;
  return (
    <Section title={`What changed from version ${before.version}`}>
      <Changes id={before.id} after={edition.snapshot} />
    </Section>
  );
}

function Changes({ id, after }: { id: string; after: EditionSnapshot }) {
  const query = useRecord<EditionDetail>('editions', id);
  return (
    <QueryStates query={query} what="the version before">
      {({ snapshot, version }) =>
        snapshot ? (
          <Rows id={id} before={snapshot} after={after} />
        ) : (
          <Alert severity="info">
            Version {version} has been withdrawn: its words are not shown.
          </Alert>
        )
      }
    </QueryStates>
  );
}

function Rows(props: { id: string; before: EditionSnapshot; after: EditionSnapshot }) {
  const { id, before, after } = props;
  const changes = changedRows(before, after);
  const head = changedHead(before, after);
  const sides = {
    from: { label: `version ${before.version}` },
    to: { label: `version ${after.version}` },
  };
  return (
    <>
      {head && (
        <Paper variant="outlined" sx={{ p: 2.5, mb: 2 }}>
          <Typography variant="h3" sx={{ mb: 1 }}>
            The edition’s own words
          </Typography>
          {head.title && (
            <Typography sx={{ mb: 1 }}>
              Its title is “{after.title}”, before “{before.title}”.
            </Typography>
          )}
          {head.chapters.map((chapter) => (
            <Typography key={chapter.after} sx={{ mb: 1 }}>
              The {after.isSummary ? 'theme' : 'chapter'} “{chapter.after}”, before “
              {chapter.before}”.
            </Typography>
          ))}
          {head.introduction && (
            <DiffView answer={{ ...sides, diff: head.introduction, isEqual: false }} />
          )}
        </Paper>
      )}
      {changes.length === 0 && <Typography>No words of any row changed.</Typography>}
      {changes.map(({ before: old, after: row, content, wording, leadOrganisation }) => (
        <Paper key={row.updateId} variant="outlined" sx={{ p: 2.5, mb: 2 }}>
          <Typography variant="h3" sx={{ mb: 1 }}>
            {row.title}
          </Typography>
          {wording && (
            <Typography sx={{ mb: 1 }}>
              Printed as “{row.wording}”, before as “{old.wording}”.
            </Typography>
          )}
          {leadOrganisation && (
            <Typography sx={{ mb: 1 }}>
              Lead organisation: {row.leadOrganisation ?? 'none'}, before{' '}
              {old.leadOrganisation ?? 'none'}.
            </Typography>
          )}
          {row.omission ? (
            <Typography>
              No update in this version: {row.omission.reason} The text of the version before was
              taken out.
            </Typography>
          ) : (
            <DiffView answer={{ ...sides, diff: content, isEqual: false }} />
          )}
        </Paper>
      ))}
      <Box>
        <RecordLink to={`/editions/${id}/show`}>Open version {before.version}</RecordLink>
      </Box>
    </>
  );
}
