import {
  evidenceNote,
  FILE_KINDS,
  MARKING_WORDS,
  sizeInWords,
  type FileMediaType,
} from '@common/evidence.ts';
import { Typography } from '@mui/material';
import { TrailLink } from '../audit/TrailLink.tsx';
import { Inserted } from '../components/DiffBlock.tsx';
import { fileHref, type Evidence } from './evidenceApi.ts';

const SCAN_WORDS = {
  waiting: 'being scanned for malware: it can be opened when that is done',
  infected: 'the malware scanner found something in it: remove it, and tell your IT security',
  not_scanned: 'not scanned for malware',
  redacted: 'redacted: its hash is kept, its bytes are not',
  clean: 'scanned for malware',
} as const;

interface EvidenceLineProps {
  updateId: string;
  item: Evidence;
  /** Marked as inserted: the text that it is compared with had it not. */
  isNew?: boolean;
}

/** One link or file: what it is, where it opens, and how it is marked. */
export function EvidenceLine({ updateId, item, isNew = false }: EvidenceLineProps) {
  const { file, href, title, marking } = item;
  const note = file
    ? `${FILE_KINDS[file.mediaType as FileMediaType].word}, ${sizeInWords(file.bytes)}`
    : evidenceNote({ title, href: href! });
  const opens = file
    ? { href: fileHref(updateId, item.id), download: file.name }
    : { href, target: '_blank', rel: 'noopener noreferrer' };
  const words = (
    <>
      {file && !file.isSafe ? title : <a {...opens}>{title}</a>} ({note})
    </>
  );
  return (
    <>
      <Typography component="div" sx={{ overflowWrap: 'anywhere' }}>
        {isNew ? <Inserted>{words}</Inserted> : words}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {MARKING_WORDS[marking]}
        {file && ` · ${SCAN_WORDS[file.scanState]} `}
        {file && (
          <TrailLink
            filter={{ subjectKind: 'file', subjectId: file.sha256 }}
            of={file.name}
            isOfAllPlans
          />
        )}
      </Typography>
    </>
  );
}
