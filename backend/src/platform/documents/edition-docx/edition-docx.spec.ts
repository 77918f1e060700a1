import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import {
  aLongSnapshot,
  anOmittedRow,
  aRow,
  aSnapshot,
  aSummarySnapshot,
  HOSTILE_TEXT,
  aDocument,
} from '../../../../test/builders/snapshot.js';
import { wordTexts } from '../../../../test/support/snapshot-forms.js';
import { textOf, wordsOf } from '../../../../test/support/snapshot-words.js';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import { tidyJson } from '../printable.js';
import { renderEditionDocx } from './edition-docx.js';

const OPTIONS = {
  snapshotHash: '3f'.repeat(32),
  address: 'https://updates.example.org/editions/2021-22-q4',
};

/** What mammoth, which had no part in making the file, finds in it. */
async function readBack(snapshot: EditionSnapshot) {
  const buffer = Buffer.from(await renderEditionDocx(snapshot, OPTIONS));
  const { value: html, messages } = await mammoth.convertToHtml(
    { buffer },
    { styleMap: ["p[style-name='Title'] => h1:fresh"] },
  );
  return { html, messages, text: textOf(html) };
}

const partOf = async (snapshot: EditionSnapshot, name: string): Promise<string> =>
  strFromU8(unzipSync(await renderEditionDocx(snapshot, OPTIONS))[name]!);

describe('the Word form of an edition', () => {
  it.each([
    ['a full table', aSnapshot()],
    ['sixty rows', aLongSnapshot()],
    ['a stakeholder summary', aSummarySnapshot()],
    [
      'a row that was left out',
      aSnapshot({ chapters: [{ title: 'C', groups: [{ rows: [anOmittedRow()] }] }] }),
    ],
  ])('says every word of %s, no other, and in their order', async (_, snapshot) => {
    const { text, messages } = await readBack(snapshot);
    expect(messages).toEqual([]);
    expect(wordsOf([text])).toEqual(wordsOf(wordTexts(snapshot, OPTIONS)));
  });

  it('sets a summary as it was written: headings where they were, and no table', async () => {
    const { html } = await readBack(aSummarySnapshot());
    expect(html).not.toContain('<table');
    const bare = html.replace(/<a [^>]*><\/a>/g, '');
    expect(bare).toContain('<h1>Better encounters</h1><p>Why it matters.</p>');
    expect(bare).toContain(
      '<h2>Handcuffing</h2><p>Training began.</p><p>And the data follows.</p>',
    );
  });

  it('has real headings, and a header row that repeats', async () => {
    const snapshot = aSnapshot();
    const { html } = await readBack(snapshot);
    for (const { title } of snapshot.chapters) {
      expect(html).toMatch(new RegExp(`<h1>(<a[^>]*></a>)?${title}</h1>`));
    }
    expect(html.match(/<thead>/g)).toHaveLength(snapshot.chapters.length);
    expect(html.match(/<th>/g)).toHaveLength(3 * snapshot.chapters.length);
    expect(html).toContain('<th><p><strong>Commitment</strong></p></th>');
    // A row is found by its heading, inside its table.
    const { title } = snapshot.chapters[0]!.groups[0]!.rows[0]!;
    expect(html.replace(/<a [^>]*><\/a>/g, '')).toContain(`<td><h2>${title}</h2>`);
  });

  it('ends with what its short forms stand for, in a table whose head repeats', async () => {
    const { html } = await readBack(aLongSnapshot(5));
    expect(html.replace(/<a [^>]*><\/a>/g, '')).toContain(
      '<h1>Acronyms</h1><table><thead><tr><th><p><strong>Short form</strong></p></th><th><p><strong>In full</strong></p></th></tr></thead>' +
        '<tbody><tr><td><p>MOPAC</p></td><td><p>Mayor’s Office for Policing And Crime</p></td></tr>',
    );
  });

  it('is in British English, with the title and the day of publication inside', async () => {
    expect(await partOf(aSnapshot(), 'word/styles.xml')).toContain('w:lang w:val="en-GB"');
    const core = await partOf(aSnapshot(), 'docProps/core.xml');
    expect(core).toContain('<dc:title>Quarterly update 2021/22 Q4</dc:title>');
    expect(core.match(/2022-06-10T00:00:00Z/g)).toHaveLength(2);
  });

  it('says by which hash it is checked, and why a row has no update', async () => {
    const [chapter] = aSnapshot().chapters;
    const omitted = anOmittedRow();
    const { text } = await readBack(
      aSnapshot({ chapters: [{ ...chapter!, groups: [{ rows: [omitted] }] }] }),
    );
    expect(text).toContain(OPTIONS.snapshotHash);
    expect(text).toContain(omitted.omission!.reason);
  });

  it('says since when nothing has changed', async () => {
    const row = aRow();
    row.content!.noChange = { since: '2021/22 Q2', sinceOn: '2021-09-30' };
    const { text } = await readBack(
      aSnapshot({ chapters: [{ title: 'Chapter', groups: [{ rows: [row] }] }] }),
    );
    expect(text).toContain('No change since 2021/22 Q2.');
  });

  it('says which skipped period it covers too, and why', async () => {
    const { text } = await readBack(
      aSnapshot({
        alsoCovers: [
          {
            ...{ label: '2021/22 Q3 (October to December 2021)', start: '2021-10-01' },
            ...{ end: '2021-12-31', reason: 'No figures came from the courts' },
          },
        ],
      }),
    );
    expect(text).toContain(
      'Also covers: 2021/22 Q3 (October to December 2021), which had no edition of its own. No figures came from the courts.',
    );
  });

  it('keeps lists, links and emphasis', async () => {
    const { html } = await readBack(aSnapshot());
    expect(html).toMatch(/<ul>|<ol>/);
    expect(html).toMatch(/<a href="https?:/);
    expect(html).toContain('<em>');
  });

  it('prints what people wrote as text, whatever it looks like', async () => {
    const row = aRow({ title: HOSTILE_TEXT });
    row.content = { ...row.content!, document: aDocument(HOSTILE_TEXT) };
    const snapshot = aSnapshot({ chapters: [{ title: 'Chapter', groups: [{ rows: [row] }] }] });
    const { text } = await readBack(snapshot);
    expect(wordsOf([text])).toEqual(wordsOf(wordTexts(tidyJson(snapshot), OPTIONS)));
  });

  it('is the same bytes each time', async () => {
    const first = await renderEditionDocx(aSnapshot(), OPTIONS);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(Buffer.compare(first, await renderEditionDocx(aSnapshot(), OPTIONS))).toBe(0);
  });
});
