import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { aLongSnapshot, aSnapshot } from '../../../test/builders/snapshot.js';
import type { EditionSnapshot } from '../../common/edition-snapshot.js';
import { useTypeScript } from '../../../test/support/use-typescript.js';
import { renderEditionForm, type EditionToRender, type RenderedForm } from './edition-forms.js';
import { renderApart } from './render-apart.js';
import type { DocumentToRender } from './render-document.js';

useTypeScript();

const aToRender = (snapshot = aSnapshot()): EditionToRender => ({
  snapshot,
  snapshotHash: '3f'.repeat(32),
  address: 'https://updates.example.org/editions/2021-22-q4/v1',
  name: 'v1',
});
const anEdition = (form: RenderedForm, edition = aToRender()): DocumentToRender => ({
  ...{ kind: 'edition', form, edition },
});
const FORMS = [
  'pdf',
  'docx',
  'csv',
  'commitments.csv',
  'figures.csv',
  'csv-metadata.json',
] as const;

describe('rendering in a process of its own', () => {
  it.each(FORMS)('gives the very bytes of %s, also to several who ask at once', async (form) => {
    const here = await renderEditionForm(form, aToRender());
    const there = await Promise.all([1, 2].map(() => renderApart(anEdition(form))));
    for (const bytes of there) expect(Buffer.compare(bytes, here)).toBe(0);
  });

  it('leaves this process to others meanwhile', async () => {
    let turns = 0;
    const spinning = setInterval(() => (turns += 1), 1);
    await renderApart(anEdition('pdf', aToRender(aLongSnapshot(300))));
    clearInterval(spinning);
    // In this process there would be one turn, however long it took.
    expect(turns).toBeGreaterThan(10);
  });

  it('keeps what sets documents out of the process that serves', async () => {
    const door = new URL('./index.ts', import.meta.url).href;
    const script = `await import(${JSON.stringify(door)});
      console.log(process.report.getReport().sharedObjects.join());`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', script],
      { env: process.env },
    );
    expect(stdout).toContain('libc');
    expect(stdout).not.toContain('typst');
  });

  it('fails with what went wrong, and goes on', async () => {
    const nothing = { ...aToRender(), snapshot: {} as EditionSnapshot };
    await expect(renderApart(anEdition('csv', nothing))).rejects.toThrow('undefined');
    expect((await renderApart(anEdition('csv'))).byteLength).toBeGreaterThan(100);
  });
});
