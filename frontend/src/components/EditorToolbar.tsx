import BoldIcon from '@mui/icons-material/FormatBold';
import BulletsIcon from '@mui/icons-material/FormatListBulleted';
import ItalicIcon from '@mui/icons-material/FormatItalic';
import LinkIcon from '@mui/icons-material/Link';
import NumbersIcon from '@mui/icons-material/FormatListNumbered';
import RedoIcon from '@mui/icons-material/Redo';
import UndoIcon from '@mui/icons-material/Undo';
import type { SvgIconComponent } from '@mui/icons-material';
import { Box, ToggleButton, Tooltip } from '@mui/material';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { LinkDialog } from './LinkDialog.tsx';

interface Tool {
  name: string;
  label: string;
  icon: SvgIconComponent;
  act: () => void;
  isOn?: boolean;
}

/** One stop for the Tab key; the arrow keys move inside it. */
export function EditorToolbar({ editor }: { editor: Editor }) {
  const bar = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const [isLinking, setLinking] = useState(false);
  const marks = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      link: now.isActive('link'),
    }),
  });
  const chain = () => editor.chain().focus();
  const tools: Tool[] = [
    {
      name: 'bold',
      label: 'Bold (Ctrl+B)',
      icon: BoldIcon,
      act: () => chain().toggleBold().run(),
      isOn: marks.bold,
    },
    {
      name: 'italic',
      label: 'Italic (Ctrl+I)',
      icon: ItalicIcon,
      act: () => chain().toggleItalic().run(),
      isOn: marks.italic,
    },
    {
      name: 'bullets',
      label: 'Bulleted list',
      icon: BulletsIcon,
      act: () => chain().toggleBulletList().run(),
      isOn: marks.bullets,
    },
    {
      name: 'numbers',
      label: 'Numbered list',
      icon: NumbersIcon,
      act: () => chain().toggleOrderedList().run(),
      isOn: marks.numbers,
    },
    { name: 'link', label: 'Link', icon: LinkIcon, act: () => setLinking(true), isOn: marks.link },
    { name: 'undo', label: 'Undo (Ctrl+Z)', icon: UndoIcon, act: () => chain().undo().run() },
    { name: 'redo', label: 'Redo (Ctrl+Y)', icon: RedoIcon, act: () => chain().redo().run() },
  ];
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = (current + step + tools.length) % tools.length;
    setCurrent(next);
    bar.current?.querySelectorAll<HTMLElement>('button')[next]?.focus();
  };
  return (
    <Box
      ref={bar}
      role="toolbar"
      aria-label="Formatting"
      onKeyDown={move}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 0.5,
        p: 0.75,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      {tools.map(({ name, label, icon: Icon, act, isOn }, index) => (
        <Tooltip key={name} title={label} describeChild>
          <ToggleButton
            value={name}
            selected={isOn ?? false}
            aria-pressed={isOn === undefined ? undefined : isOn}
            aria-label={label}
            size="small"
            tabIndex={index === current ? 0 : -1}
            onFocus={() => setCurrent(index)}
            onClick={act}
            sx={{ border: 0, color: 'text.primary' }}
          >
            <Icon fontSize="small" />
          </ToggleButton>
        </Tooltip>
      ))}
      {isLinking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
    </Box>
  );
}
