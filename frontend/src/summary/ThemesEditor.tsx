import { readsAs } from '@common/reads-as.ts';
import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import type { SummaryLayout } from '../api/types.ts';
import { EmptyState } from '../components/States.tsx';
import { useApi } from '../providers/useMe.ts';
import { ArrangementNotices } from '../rounds/ArrangementNotices.tsx';
import { ChapterTitleDialog } from '../rounds/ChapterTitleDialog.tsx';
import { LayoutBar } from '../rounds/LayoutBar.tsx';
import { NewRowsDue } from '../rounds/NewRowsDue.tsx';
import { useArrangement, type LayoutEditorProps } from '../rounds/useArrangement.ts';
import { AddParagraph } from './AddParagraph.tsx';
import { ParagraphDialog } from './ParagraphDialog.tsx';
import { add, addTheme, change, paragraphsOf, toInput, type Paragraph } from './paragraphs.ts';
import { ADD_THEME, ThemeSection } from './ThemeSection.tsx';

/** What is asked: a new theme; a new paragraph, in its theme; or the paragraph that is changed. */
type Asking = 'theme' | { theme: string } | { row: Paragraph };

/** The whole summary, arranged here and saved at once. */
export function ThemesEditor(props: LayoutEditorProps<SummaryLayout>) {
  const { base, isFixed = false } = props;
  const api = useApi();
  const arrangement = useArrangement(() => paragraphsOf(base), props, {
    send: (laid) => api.saveThemes(base.round.id, { version: base.version, ...toInput(laid) }),
    saidWhenDone: 'The summary is saved',
  });
  const { rows, chapters: themes, arrange } = arrangement;
  const [asking, setAsking] = useState<Asking>();
  const [renamed, setRenamed] = useState('');
  const close = () => setAsking(undefined);
  return (
    <>
      <ArrangementNotices arrangement={arrangement}>
        The summary was changed meanwhile, so this arrangement can no longer be saved. Loading it as
        it is now drops your changes.
      </ArrangementNotices>
      {!isFixed && <NewRowsDue on={base.newRowsDueOn} what="a paragraph" />}
      {themes.length === 0 ? (
        <EmptyState title="No themes yet">
          {isFixed
            ? 'None was laid out.'
            : 'A theme is a heading of the summary. Its paragraphs stand under it.'}
        </EmptyState>
      ) : (
        <Typography sx={{ color: 'text.secondary' }}>
          {count(themes.length, 'theme')}, {count(rows.length, 'paragraph')}.
        </Typography>
      )}
      {themes.map((theme) => (
        <ThemeSection
          key={theme}
          theme={theme}
          arrangement={arrangement}
          chapters={base.chapters}
          isFixed={isFixed}
          onAdd={() => setAsking({ theme })}
          onEdit={(row) => setAsking({ row })}
          renaming={{ isDone: readsAs(theme) === readsAs(renamed), onDone: setRenamed }}
        />
      ))}
      {!isFixed && (
        <Box sx={{ mt: 3 }}>
          <Button
            id={ADD_THEME}
            variant={themes.length === 0 ? 'contained' : 'outlined'}
            onClick={() => setAsking('theme')}
          >
            {themes.length === 0 ? 'Add the first theme' : 'Add a theme'}
          </Button>
        </Box>
      )}
      {!isFixed && (themes.length > 0 || arrangement.isDirty) && (
        <LayoutBar
          label="Save the whole summary"
          isDirty={arrangement.isDirty}
          isBlocked={arrangement.isOvertaken}
          said={arrangement.said}
          onSave={arrangement.save}
          onUndo={arrangement.undo}
        />
      )}
      {asking === 'theme' && (
        <ChapterTitleDialog
          title="A new theme"
          confirmWords="Add it"
          start=""
          hint="It stands last at first, and can be moved."
          onConfirm={(title) => arrange(addTheme(arrangement, title))}
          onClose={close}
        />
      )}
      {typeof asking === 'object' && 'row' in asking && (
        <ParagraphDialog
          row={asking.row}
          layout={base}
          themes={themes}
          onConfirm={(values) => arrange(change(arrangement, asking.row, values))}
          onClose={close}
        />
      )}
      {typeof asking === 'object' && 'theme' in asking && (
        <AddParagraph
          theme={asking.theme}
          layout={base}
          themes={themes}
          taken={new Set(rows.flatMap(({ sources }) => sources.map(({ id }) => id)))}
          onAdd={(values, from) => arrange(add(arrangement, values, from))}
          onClose={close}
        />
      )}
    </>
  );
}

const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;
