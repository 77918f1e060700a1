import { MAX_LIST_DEPTH } from '@common/rich-text/limits.ts';
import type { RichTextDocument } from '@common/rich-text/types.ts';
import { Box, Typography } from '@mui/material';
import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { useEffect, useRef, useState } from 'react';
import { nonce } from '../providers/nonce.ts';
import { EditorToolbar } from './EditorToolbar.tsx';
import { houseExtensions } from './rich-text/extensions.ts';
import { housePaste } from './rich-text/paste.ts';
import { replaceDocument } from './rich-text/replaceDocument.ts';

const CLEAR = { top: 96, right: 0, bottom: 24, left: 0 };

interface RichTextEditorProps {
  /** The label's id: it names the text box. */
  labelId: string;
  document: RichTextDocument;
  /** When it grows, the document replaces what is in the editor, and is nothing to undo. */
  generation?: number;
  onChange: (document: RichTextDocument) => void;
  minHeight?: number;
  /** Hands out the editor, and takes it back when it is gone. */
  onEditor?: (editor: Editor | undefined) => void;
}

/** The editor of the house rich text. Loaded only on the pages where people write. */
export default function RichTextEditor(props: RichTextEditorProps) {
  const { labelId, document, generation = 0, minHeight = 320, onEditor } = props;
  const onChange = useRef(props.onChange);
  onChange.current = props.onChange;
  /** What did not go as asked: parts of a paste left out, a list that goes no deeper. */
  const [note, setNote] = useState<string>();
  const editor = useEditor({
    extensions: houseExtensions({
      onTooDeep: () =>
        setNote(`Lists go no deeper than ${MAX_LIST_DEPTH} levels. Tab now leads out of the text.`),
    }),
    content: document,
    injectNonce: nonce,
    editorProps: {
      ...housePaste(setNote),
      // The line with the caret stays clear of what stands at the top of the page.
      scrollThreshold: CLEAR,
      scrollMargin: CLEAR,
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': labelId,
        spellcheck: 'true',
        lang: 'en-GB',
      },
    },
    onUpdate: ({ editor: changed }) => onChange.current(changed.getJSON() as RichTextDocument),
  });
  useEffect(() => {
    if (!onEditor || !editor) return;
    onEditor(editor);
    return () => onEditor(undefined);
  }, [editor, onEditor]);
  const shown = useRef(generation);
  useEffect(() => {
    if (shown.current === generation || !editor || editor.isDestroyed) return;
    shown.current = generation;
    replaceDocument(editor, document);
  }, [editor, generation, document]);
  return (
    <Box
      sx={{
        border: 1,
        borderColor: 'text.secondary',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        '&:focus-within': { outline: '2px solid', outlineColor: 'primary.main' },
        '& .tiptap': {
          minHeight,
          px: 2.5,
          py: 2,
          maxWidth: '75ch',
          fontSize: '1.125rem',
          lineHeight: 1.6,
          overflowWrap: 'anywhere',
          '&:focus': { outline: 'none' },
          '& p': { m: 0, mb: 1.25 },
          '& li > p': { mb: 0.5 },
          '& ul, & ol': { mt: 0, mb: 1.25, pl: 3.5 },
        },
      }}
    >
      {editor && <EditorToolbar editor={editor} />}
      <EditorContent editor={editor} />
      <Typography
        role="status"
        variant="body2"
        sx={{ px: 2.5, color: 'text.secondary', '&:not(:empty)': { pb: 1.5 } }}
      >
        {note}
      </Typography>
    </Box>
  );
}
