import { Box, Paper, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState, type SyntheticEvent } from 'react';
import type { MessageWords } from '../api/types.ts';
import { QueryStates } from '../components/States.tsx';
import { useSettled } from '../components/useSettled.ts';
import { problemOf } from '../providers/httpClient.ts';
import { useApi } from '../providers/useMe.ts';
import { KIND_WORDS } from './messageWords.ts';

interface TemplatePreviewProps {
  words: MessageWords;
  /** Told what no message can be made from. */
  onError: (error: unknown) => void;
}

/** An example made from the words as they stand, in both forms in which it is sent. */
export function TemplatePreview({ words, onError }: TemplatePreviewProps) {
  const api = useApi();
  const [form, setForm] = useState<'html' | 'text'>('html');
  const asked = useSettled(JSON.stringify(words));
  const query = useQuery({
    queryKey: ['message-templates', 'preview', asked],
    queryFn: () => api.previewMessageTemplate(JSON.parse(asked) as MessageWords),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const { error } = query;
  useEffect(() => onError(error ?? undefined), [error, onError]);
  const isWrong = error !== null && (problemOf(error).issues ?? []).length > 0;
  return (
    <Paper variant="outlined" sx={{ p: 2.5, minWidth: 0 }} aria-busy={query.isFetching}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'space-between' }}>
        <Typography component="h3" variant="h3">
          An example
        </Typography>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={form}
          aria-label="Form of the example"
          onChange={(_, next: 'html' | 'text' | null) => next && setForm(next)}
        >
          <ToggleButton value="html">As HTML</ToggleButton>
          <ToggleButton value="text">As text</ToggleButton>
        </ToggleButtonGroup>
      </Box>
      {isWrong ? (
        <Typography sx={{ mt: 1.5 }}>
          No message can be made from these words yet: see beside them what is wrong.
        </Typography>
      ) : (
        <QueryStates query={query} what="an example">
          {({ subject, text, html }) => (
            <Box sx={{ mt: 1.5 }}>
              <Typography sx={{ mb: 1, overflowWrap: 'anywhere' }}>
                Subject: <strong>{subject}</strong>
              </Typography>
              {form === 'text' ? (
                <Box
                  component="pre"
                  tabIndex={0}
                  role="region"
                  aria-label="The example as text"
                  sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: '1rem' }}
                >
                  {text}
                </Box>
              ) : (
                <Box
                  component="iframe"
                  title={`The example as HTML: ${KIND_WORDS[words.kind]}`}
                  srcDoc={withoutStyles(html)}
                  // Neither scripts nor forms; from here its styles are set.
                  sandbox="allow-same-origin"
                  onLoad={(event: SyntheticEvent<HTMLIFrameElement>) =>
                    setStyles(event.currentTarget)
                  }
                  sx={{
                    ...{ width: '100%', height: 440, border: 1, borderColor: 'divider' },
                    ...{ backgroundColor: '#fff', colorScheme: 'light' },
                  }}
                />
              )}
            </Box>
          )}
        </QueryStates>
      )}
    </Paper>
  );
}

/**
 * A message carries its styles in attributes, which the policy of this page forbids to frames as well:
 * they are put aside, and set from here once the frame is there. What people wrote cannot look like an
 * attribute: its quotation marks are escaped.
 */
const withoutStyles = (html: string): string => html.replaceAll(' style="', ' data-style="');

function setStyles(frame: HTMLIFrameElement): void {
  for (const element of frame.contentDocument?.querySelectorAll<HTMLElement>('[data-style]') ??
    []) {
    element.style.cssText = element.dataset.style ?? '';
  }
  // An example leads nowhere.
  frame.contentDocument?.addEventListener('click', (event) => event.preventDefault());
}
