import { markWords } from '@common/excerpt.ts';
import { Box, Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink, useSearchParams } from 'react-router';
import type { SearchHit } from '../api/types.ts';
import { usePlans } from '../components/Filters.tsx';
import { EmptyState, QueryStates } from '../components/States.tsx';
import { TONES } from '../components/tones.ts';
import { useApi } from '../providers/useMe.ts';
import { Page } from './Page.tsx';

/** Commitments and published rows that hold the words. */
export default function SearchPage() {
  const api = useApi();
  const q = useSearchParams()[0].get('q')?.trim() ?? '';
  const query = useQuery({
    queryKey: ['search', q],
    queryFn: () => api.search(q),
    enabled: q !== '',
  });
  return (
    <Page title={q ? `Search: ${q}` : 'Search'} width="text">
      {q === '' ? (
        <EmptyState title="Type what to look for">
          The box on top searches every commitment and every published edition.
        </EmptyState>
      ) : (
        <QueryStates query={query} what="the answers">
          {({ data }) => <Hits hits={data} q={q} />}
        </QueryStates>
      )}
    </Page>
  );
}

function Hits({ hits, q }: { hits: SearchHit[]; q: string }) {
  const plans = usePlans();
  if (hits.length === 0) {
    return <EmptyState title="Nothing found">Try fewer or other words.</EmptyState>;
  }
  return (
    <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {hits.map((hit) => (
        <Box
          component="li"
          key={`${hit.kind}-${hit.id}`}
          sx={{ py: 1.5, borderBottom: 1, borderColor: 'divider' }}
        >
          <Typography variant="h3" component="h2">
            {hit.href ? (
              <Link href={hit.href}>
                <Marked text={hit.title} words={q} />
              </Link>
            ) : (
              <Link component={RouterLink} to={`/commitments/${hit.id}/show`}>
                <Marked text={hit.title} words={q} />
              </Link>
            )}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {hit.kind === 'commitment' ? 'Commitment' : 'Row of a published edition'}
            {plans.length > 1 && `, ${hit.plan}`}
          </Typography>
          <Typography>
            <Marked text={hit.excerpt} words={q} />
          </Typography>
        </Box>
      ))}
    </Box>
  );
}

/** A text with the words that were looked for marked wherever they stand. */
const Marked = ({ text, words }: { text: string; words: string }) => (
  <>
    {markWords(text, words).map((part, index) =>
      part.isFound ? (
        <Box
          component="mark"
          key={index}
          sx={({ palette: { mode } }) => ({
            backgroundColor: TONES.amber[mode].tint,
            color: TONES.amber[mode].text,
          })}
        >
          {part.text}
        </Box>
      ) : (
        part.text
      ),
    )}
  </>
);
