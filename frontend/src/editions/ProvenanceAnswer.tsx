import { Alert, Box, Button, Link, Typography } from '@mui/material';
import { useNotify } from 'react-admin';
import type { Provenance } from '../api/types.ts';
import { WhenText } from '../components/Facts.tsx';
import { problemWords } from '../providers/httpClient.ts';
import { useApi } from '../providers/useMe.ts';
import { ProvenanceStepItem } from './ProvenanceStepItem.tsx';
import { saveFile } from '../components/saveFile.ts';

interface AnswerProps {
  found: Provenance;
  /** Asks the same of another row that prints the words. */
  onRow: (updateId: string) => void;
}

/** The answer in a sentence, then everything that happened, oldest first. */
export function ProvenanceAnswer({ found, onRow }: AnswerProps) {
  const { row, alsoIn, spells, steps, publishedTextOnly } = found;
  return (
    <>
      <Alert severity={found.where === 'nowhere' ? 'warning' : 'info'} icon={false} role="status">
        <Typography sx={{ fontWeight: 650 }}>{found.answer}</Typography>
        {!found.isWhole && found.words && (
          <Typography variant="body2">Followed: “{found.words}”</Typography>
        )}
      </Alert>
      {row && (
        <Typography variant="body2" sx={{ mt: 1.5, color: 'text.secondary' }}>
          In “{[row.reference, row.title].filter(Boolean).join(' ')}”, {row.chapter}.
        </Typography>
      )}
      {alsoIn.length > 0 && <OtherRows rows={alsoIn} onRow={onRow} />}
      {spells.length > 1 && (
        <Typography variant="body2" component="ul" sx={{ mt: 1, mb: 0, pl: 2.5 }}>
          {spells.map(({ since, until }) => (
            <li key={since.revisionId}>
              There from revision {since.number} of {since.round.title} (
              <WhenText value={since.madeAt} isDayOnly={since.isDayOnly} />){' '}
              {until ? `until revision ${until.number} of ${until.round.title}` : 'to this edition'}
            </li>
          ))}
        </Typography>
      )}
      {publishedTextOnly.length > 0 && (
        <Typography variant="body2" sx={{ mt: 1, color: 'text.secondary' }}>
          Of {publishedTextOnly.map(({ title }) => title).join(', ')} only what was published is
          yours to read.
        </Typography>
      )}
      {found.where !== 'nowhere' && (
        <>
          <Box component="ol" sx={{ listStyle: 'none', m: 0, mt: 2, p: 0 }}>
            {steps.map((step, index) => (
              <ProvenanceStepItem key={index} step={step} />
            ))}
          </Box>
          <CaseFileButton found={found} />
        </>
      )}
    </>
  );
}

/** Usual words stand in many rows: they are listed on request. */
function OtherRows({ rows, onRow }: { rows: Provenance['alsoIn'] } & Pick<AnswerProps, 'onRow'>) {
  return (
    <Typography variant="body2" component="details" sx={{ mt: 0.5 }}>
      <summary>
        {rows.length === 1 ? 'Also in another row' : `Also in ${rows.length} other rows`}
      </summary>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {rows.map(({ id, title }) => (
          <li key={id}>
            <Link component="button" onClick={() => onRow(id)} sx={{ textAlign: 'left' }}>
              {title}
            </Link>
          </li>
        ))}
      </Box>
    </Typography>
  );
}

/** The same as a PDF. Taking one away is noted in the audit trail. */
function CaseFileButton({ found }: { found: Provenance }) {
  const api = useApi();
  const notify = useNotify();
  const download = async () => {
    try {
      const phrase = { words: found.asked, updateId: found.row?.updateId };
      saveFile(await api.getCaseFile(found.edition.id, phrase), 'case-file.pdf');
    } catch (error) {
      notify(problemWords(error), { type: 'error', multiLine: true });
    }
  };
  return (
    <>
      <Button variant="outlined" onClick={() => void download()}>
        Download the case file (PDF)
      </Button>
      <Typography variant="body2" sx={{ mt: 0.5, color: 'text.secondary' }}>
        It has all of this, with every hash. That you took it is noted in the audit trail.
      </Typography>
    </>
  );
}
