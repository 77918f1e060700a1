import { Box, MenuItem, Paper, TextField, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { QueryStates } from '../components/States.tsx';
import { useSettled } from '../components/useSettled.ts';
import { MessageBody } from '../messages/MessageBody.tsx';
import { useApi } from '../providers/useMe.ts';

interface ChasePreviewProps {
  roundId: string;
  updateIds: string[];
  words: string;
}

/** The very message that somebody would get; of several, whose is chosen. */
export function ChasePreview({ roundId, updateIds, words }: ChasePreviewProps) {
  const api = useApi();
  const [wanted, setWanted] = useState(0);
  const asked = useSettled(JSON.stringify({ updateIds, words }));
  const query = useQuery({
    queryKey: ['rounds', roundId, 'chase-preview', asked],
    queryFn: () => {
      const given = JSON.parse(asked) as Omit<ChasePreviewProps, 'roundId'>;
      return api.previewChase(roundId, given.updateIds, given.words);
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <Box component="section" aria-label="What they get" sx={{ mt: 2 }} aria-busy={query.isFetching}>
      <Typography component="h3" variant="h3" sx={{ mb: 1 }}>
        What they get
      </Typography>
      <QueryStates query={query} what="the message">
        {({ data }) => {
          const message = data[wanted] ?? data[0];
          if (!message) return <Typography>Nobody: it was submitted meanwhile.</Typography>;
          return (
            <>
              {data.length > 1 && (
                <TextField
                  select
                  size="small"
                  label="The message to"
                  value={data.indexOf(message)}
                  onChange={(event) => setWanted(Number(event.target.value))}
                  sx={{ mb: 1, maxWidth: { sm: 400 } }}
                  fullWidth
                >
                  {data.map(({ name }, index) => (
                    <MenuItem key={index} value={index}>
                      {name}
                    </MenuItem>
                  ))}
                </TextField>
              )}
              <Paper variant="outlined" sx={{ p: { xs: 1.5, sm: 2 } }}>
                <Typography sx={{ mb: 1, overflowWrap: 'anywhere' }}>
                  Subject: <strong>{message.subject}</strong>
                </Typography>
                <MessageBody
                  opening={message.opening}
                  groups={message.groups}
                  closing={message.closing}
                  level="h4"
                />
              </Paper>
            </>
          );
        }}
      </QueryStates>
    </Box>
  );
}
