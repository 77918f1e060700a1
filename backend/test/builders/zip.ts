import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  bytes: Buffer | string;
  /** What the directory says of its size, where that is a lie. */
  declared?: number;
}

/** CRC-32 as zip has it; Node 20 before 20.15 has none of its own. */
const sum = (bytes: Buffer): number => crc32(bytes);

/** A zip, made by hand so that it can also be a hostile one. */
export function aZip(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, bytes, declared } of parts) {
    const content = Buffer.from(bytes);
    const packed = deflateRawSync(content);
    const path = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(sum(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(declared ?? content.length, 18);
    fields.writeUInt16LE(path.length, 22);
    files.push(Buffer.from('PK\x03\x04', 'latin1'), fields, path, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, path);
    at += 4 + fields.length + path.length + packed.length;
  }
  const size = directory.reduce((total, { length }) => total + length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

const contentTypes = (mainPart: string): ZipPart => ({
  name: '[Content_Types].xml',
  bytes: `<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="${mainPart}"/></Types>`,
});

/** A Word document with more parts, where some are given. */
export const aWordFile = (...more: ZipPart[]): Buffer =>
  aZip([contentTypes(WORD), { name: 'word/document.xml', bytes: '<w:document/>' }, ...more]);

export const anExcelFile = (...more: ZipPart[]): Buffer =>
  aZip([contentTypes(EXCEL), { name: 'xl/workbook.xml', bytes: '<workbook/>' }, ...more]);

export const aMacroFile = (): Buffer =>
  aZip([contentTypes('application/vnd.ms-word.document.macroEnabled.main+xml')]);

export const aPdf = (text = 'A report.'): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);

/** 60 MB of nothing in 60 kB. */
export const aZipBomb = (): Buffer =>
  aWordFile({ name: 'word/media.bin', bytes: Buffer.alloc(60_000_000) });
