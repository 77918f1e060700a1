import {
  EVIDENCE_TITLE_MAX_LENGTH,
  FILE_KINDS,
  FILE_KINDS_IN_WORDS,
  FILE_MAX_BYTES,
  MARKING_WORDS,
  MARKINGS,
  sizeInWords,
  type Marking,
} from '@common/evidence.ts';
import {
  Box,
  Button,
  FormControlLabel,
  LinearProgress,
  Switch,
  TextField,
  Typography,
} from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { fieldError } from '../components/ErrorSummary.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { KeptLine } from '../half-written/KeptLine.tsx';
import { useVerb } from '../components/useVerb.ts';
import { evidenceApi } from './evidenceApi.ts';
import { useHalfEvidence } from './useHalfEvidence.ts';

/** The types too: a photograph is as often called .jpeg. */
const ACCEPT = Object.entries(FILE_KINDS)
  .flatMap(([type, { extension }]) => [type, `.${extension}`])
  .join(',');

interface AddEvidenceDialogProps {
  updateId: string;
  kind: 'link' | 'file';
  /** A file that was dropped on the page. */
  dropped?: File;
  onClose: () => void;
}

const titleOf = (file: File | undefined): string => file?.name.replace(/\.\w{1,5}$/, '') ?? '';

/** Asks for a link or a file, its marking, and whether the edition prints it. */
export function AddEvidenceDialog({ updateId, kind, dropped, onClose }: AddEvidenceDialogProps) {
  const verb = useVerb();
  const [file, setFile] = useState(dropped);
  const half = useHalfEvidence(updateId, kind, titleOf(dropped));
  const { change } = half;
  const { title, href, marking, isPublished } = half.said;
  const [share, setShare] = useState<number>();
  const [error, setError] = useState<unknown>();
  const upload = useRef<AbortController>(undefined);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => () => upload.current?.abort(), []);
  const isTooLarge = file !== undefined && file.size > FILE_MAX_BYTES;
  const fileError = isTooLarge
    ? 'It is larger than 20 MB: make it smaller, or add a link to it.'
    : fieldError(error, 'file');
  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    // What was said of the one before is not true of this one.
    setError(undefined);
    change({ fileName: chosen?.name, ...(!title.trim() && { title: titleOf(chosen) }) });
  };
  const throwAway = () => {
    upload.current?.abort();
    // Chosen anew, the same file is a choice again.
    if (input.current) input.current.value = '';
    setFile(undefined);
    setError(undefined);
    half.throwAway();
  };
  const add = async () => {
    const given = { title, marking, isPublished: isPublished && marking === 'official' };
    if (kind === 'link') {
      await verb.attempt(() => evidenceApi.addLink(updateId, { ...given, href }), 'Link added');
    } else {
      upload.current = new AbortController();
      const { signal } = upload.current;
      const sending = { signal, onProgress: setShare };
      await verb
        .attempt(() => evidenceApi.addFile(updateId, given, file!, sending), 'File added')
        .finally(() => setShare(undefined));
    }
    half.forget();
  };
  return (
    <FormDialog
      title={kind === 'link' ? 'Add a link' : 'Add a file'}
      confirmWords="Add"
      onConfirm={add}
      onClose={onClose}
      onError={setError}
      isConfirmDisabled={kind === 'file' && (!file || isTooLarge)}
    >
      <Box sx={{ display: 'grid', gap: 2, mt: 1 }}>
        <KeptLine kept={half.begun} onThrowAway={throwAway}>
          {kind === 'file' && !file && 'Choose the file again.'}
        </KeptLine>
        {kind === 'link' ? (
          <TextField
            id="field-href"
            label="Address"
            type="url"
            value={href}
            onChange={(event) => change({ href: event.target.value })}
            required
            autoFocus
            error={fieldError(error, 'href') !== undefined}
            helperText={fieldError(error, 'href') ?? 'It begins with https:// or http://'}
          />
        ) : (
          <Box>
            <Button
              id="field-file"
              variant="outlined"
              aria-describedby="field-file-words"
              onClick={() => input.current?.click()}
            >
              {file ? 'Choose another file' : 'Choose a file'}
            </Button>
            <input
              ref={input}
              type="file"
              accept={ACCEPT}
              hidden
              onChange={(event) => choose(event.target.files?.[0])}
            />
            <Typography variant="body2" sx={{ mt: 1, overflowWrap: 'anywhere' }}>
              {file && `${file.name}, ${sizeInWords(file.size)}`}
            </Typography>
            <Typography
              variant="body2"
              id="field-file-words"
              role={isTooLarge ? 'alert' : undefined}
              sx={{ color: fileError ? 'error.main' : 'text.secondary' }}
            >
              {fileError ?? `${FILE_KINDS_IN_WORDS}; at most 20 MB.`}
            </Typography>
          </Box>
        )}
        <TextField
          id="field-title"
          label="Title"
          value={title}
          onChange={(event) => change({ title: event.target.value })}
          required
          slotProps={{ htmlInput: { maxLength: EVIDENCE_TITLE_MAX_LENGTH } }}
          error={fieldError(error, 'title') !== undefined}
          helperText={fieldError(error, 'title') ?? 'What a reader sees.'}
        />
        <TextField
          id="field-marking"
          select
          label="Protective marking"
          value={marking}
          onChange={(event) => change({ marking: event.target.value as Marking })}
          slotProps={{ select: { native: true } }}
        >
          {MARKINGS.map((each) => (
            <option key={each} value={each}>
              {MARKING_WORDS[each]}
            </option>
          ))}
        </TextField>
        {marking === 'official' ? (
          <FormControlLabel
            control={
              <Switch
                checked={isPublished}
                onChange={(event) => change({ isPublished: event.target.checked })}
              />
            }
            label="Publish with the edition"
          />
        ) : (
          <Typography variant="body2">What is sensitive is never published.</Typography>
        )}
        {share !== undefined && (
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
            <LinearProgress
              variant="determinate"
              value={share * 100}
              aria-label="How much has been sent"
              sx={{ flexGrow: 1 }}
            />
            <Button size="small" onClick={() => upload.current?.abort()}>
              Stop sending
            </Button>
          </Box>
        )}
      </Box>
    </FormDialog>
  );
}
