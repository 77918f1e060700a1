import { Box, Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { RichTextDocument } from '@common/rich-text/types.ts';
import type { Round } from '../api/types.ts';
import { InstantText, personWords } from '../components/Facts.tsx';
import { RichTextView } from '../components/RichTextView.tsx';
import { useApi, useMay } from '../providers/useMe.ts';

/** What the introduction said before each change, for those who run the round. */
export function FormerIntroductions({
  round,
  onTakeUp,
}: {
  round: Round;
  /** Absent where the introduction can no longer be changed. */
  onTakeUp?: (introduction: RichTextDocument) => void;
}) {
  const api = useApi();
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['rounds', round.id, 'former-introductions'],
    queryFn: () => api.getFormerIntroductions(round.id),
    enabled: may('rounds', 'create'),
    retry: false,
  });
  if (!data || data.total === 0) return null;
  return (
    <Box component="details" sx={{ mt: 1.5, maxWidth: '75ch' }}>
      <Box component="summary" sx={{ py: 0.5, cursor: 'pointer', fontWeight: 650 }}>
        What it said before ({data.total})
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.data.map(({ id, introduction, replacedBy, onBehalfOf, replacedAt }) => (
          <Box component="li" key={id} sx={{ mt: 0.75 }}>
            <details>
              <summary>
                Until <InstantText value={replacedAt} />, when {personWords(replacedBy, onBehalfOf)}{' '}
                changed it
              </summary>
              <Box sx={{ py: 1, pl: 2, borderLeft: 2, borderColor: 'divider' }}>
                <RichTextView document={introduction} />
                {onTakeUp && (
                  <Button onClick={() => onTakeUp(introduction)}>Start from these words</Button>
                )}
              </Box>
            </details>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
