import { Box, Link, Typography } from '@mui/material';
import { useGetList, useListContext } from 'react-admin';
import { Link as RouterLink, useSearchParams } from 'react-router';
import type { Commitment, FoundRow, MarkedPart } from '../api/types.ts';
import { FetchedList } from '../components/FetchedList.tsx';
import { ListPager } from '../components/ListPager.tsx';
import { EmptyState, ErrorState, LoadingState } from '../components/States.tsx';
import { TONES } from '../components/tones.ts';
import { Page } from './Page.tsx';

const COMMITMENTS = 5;

/** Commitments of the register, and rows of the published editions, that have the words. */
export default function SearchPage() {
  const q = useSearchParams()[0].get('q')?.trim() ?? '';
  return (
    <Page title={q ? `Search: ${q}` : 'Search'} width="text">
      {q === '' ? (
        <EmptyState title="Type what to look for">
          The box on top searches every commitment and every published edition.
        </EmptyState>
      ) : (
        <>
          <Commitments q={q} />
          <FetchedList<FoundRow>
            key={q}
            resource="edition-search"
            filter={{ q }}
            perPage={25}
            storeKey={false}
            disableSyncWithLocation
          >
            <Rows q={q} />
          </FetchedList>
        </>
      )}
    </Page>
  );
}

function Commitments({ q }: { q: string }) {
  const { data, total, error, refetch } = useGetList<Commitment>('commitments', {
    filter: { q },
    pagination: { page: 1, perPage: COMMITMENTS },
  });
  const register = new URLSearchParams({ filter: JSON.stringify({ q }) });
  return (
    <Results title="Commitments" total={total}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <LoadingState what="commitments" />
      ) : data.length === 0 ? (
        <Typography>No commitment has “{q}” in its title or summary.</Typography>
      ) : (
        <>
          <List>
            {data.map(({ id, title, chapter }) => (
              <Result key={id} note={chapter.title}>
                <Link component={RouterLink} to={`/commitments/${id}/show`}>
                  {title}
                </Link>
              </Result>
            ))}
          </List>
          {total! > COMMITMENTS && (
            <Link component={RouterLink} to={`/commitments?${register}`}>
              All {total} in the register
            </Link>
          )}
        </>
      )}
    </Results>
  );
}

function Rows({ q }: { q: string }) {
  const { data, total, meta, error, refetch } = useListContext<FoundRow>();
  const searchedFor = (meta as { searchedFor?: string } | undefined)?.searchedFor;
  return (
    <Results title="Published editions" total={total}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <LoadingState what="editions" />
      ) : total === 0 ? (
        <Typography>No published edition has “{q}”.</Typography>
      ) : (
        <>
          {searchedFor !== undefined && (
            <Typography>
              No published edition has “{q}”. These are for <strong>{searchedFor}</strong>.
            </Typography>
          )}
          <List>
            {data.map(({ id, href, edition, title, excerpt }) => (
              <Result key={id} note={edition} excerpt={<Marked parts={excerpt} />}>
                <Link href={href}>
                  <Marked parts={title} />
                </Link>
              </Result>
            ))}
          </List>
          <ListPager />
        </>
      )}
    </Results>
  );
}

const Results = (props: { title: string; total?: number; children: React.ReactNode }) => (
  <Box component="section" sx={{ mb: 4 }}>
    <Typography variant="h2" sx={{ mb: 1 }}>
      {props.title}
      {props.total !== undefined && ` (${props.total})`}
    </Typography>
    {props.children}
  </Box>
);

const List = ({ children }: { children: React.ReactNode }) => (
  <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
    {children}
  </Box>
);

interface ResultProps {
  note: string;
  excerpt?: React.ReactNode;
  /** The link to it. */
  children: React.ReactNode;
}

const Result = ({ note, excerpt, children }: ResultProps) => (
  <Box component="li" sx={{ py: 1.5, borderBottom: 1, borderColor: 'divider' }}>
    <Typography variant="h3">{children}</Typography>
    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
      {note}
    </Typography>
    {excerpt && <Typography>{excerpt}</Typography>}
  </Box>
);

const Marked = ({ parts }: { parts: readonly MarkedPart[] }) => (
  <>
    {parts.map(({ text, isFound }, index) =>
      isFound ? (
        <Box
          component="mark"
          key={index}
          sx={({ palette: { mode } }) => ({
            backgroundColor: TONES.amber[mode].tint,
            color: TONES.amber[mode].text,
          })}
        >
          {text}
        </Box>
      ) : (
        text
      ),
    )}
  </>
);
