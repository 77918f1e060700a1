import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  aMacroFile,
  anExcelFile,
  aPdf,
  aWordFile,
  aZip,
  aZipBomb,
} from '../../../test/builders/zip.js';
import type { Problem } from '../../common/problems.js';
import { ZIP_LIMITS } from './office-file.js';
import { typeOfFile } from './file-type.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-types-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What becomes of these bytes: their kind, or why they are refused. */
async function outcome(bytes: Buffer): Promise<string> {
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  return typeOfFile(path).catch((problem: Problem) => problem.extra.issues![0]!.code);
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';

describe('the kind of a file', () => {
  it.each([
    ['a PDF', aPdf(), 'application/pdf'],
    ['a PNG', Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1'), 'image/png'],
    ['a JPEG', Buffer.from('\xff\xd8\xff\xe0', 'latin1'), 'image/jpeg'],
    ['a GIF', Buffer.from('GIF89a'), 'image/gif'],
    ['a WebP', Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'), 'image/webp'],
    ['a Word document', aWordFile(), `${OFFICE}.wordprocessingml.document`],
    ['a workbook', anExcelFile(), `${OFFICE}.spreadsheetml.sheet`],
  ])('is read from what it holds: %s', async (_, bytes, mediaType) => {
    expect(await outcome(bytes)).toBe(mediaType);
  });

  it.each([
    ['a script', Buffer.from('#!/bin/sh\nrm -rf /\n'), 'not_office'],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>%PDF-1.7'), 'not_office'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'not_office'],
    ['a program', Buffer.from('MZ\x90\0', 'latin1'), 'not_office'],
    ['two bytes', Buffer.from('%P'), 'not_office'],
    ['any zip', aZip([{ name: 'a.txt', bytes: 'x' }]), 'not_office'],
    ['half a Word document', aWordFile().subarray(0, 200), 'not_office'],
    [
      'an old Word document',
      Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
      'old_office',
    ],
    ['macros by their type', aMacroFile(), 'macros'],
    ['macros by their part', aWordFile({ name: 'word/vbaProject.bin', bytes: 'x' }), 'macros'],
    ['a way out of its folder', aWordFile({ name: '../../etc/passwd', bytes: 'x' }), 'not_office'],
  ])('is no kind that is taken: %s', async (_, bytes, code) => {
    expect(await outcome(bytes)).toBe(code);
  });
});

describe('a zip bomb', () => {
  it('is found by what it says it unpacks to', async () => {
    const bomb = aZipBomb();
    expect(bomb.length).toBeLessThan(100_000);
    expect(await outcome(bomb)).toBe('bomb');
    const huge = { name: 'word/x', bytes: 'x', declared: ZIP_LIMITS.bytes };
    expect(await outcome(aWordFile(huge))).toBe('bomb');
  });

  it('is found by how many parts it has', async () => {
    const parts = Array.from({ length: ZIP_LIMITS.entries }, (_, at) => ({
      ...{ name: `word/${at}.xml`, bytes: '' },
    }));
    expect(await outcome(aWordFile(...parts))).toBe('bomb');
  });

  it('that lies about its size is found by unpacking it', async () => {
    const lie = { name: 'word/x', bytes: Buffer.alloc(30_000_000), declared: 1000 };
    expect(await outcome(aWordFile(lie))).toBe('not_office');
  });

  it('is not what a long honest document is', async () => {
    const sheet = { name: 'xl/sheet1.xml', bytes: '<row><c/></row>'.repeat(500_000) };
    expect(await outcome(anExcelFile(sheet))).toBe(`${OFFICE}.spreadsheetml.sheet`);
  });
});
