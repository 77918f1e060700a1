import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import type { SummaryLayout } from '../api/types.ts';
import { EmptyState } from '../components/States.tsx';
import { useApi } from '../providers/useMe.ts';
import { ArrangementNotices } from '../rounds/ArrangementNotices.tsx';
import { ChapterHeading } from '../rounds/ChapterHeading.tsx';
import { LayoutBar } from '../rounds/LayoutBar.tsx';
import { chaptersOf } from '../rounds/layoutRows.ts';
import { useArrangement, type LayoutEditorProps } from '../rounds/useArrangement.ts';
import { AddParagraph } from './AddParagraph.tsx';
import { ParagraphDialog } from './ParagraphDialog.tsx';
import { ParagraphRow } from './ParagraphRow.tsx';
import { add, change, paragraphsOf, toInput, valuesOf, type Paragraph } from './paragraphs.ts';

/** The whole summary, arranged here and saved at once. */
export function ThemesEditor(props: LayoutEditorProps<SummaryLayout>) {
  const { base, isFixed = false } = props;
  const api = useApi();
  const arrangement = useArrangement(() => paragraphsOf(base), props, {
    send: (rows) => api.saveThemes(base.round.id, base.version, toInput(rows)),
    saidWhenDone: 'The summary is saved',
  });
  const { rows, arrange } = arrangement;
  /** The paragraph that is changed; or the theme in which another one is made. */
  const [asking, setAsking] = useState<Paragraph | { theme: string }>();
  const close = () => setAsking(undefined);
  return (
    <>
      <ArrangementNotices arrangement={arrangement}>
        The summary was changed meanwhile, so this arrangement can no longer be saved. Loading it as
        it is now drops your changes.
      </ArrangementNotices>
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
              {...arrangement.dragOf(row)}
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
      {!isFixed && (rows.length > 0 || arrangement.isDirty) && (
        <LayoutBar
          label="Save the whole summary"
          isDirty={arrangement.isDirty}
          isBlocked={arrangement.isOvertaken}
          onSave={arrangement.save}
          onUndo={arrangement.undo}
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
