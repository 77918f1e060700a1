import { isAllowedHref } from '@common/rich-text/links.ts';
import { Button, TextField } from '@mui/material';
import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { FormDialog, MissingField } from './FormDialog.tsx';

/** Asks where a link leads; the words it stands on are those selected, or the address itself. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const present = (editor.getAttributes('link').href as string | undefined) ?? '';
  const [href, setHref] = useState(present);
  const [isWrong, setWrong] = useState(false);
  const save = async () => {
    const address = /^[a-z]+:/i.test(href) ? href.trim() : `https://${href.trim()}`;
    if (!href.trim() || !isAllowedHref(address)) {
      setWrong(true);
      document.getElementById('field-href')?.focus();
      throw new MissingField();
    }
    const chain = editor.chain().focus().extendMarkRange('link');
    if (editor.state.selection.empty && !present) {
      const mark = { type: 'link', attrs: { href: address } };
      chain.insertContent({ type: 'text', text: address, marks: [mark] }).run();
    } else {
      chain.setLink({ href: address }).run();
    }
  };
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    onClose();
  };
  return (
    <FormDialog title="Link" confirmWords="Set the link" onConfirm={save} onClose={onClose}>
      <TextField
        id="field-href"
        label="Address"
        placeholder="https://www.london.gov.uk/…"
        value={href}
        onChange={(event) => {
          setHref(event.target.value);
          setWrong(false);
        }}
        error={isWrong}
        helperText={
          isWrong ? 'Give a web address (https://…) or an email address (mailto:…).' : undefined
        }
        autoFocus
        fullWidth
        sx={{ mt: 1 }}
      />
      {present && (
        <Button onClick={remove} sx={{ mt: 1.5 }}>
          Remove the link
        </Button>
      )}
    </FormDialog>
  );
}
