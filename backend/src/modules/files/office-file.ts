import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import type { FileMediaType } from '../../common/evidence.js';

/** An honest report of hundreds of pages has some hundred parts and unpacks to some tens of megabytes. */
export const ZIP_LIMITS = { entries: 2000, bytes: 200_000_000, ratio: 100 } as const;
/** Below this an entry may be packed as tightly as it likes: a blank sheet is. */
const RATIO_COUNTS_FROM_BYTES = 10_000_000;
const TYPES_MAX_BYTES = 1_000_000;

const CONTENT_TYPES = '[Content_Types].xml';
const MAIN_PARTS: readonly (readonly [string, FileMediaType])[] = [
  [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
];

export type OfficeVerdict =
  | { isOffice: true; mediaType: FileMediaType }
  | { isOffice: false; why: 'not_office' | 'macros' | 'encrypted' | 'bomb' };

const refused = (why: Exclude<OfficeVerdict, { isOffice: true }>['why']): OfficeVerdict => ({
  isOffice: false,
  why,
});

/**
 * What a zip holds: a Word document, a workbook, or nothing that is taken. Every part is unpacked,
 * counted and thrown away, so that a directory which lies about sizes is found out; the library stops
 * at the first byte more than was declared.
 */
export async function lookIntoZip(path: string): Promise<OfficeVerdict> {
  let zip: ZipFile;
  try {
    zip = await yauzl.openPromise(path, { autoClose: false, strictFileNames: true });
  } catch {
    return refused('not_office');
  }
  try {
    return zip.entryCount > ZIP_LIMITS.entries ? refused('bomb') : await lookAtEntries(zip);
  } catch {
    // Not a whole zip, or one that says other things than it holds.
    return refused('not_office');
  } finally {
    zip.close();
  }
}

async function lookAtEntries(zip: ZipFile): Promise<OfficeVerdict> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  const declared = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (declared > ZIP_LIMITS.bytes || entries.some(isTooTight)) return refused('bomb');
  if (entries.some((entry) => entry.isEncrypted())) return refused('encrypted');
  if (entries.some(({ fileName }) => isMacro(fileName))) return refused('macros');
  const types = entries.find(({ fileName }) => fileName === CONTENT_TYPES);
  if (!types || types.uncompressedSize > TYPES_MAX_BYTES) return refused('not_office');
  for (const entry of entries) await unpack(zip, entry);
  const xml = (await buffer(await zip.openReadStreamPromise(types))).toString('utf8');
  if (/macroEnabled|vbaProject/i.test(xml)) return refused('macros');
  const main = MAIN_PARTS.find(([part]) => xml.includes(`"${part}"`));
  return main ? { isOffice: true, mediaType: main[1] } : refused('not_office');
}

const isTooTight = ({ uncompressedSize, compressedSize }: Entry): boolean =>
  uncompressedSize > RATIO_COUNTS_FROM_BYTES &&
  uncompressedSize > ZIP_LIMITS.ratio * Math.max(compressedSize, 1);

const isMacro = (name: string): boolean => /(^|\/)(vbaProject\w*|vbaData)\.(bin|xml)$/i.test(name);

/** @throws Error when a part holds more or less than declared, or other bytes than its sum says */
async function unpack(zip: ZipFile, entry: Entry): Promise<void> {
  const stream: Readable = await zip.openReadStreamPromise(entry);
  for await (const chunk of stream) void chunk;
}
