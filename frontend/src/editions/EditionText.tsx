import type { EditionSnapshot, SnapshotRow } from '@common/edition-snapshot.ts';
import { Box, Typography } from '@mui/material';
import type { RefObject } from 'react';
import { ContentView, RichTextView } from '../components/RichTextView.tsx';
import { WordKeys } from '../components/WordKeys.tsx';

/** Everything that an edition prints, as it was printed. Each row can be told from a selection in it. */
export function EditionText(props: {
  snapshot: EditionSnapshot;
  textRef: RefObject<HTMLElement | null>;
  /** Asks who approved the words that are selected; absent for those who may not. */
  onAsk?: () => void;
}) {
  const { title, period, dateNote, introduction, chapters } = props.snapshot;
  return (
    <WordKeys
      textRef={props.textRef}
      isOffered={props.onAsk !== undefined}
      enterWords="asks who approved it"
      onEnter={() => props.onAsk?.()}
    >
      <Typography sx={{ fontWeight: 650 }}>{title}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
        {period.label}
        {dateNote && <span>. {dateNote}</span>}
      </Typography>
      {introduction && <RichTextView document={introduction} />}
      {chapters.map((chapter, index) => (
        <Box component="section" key={index} sx={{ mt: 3 }}>
          <Typography variant="h2" data-text="" sx={{ mb: 1.5 }}>
            {chapter.title}
          </Typography>
          {chapter.groups.flatMap(({ reference, rows }) =>
            rows.map((row) => <Row key={row.updateId} row={row} reference={reference} />),
          )}
        </Box>
      ))}
    </WordKeys>
  );
}

function Row({ row, reference }: { row: SnapshotRow; reference?: string }) {
  const { title, isUntitled, wording, content, omission } = row;
  return (
    <Box component="article" data-row={row.updateId} sx={{ mb: 3.5, overflowWrap: 'anywhere' }}>
      {!isUntitled && (
        <Typography variant="h3" data-text="" sx={{ mb: 0.75 }}>
          {[reference, title].filter(Boolean).join(' ')}
        </Typography>
      )}
      {wording.trim() !== '' && wording !== title && (
        <Typography
          variant="body2"
          sx={{ color: 'text.secondary', pl: 1.5, borderLeft: 3, borderColor: 'divider', mb: 1 }}
        >
          {wording}
        </Typography>
      )}
      {row.leadOrganisation && (
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
          Lead organisation: {row.leadOrganisation}
        </Typography>
      )}
      {content && <ContentView content={content} />}
      {omission && <Typography>No update in this edition. {omission.reason}</Typography>}
    </Box>
  );
}
