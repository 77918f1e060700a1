import { Box, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { UnsavedGuard } from '../components/UnsavedGuard.tsx';
import { Page, Section } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { RefusedPage } from '../layout/RefusedPage.tsx';
import { useApi, useMay, useMe } from '../providers/useMe.ts';
import { KIND_WORDS } from './messageWords.ts';
import { TemplateForm } from './TemplateForm.tsx';

const ABOUT = {
  digest: 'Everything that waits for somebody, once on a working day at most.',
  event: 'What somebody waits for: it goes within minutes, in sending hours.',
} as const;

/** The words around what messages list: subject, opening and closing of each kind. */
export default function TemplatesPage() {
  const api = useApi();
  const may = useMay();
  const me = useMe();
  const [isDigestDirty, setDigestDirty] = useState(false);
  const [isEventDirty, setEventDirty] = useState(false);
  const query = useQuery({
    queryKey: ['message-templates'],
    queryFn: () => api.getMessageTemplates(),
  });
  if (me && !may('messages', 'list')) return <RefusedPage />;
  const isFixed = !may('messages', 'word');
  return (
    <PageStates query={query} what="the words of messages">
      {({ templates, variables }) => (
        <Page
          title="The words of messages"
          back={{ to: '/messages', label: 'Messages' }}
          intro={
            <>
              What stands before and after the list of things that a message tells. The list itself
              is made by the system.
              {isFixed && ' Who can change them: the secretariat.'}
            </>
          }
        >
          <UnsavedGuard
            isDirty={isDigestDirty || isEventDirty}
            what="What you changed in these words"
          />
          {templates.map((template) => (
            <Section key={template.kind} title={KIND_WORDS[template.kind]}>
              <Typography sx={{ color: 'text.secondary', mb: 1.5 }}>
                {ABOUT[template.kind]}
              </Typography>
              <TemplateForm
                template={template}
                variables={variables}
                isFixed={isFixed}
                onDirty={template.kind === 'digest' ? setDigestDirty : setEventDirty}
              />
            </Section>
          ))}
          <Section title="What stands for what">
            <Paper variant="outlined" sx={{ px: 2, py: 1, maxWidth: 760 }}>
              <Box component="dl" sx={{ m: 0 }}>
                {variables.map(({ name, meaning }) => (
                  <Box
                    key={name}
                    sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, py: 0.25 }}
                  >
                    <Box component="dt" sx={{ minWidth: '8rem', fontWeight: 650 }}>
                      {`{{${name}}}`}
                    </Box>
                    <Box component="dd" sx={{ m: 0 }}>
                      {meaning}
                    </Box>
                  </Box>
                ))}
              </Box>
            </Paper>
          </Section>
        </Page>
      )}
    </PageStates>
  );
}
