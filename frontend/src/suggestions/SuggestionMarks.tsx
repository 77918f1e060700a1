import { describeChange, suggestedChanges } from '@common/suggested-changes.ts';
import { suggestionMarks } from '@common/suggestion-marks.ts';
import { Alert, Box, Button, GlobalStyles, Popover, type Theme } from '@mui/material';
import type { Editor } from '@tiptap/core';
import { useEffect, useRef, useState } from 'react';
import type { Content, Suggestion } from '../api/types.ts';
import { ChangeWords } from './ChangeWords.tsx';
import type { Answering } from './useAnswering.ts';
import { chipOf } from './chipOf.ts';
import { MARKS, suggestionPlugin } from './suggestionPlugin.ts';

/** Somebody is typing: the marks move with the text, and are found anew after this pause. */
const PAUSE_MS = 250;

interface SuggestionMarksProps {
  editor: Editor;
  suggestion: Suggestion;
  /** What was suggested for, and the text in the editor. */
  base: Content;
  draft: Content;
  who: string;
  answering: Answering;
}

/** The changes that nobody has answered, marked in the text; each is answered where it stands. */
export default function SuggestionMarks(props: SuggestionMarksProps) {
  const { editor, suggestion, base, draft, who, answering } = props;
  const [open, setOpen] = useState<{ key: string; chip: HTMLElement }>();
  const focusAfter = useRef<string | undefined>(undefined);
  useEffect(() => {
    editor.registerPlugin(suggestionPlugin((key, chip) => setOpen({ key, chip })));
    return () => void (editor.isDestroyed || editor.unregisterPlugin(MARKS));
  }, [editor]);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (editor.isDestroyed) return;
      const { changes } = suggestion;
      const keysOf = (answer: 'accepted' | undefined) =>
        new Set(changes.filter((each) => each.answer === answer).map(({ key }) => key));
      const { lines, pieces } = suggestionMarks(
        suggestedChanges(base, suggestion.proposed),
        draft,
        { accepted: keysOf('accepted'), open: keysOf(undefined) },
      );
      const marks = changes.flatMap((change, index) => {
        const its = pieces.get(change.key);
        const spoken = `Suggested by ${who}: ${describeChange(change)}`;
        return its ? [{ key: change.key, number: index + 1, spoken, pieces: its }] : [];
      });
      const { tr } = editor.state;
      editor.view.dispatch(tr.setMeta(MARKS, { lines, marks }).setMeta('addToHistory', false));
      if (focusAfter.current === undefined) return;
      const next = chipOf(editor.view.dom, focusAfter.current);
      focusAfter.current = undefined;
      if (next) next.focus();
      else editor.commands.focus();
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [editor, suggestion, base, draft, who]);

  const change = suggestion.changes.find(({ key, answer }) => key === open?.key && !answer);
  const answer = async (kind: 'accepted' | 'refused') => {
    const openOnes = suggestion.changes.filter((each) => !each.answer && each !== change);
    if (!change || !(await answering.answer([change], kind))) return;
    const after = openOnes.find((each) => isAfter(suggestion, each, change)) ?? openOnes[0];
    focusAfter.current = after?.key ?? '';
    setOpen(undefined);
  };
  return (
    <>
      <GlobalStyles styles={markStyles} />
      {open && change && (
        <Popover
          open
          anchorEl={open.chip.isConnected ? open.chip : editor.view.dom}
          anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
          onClose={() => setOpen(undefined)}
          slotProps={{
            paper: {
              role: 'dialog',
              'aria-label': `Suggested by ${who}`,
              sx: { p: 2, maxWidth: 420 },
            },
          }}
        >
          <ChangeWords change={change} />
          {answering.problem && (
            <Alert severity="error" sx={{ mt: 1 }}>
              {answering.problem}
            </Alert>
          )}
          {answering.notFitting.includes(change.key) && (
            <Alert severity="warning" sx={{ mt: 1 }}>
              The text has changed since: these words no longer fit.
            </Alert>
          )}
          <Box sx={{ display: 'flex', gap: 1, mt: 1.5 }}>
            {(['accepted', 'refused'] as const).map((kind, index) => (
              <Button
                key={kind}
                variant="outlined"
                size="small"
                autoFocus={index === 0}
                disabled={answering.isRunning}
                onClick={() => void answer(kind)}
              >
                {kind === 'accepted' ? 'Accept' : 'Refuse'}
              </Button>
            ))}
            <Button size="small" onClick={() => setOpen(undefined)}>
              Close
            </Button>
          </Box>
        </Popover>
      )}
    </>
  );
}

const isAfter = (
  { changes }: Suggestion,
  one: Suggestion['changes'][number],
  other: Suggestion['changes'][number],
): boolean => changes.indexOf(one) > changes.indexOf(other);

const markStyles = ({ palette }: Theme) => ({
  '.suggested-format': { borderBottom: '2px dotted' },
  '.suggested-note': {
    ...{ color: palette.text.secondary, fontStyle: 'italic', overflowWrap: 'anywhere' },
  },
  '.suggested-block': { margin: '0 0 10px' },
  '.suggested-words': {
    ...{ position: 'absolute', width: 1, height: 1, margin: -1, overflow: 'hidden' },
    ...{ clipPath: 'inset(50%)', whiteSpace: 'nowrap' },
  },
  '.suggestion-chip': {
    ...{
      font: 'inherit',
      fontSize: '0.8125rem',
      fontWeight: 650,
      lineHeight: 1,
      cursor: 'pointer',
    },
    ...{ minWidth: 24, minHeight: 24, margin: '0 3px', padding: '0 4px', borderRadius: 12 },
    ...{ verticalAlign: 'text-bottom', border: '1px solid', borderColor: palette.primary.main },
    ...{ color: palette.primary.main, backgroundColor: palette.background.paper },
    '&:focus-visible': { outline: `3px solid ${palette.primary.main}`, outlineOffset: 1 },
  },
});
