import { Box, Paper } from '@mui/material';
import type { EditionSnapshot } from '@common/edition-snapshot.ts';
import { useRef } from 'react';
import { useGetList } from 'react-admin';
import { useParams } from 'react-router';
import type { EditionDetail, Role, UpdateSummary } from '../api/types.ts';
import { RecordTrail } from '../audit/RecordTrail.tsx';
import { DateText, FactList, HashText, personWords } from '../components/Facts.tsx';
import { Page, Section } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { AskToWithdraw } from '../withdrawals/AskToWithdraw.tsx';
import { CorrectedRows } from './CorrectedRows.tsx';
import { EditionNotices } from './EditionNotices.tsx';
import { EditionText } from './EditionText.tsx';
import { ProvenancePanel } from './ProvenancePanel.tsx';
import { EditionTag } from './EditionList.tsx';
import { FileLinks, FORM_WORDS } from './FileLinks.tsx';
import { useMay, useMe } from '../providers/useMe.ts';
import { useRecord } from '../providers/useRecord.ts';

export default function EditionShow() {
  const { id = '' } = useParams();
  const query = useRecord<EditionDetail>('editions', id);
  const may = useMay();
  return (
    <PageStates query={query} what="the edition">
      {(edition) => (
        <Page
          title={edition.title}
          back={{ to: '/editions', label: 'Editions' }}
          aside={<EditionTag edition={edition} />}
        >
          <EditionNotices edition={edition} />
          <CorrectedRows edition={edition} />
          <Section
            title="About this edition"
            aside={may('withdrawals', 'create') && <AskToWithdraw edition={edition} />}
          >
            <Paper variant="outlined" sx={{ p: 2.5, maxWidth: 900 }}>
              <FactList
                facts={[
                  ['As at', <DateText key="asAt" value={edition.asAt} />],
                  ['Published', <DateText key="published" value={edition.publishedOn} />],
                  ...(edition.snapshot?.dateNote
                    ? [['Dates', edition.snapshot.dateNote] as [string, string]]
                    : []),
                  ['Version', edition.version],
                  ...(edition.publishedBy
                    ? [['Published by', personWords(edition.publishedBy)] as [string, string]]
                    : []),
                  ['Read it', <FileLinks key="files" edition={edition} />],
                  [
                    'Hash of its contents',
                    <HashText key="hash" hash={edition.snapshotHash} isWhole />,
                  ],
                ]}
              />
            </Paper>
          </Section>
          {edition.files.length > 0 && (
            <Section title="Files, each with its hash">
              <Paper variant="outlined" sx={{ p: 2.5, maxWidth: 900 }}>
                <FactList
                  facts={edition.files.map((file) => [
                    FORM_WORDS[file.form],
                    <HashText key={file.form} hash={file.sha256} isWhole />,
                  ])}
                />
              </Paper>
            </Section>
          )}
          {edition.snapshot && <TextAndPanel edition={edition} snapshot={edition.snapshot} />}
          <RecordTrail filter={{ subjectKind: 'edition', subjectId: edition.id }} />
        </Page>
      )}
    </PageStates>
  );
}

/** Roles that read a text before it is published, and so may ask who approved it. */
const READERS: readonly Role[] = ['auditor', 'secretariat', 'signatory', 'lead', 'clearer'];

/** Others may ask of the rows that they, or those they cover, write. The answer checks row by row. */
function useMayAsk({ roundId }: EditionDetail): boolean {
  const me = useMe();
  const isReader = me?.roles.some((role) => READERS.includes(role)) ?? false;
  const { total = 0 } = useGetList<UpdateSummary>(
    'updates',
    { filter: { roundId, mine: true }, pagination: { page: 1, perPage: 1 } },
    { enabled: me !== undefined && !isReader },
  );
  return isReader || total > 0;
}

/** What was printed, and beside it, for those who may ask, who approved which words. */
function TextAndPanel(props: { edition: EditionDetail; snapshot: EditionSnapshot }) {
  const { edition, snapshot } = props;
  const text = useRef<HTMLElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const mayAsk = useMayAsk(edition);
  return (
    <Section title="What it says" id="text">
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            ...(mayAsk && { lg: 'minmax(0, 1fr) minmax(0, 30rem)' }),
          },
          gap: 4,
          alignItems: 'start',
        }}
      >
        {mayAsk && (
          <Box sx={{ order: { lg: 1 } }}>
            <ProvenancePanel edition={edition} textRef={text} formRef={form} />
          </Box>
        )}
        <EditionText
          snapshot={snapshot}
          textRef={text}
          onAsk={mayAsk ? () => form.current?.requestSubmit() : undefined}
        />
      </Box>
    </Section>
  );
}
