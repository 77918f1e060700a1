import { open } from 'node:fs/promises';
import { FILE_KINDS_IN_WORDS, type FileMediaType } from '../../common/evidence.js';
import { invalidField, type Problem } from '../../common/problems.js';
import { lookIntoZip, type OfficeVerdict } from './office-file.js';

type Refusal = Exclude<OfficeVerdict, { isOffice: true }>['why'] | 'old_office';

const REFUSALS: Record<Refusal, string> = {
  not_office: `This is not a file of a kind that is taken: ${FILE_KINDS_IN_WORDS}. What counts is what it holds, not its name.`,
  macros: 'This document holds macros. Save it as .docx or .xlsx, without macros, and add that.',
  encrypted: 'This file is locked with a password. Save it without one and add that.',
  bomb: 'This file unpacks to far more than a document holds, so it is not taken.',
  old_office:
    'This is a document of an old kind (.doc, .xls), or one that is locked with a password. Save it as .docx, .xlsx or PDF and add that.',
};

const refusal = (why: Refusal): Problem => invalidField('file', why, REFUSALS[why]);

const HEAD_BYTES = 16;
const latin = (head: Buffer, from: number, to: number): string => head.toString('latin1', from, to);

/** By the first bytes; null for what is not one of the kinds taken, or a zip, which needs a look inside. */
function imageOrPdf(head: Buffer): FileMediaType | null {
  if (latin(head, 0, 5) === '%PDF-') return 'application/pdf';
  if (latin(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (latin(head, 0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (/^GIF8[79]a/.test(latin(head, 0, 6))) return 'image/gif';
  if (latin(head, 0, 4) === 'RIFF' && latin(head, 8, 12) === 'WEBP') return 'image/webp';
  return null;
}

const isZip = (head: Buffer): boolean => latin(head, 0, 4) === 'PK\x03\x04';
const isOldOffice = (head: Buffer): boolean =>
  latin(head, 0, 8) === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/**
 * What a file is, by what it holds. Its name and whatever the sender says of it are not asked.
 * @throws Problem request.invalid saying why it is not taken
 */
export async function typeOfFile(path: string): Promise<FileMediaType> {
  const head = await headOf(path);
  const mediaType = imageOrPdf(head);
  if (mediaType) return mediaType;
  if (isOldOffice(head)) throw refusal('old_office');
  if (!isZip(head)) throw refusal('not_office');
  const verdict = await lookIntoZip(path);
  if (!verdict.isOffice) throw refusal(verdict.why);
  return verdict.mediaType;
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
