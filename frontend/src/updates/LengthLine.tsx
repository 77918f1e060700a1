import { lengthWords } from '@common/length-words.ts';
import { Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../providers/useMe.ts';

/** How long the text is, beside how long such texts were. */
export function LengthLine({ updateId, count }: { updateId: string; count: number }) {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['lengths', updateId],
    queryFn: () => api.getLengths(updateId),
    staleTime: Infinity,
  });
  return (
    <Typography variant="body2" sx={{ mt: 0.75, mb: 2, color: 'text.secondary' }}>
      {lengthWords(count, data ?? { own: [], chapter: [] })}
    </Typography>
  );
}
