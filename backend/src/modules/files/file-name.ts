import { FILE_KINDS, FILE_NAME_MAX_LENGTH, type FileMediaType } from '../../common/evidence.js';

/** Controls, and what turns the direction of writing: “annexe‮fdp.exe” reads as another name. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
/** What a file system or a header would read as something else than a name. */
const RESERVED = /[<>:"|?*%;]/g;

/**
 * The name under which a file is shown and saved: the last part of what was sent, without anything
 * that is not seen, and ending as its content says. Nothing is ever stored under it.
 */
export function shownFileName(sent: string, mediaType: FileMediaType): string {
  const { extension } = FILE_KINDS[mediaType];
  const stem = cleanFileName(sent)
    .replace(/\.[\p{L}\p{N}]{1,5}$/u, '')
    .replace(/[.\s]+$/, '');
  const room = FILE_NAME_MAX_LENGTH - extension.length - 1;
  return `${[...stem].slice(0, room).join('').trim() || 'file'}.${extension}`;
}

/** The same before its content has come: whatever it ends with. */
export function cleanFileName(sent: string): string {
  const last = sent.normalize('NFC').replace(UNSEEN, '').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(RESERVED, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return [...clean].slice(0, 2 * FILE_NAME_MAX_LENGTH).join('') || 'file';
}
