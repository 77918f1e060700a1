import { Alert, Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import type { SummaryLayout } from '../api/types.ts';
import { ErrorSummary } from '../components/ErrorSummary.tsx';
import { EmptyState } from '../components/States.tsx';
import { UnsavedGuard } from '../components/UnsavedGuard.tsx';
import { useVerb } from '../components/useVerb.ts';
import { announce } from '../layout/LiveRegion.tsx';
import { useApi } from '../providers/useMe.ts';
import { ChapterHeading } from '../rounds/ChapterHeading.tsx';
import { LayoutBar } from '../rounds/LayoutBar.tsx';
import { useKeptFocus } from '../rounds/ListingEditor.tsx';
import { beside, chaptersOf, type Arranged } from '../rounds/layoutRows.ts';
import { useRowDrag } from '../rounds/useRowDrag.ts';
import { AddParagraph } from './AddParagraph.tsx';
import { ParagraphDialog } from './ParagraphDialog.tsx';
import { ParagraphRow } from './ParagraphRow.tsx';
import { add, change, paragraphsOf, toInput, valuesOf, type Paragraph } from './paragraphs.ts';

interface ThemesEditorProps {
  /** The layout that the arranging begins from. */
  base: SummaryLayout;
  /** The round's version as last fetched. */
  version: number;
  isFixed?: boolean;
  /** Begins again from how the layout stands now. */
  onRestart: () => Promise<void>;
}

/** The whole summary, arranged here and saved at once. */
export function ThemesEditor({ base, version, isFixed = false, onRestart }: ThemesEditorProps) {
  const api = useApi();
  const verb = useVerb();
  const [initial] = useState(() => paragraphsOf(base));
  const [rows, setRows] = useState(initial);
  /** The paragraph that is changed; or the theme in which another one is made. */
  const [asking, setAsking] = useState<Paragraph | { theme: string }>();
  const [error, setError] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);
  const isDirty = rows !== initial && !isSaving;
  const keepFocus = useKeptFocus(rows);

  const arrange = (arranged: Arranged<Paragraph> | null) => {
    if (!arranged) return;
    keepFocus();
    setRows(arranged.rows);
    announce(arranged.said);
  };
  const { drag, handle } = useRowDrag((id, place) => {
    const [row, target] = [id, place.id].map((each) => rows.find((other) => other.id === each));
    if (row && target) arrange(beside(rows, row, target, place.side));
  });
  const save = async () => {
    setError(undefined);
    setSaving(true);
    try {
      await verb.attempt(
        () => api.saveThemes(base.round.id, base.version, toInput(rows)),
        'The summary is saved',
      );
      await onRestart();
    } catch (refusal) {
      setError(refusal);
      setSaving(false);
    }
  };
  const isOvertaken = version > base.version && !isSaving;
  const close = () => setAsking(undefined);
  return (
    <>
      <UnsavedGuard isDirty={isDirty} what="The layout" />
      <ErrorSummary error={error} />
      {isOvertaken && (
        <Alert
          severity="warning"
          sx={{ mb: 2 }}
          action={
            <Button color="inherit" onClick={() => void onRestart().catch(setError)}>
              Load how it stands now
            </Button>
          }
        >
          The summary was changed meanwhile, so this arrangement can no longer be saved. Loading it
          as it is now drops your changes.
        </Alert>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
        <Typography sx={{ color: 'text.secondary' }}>{countWords(rows)}</Typography>
        {!isFixed && rows.length > 0 && (
          <Button variant="outlined" onClick={() => setAsking({ theme: '' })}>
            Add a paragraph
          </Button>
        )}
      </Box>
      {rows.length === 0 && (
        <EmptyState title="No themes yet">
          A theme is made with its first paragraph. A paragraph can begin with approved words of{' '}
          {base.summarises?.title ?? 'the round'}, or with an empty page.
          <Box sx={{ mt: 2 }}>
            <Button variant="contained" onClick={() => setAsking({ theme: '' })}>
              Add the first paragraph
            </Button>
          </Box>
        </EmptyState>
      )}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {rows.map((row, index) => (
          <Box component="li" key={row.id}>
            {row.chapter !== rows[index - 1]?.chapter && (
              <ChapterHeading
                rows={rows}
                chapter={row.chapter}
                isFixed={isFixed}
                onArrange={arrange}
                noun="theme"
              />
            )}
            <ParagraphRow
              row={row}
              rows={rows}
              chapters={base.chapters}
              isFixed={isFixed}
              drop={drag?.place?.id === row.id ? drag.place.side : undefined}
              isDragged={drag?.id === row.id}
              handle={handle(row.id)}
              onArrange={arrange}
              onEdit={() => setAsking(row)}
            />
            {!isFixed && row.chapter !== rows[index + 1]?.chapter && (
              <Button size="small" onClick={() => setAsking({ theme: row.chapter })}>
                Add a paragraph to {row.chapter}
              </Button>
            )}
          </Box>
        ))}
      </Box>
      {!isFixed && (rows.length > 0 || isDirty) && (
        <LayoutBar
          label="Save the whole summary"
          isDirty={isDirty}
          isBlocked={isOvertaken}
          onSave={() => void save()}
          onUndo={() => setRows(initial)}
        />
      )}
      {asking && 'id' in asking && (
        <ParagraphDialog
          title={`Change “${asking.title}”`}
          confirmWords="Take it over"
          start={valuesOf(asking)}
          row={asking}
          layout={base}
          themes={chaptersOf(rows)}
          onConfirm={(values) => arrange(change(rows, asking, values))}
          onClose={close}
        />
      )}
      {asking && !('id' in asking) && (
        <AddParagraph
          theme={asking.theme}
          layout={base}
          themes={chaptersOf(rows)}
          taken={new Set(rows.flatMap(({ sources }) => sources.map(({ id }) => id)))}
          onAdd={(values, from) => arrange(add(rows, values, from))}
          onClose={close}
        />
      )}
    </>
  );
}

function countWords(rows: readonly Paragraph[]): string {
  const themes = chaptersOf(rows).length;
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  return rows.length === 0 ? '' : `${count(themes, 'theme')}, ${count(rows.length, 'paragraph')}.`;
}
