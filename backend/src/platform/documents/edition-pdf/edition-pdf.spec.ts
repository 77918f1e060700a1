import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  HOSTILE_TEXT,
  aDocument,
  aFigure,
  aLongSnapshot,
  aRichDocument,
  aRow,
  aSnapshot,
  aSummarySnapshot,
} from '../../../../test/builders/snapshot.js';
import { countTags, readPdf, wordsOfPdf } from '../../../../test/support/read-pdf.js';
import { snapshotTexts, wordsOf } from '../../../../test/support/snapshot-words.js';
import { DELIVERIES, DELIVERY_WORDS } from '../../../common/content.js';
import { renderEditionPdf } from './edition-pdf.js';

const OPTIONS = {
  snapshotHash: '3f'.repeat(32),
  address: 'https://updates.example.org/editions/2021-22-q4',
};
const POPPLER = '/usr/bin/pdfinfo';
// Where the whole is proven, a reader that is missing is a failure.
const ifPoppler = existsSync(POPPLER) || process.env.CI ? it : it.skip;

/** True when the words stand in the text in this order, others in between allowed. */
function missingInOrder(words: string[], text: string[]): string | undefined {
  let at = 0;
  for (const word of words) {
    const found = text.indexOf(word, at);
    if (found < 0) return word;
    at = found + 1;
  }
  return undefined;
}

function poppler(tool: string, pdf: Uint8Array, ...args: string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'quarterdeck-pdf-')), 'edition.pdf');
  writeFileSync(file, pdf);
  const trailing = tool === 'pdftotext' ? ['-'] : [];
  // poppler 22 writes a harmless warning about /Suspects to stderr.
  return execFileSync(`/usr/bin/${tool}`, [...args, file, ...trailing], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

const LONG_PARAGRAPH =
  'The review of each borough goes on, and what it finds is told to the panels as it comes in.';

/** What stands in quotes in poppler's tree: the text in the order of its tags. */
const structuredText = (tree: string): string =>
  [...tree.matchAll(/^ *"(.*)"$/gmu)].map(([, text]) => text).join(' ');

describe('the PDF of an edition', () => {
  it('carries title, language, marks and the PDF/UA-1 identification', async () => {
    const pdf = await readPdf(await renderEditionPdf(aSnapshot(), OPTIONS));

    expect(pdf.title).toBe('Quarterly update 2021/22 Q4');
    expect(pdf.language).toBe('en-GB');
    expect(pdf.isMarked).toBe(true);
    expect(pdf.metadata).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(pdf.creationDate).toMatch(/^D:20220610/u);
  });

  it('says since when the words of a row are the same', async () => {
    const snapshot = aSnapshot();
    snapshot.chapters[0]!.groups[0]!.rows[0]!.content!.noChange = {
      since: '2021/22 Q2',
      sinceOn: '2021-09-30',
    };
    const words = await wordsOfPdf(await renderEditionPdf(snapshot, OPTIONS));
    expect(words.join(' ')).toContain('No change since 2021/22 Q2');
  });

  it('tags headings, lists, links and contents', async () => {
    const { tags } = await readPdf(await renderEditionPdf(aSnapshot(), OPTIONS));
    const count = countTags(tags);

    // Contents, introduction, one chapter, how to check.
    expect(count.get('H1')).toBe(4);
    expect(count.get('H2')).toBe(3);
    expect(count.get('L')).toBe(3);
    expect(count.get('LI')).toBe(6);
    expect(count.get('TOCI')).toBe(6);
    expect(count.get('Link')).toBeGreaterThanOrEqual(8);
    expect(count.get('Figure') ?? 0).toBe(0);
  });

  it('leaves nothing untagged: what is not read aloud is marked so', async () => {
    const { artifacts, untagged, pages } = await readPdf(
      await renderEditionPdf(aLongSnapshot(), OPTIONS),
    );
    expect(untagged).toEqual([]);
    const foot = artifacts.join(' ');
    for (let page = 1; page <= pages; page += 1) expect(foot).toContain(`Page ${page} of ${pages}`);
  });

  ifPoppler(
    'is a table per chapter, whose head both readers know and every page repeats',
    async () => {
      const snapshot = aSnapshot({ chapters: aLongSnapshot().chapters });
      const pdf = await renderEditionPdf(snapshot, OPTIONS);
      const structure = poppler('pdfinfo', pdf, '-struct');
      const rows = snapshot.chapters.map(({ groups }) => groups.flatMap((group) => group.rows));
      const figures = rows.flat().filter(({ content }) => content?.figures);
      expect(figures.length).toBeGreaterThan(5);
      const count = (role: string): number =>
        structure.match(new RegExp(`^ *${role}\\b`, 'gmu'))?.length ?? 0;
      // Two columns for each chapter, four for the figures within a row.
      expect(count('Table')).toBe(snapshot.chapters.length + figures.length);
      expect(count('THead')).toBe(count('Table'));
      expect(count('TH')).toBe(2 * snapshot.chapters.length + 4 * figures.length);
      expect(structure.match(/Scope.{0,4}Column/gmu)).toHaveLength(count('TH'));
      expect(count('TD')).toBe(2 * rows.flat().length + 4 * figures.length);
      expect(count('H2')).toBe(rows.flat().length);

      // pdf.js names on each page the whole of every table that stands on it.
      const { tags, texts } = await readPdf(pdf);
      const tables = tags.map((page) => countTags([page])).filter((page) => page.has('Table'));
      expect(tables.length).toBeGreaterThan(snapshot.chapters.length);
      for (const page of tables) expect(page.get('TH')).toBeGreaterThanOrEqual(2);
      // To the eye the head stands on each of them; only once it is read aloud.
      const isOfTable = (page: number): boolean => countTags([tags[page]!]).has('Table');
      for (const [page, text] of texts.entries()) {
        if (isOfTable(page)) expect(text).toMatch(/Commitment\s+Update/u);
      }
    },
  );

  it('says of a figure what it is, and what it takes the place of', async () => {
    const row = aRow();
    row.content!.figures = [aFigure()];
    const pdf = await renderEditionPdf(
      aSnapshot({ chapters: [{ title: 'One', groups: [{ rows: [row] }] }] }),
      OPTIONS,
    );
    expect((await wordsOfPdf(pdf)).join(' ')).toContain(
      'Measure Period Value Source Complaints upheld January to March 2022 12% (24 of 200) ' +
        'Correction: 14% (28 of 200) was published before A team was counted twice Complaints database',
    );
  });

  ifPoppler('keeps the order of reading where a row is cut by the end of a page', async () => {
    const long = aLongSnapshot(6);
    for (const { groups } of long.chapters) {
      for (const { content } of groups.flatMap(({ rows }) => rows)) {
        if (content) content.document = aDocument(...Array<string>(30).fill(LONG_PARAGRAPH));
      }
    }
    const pdf = await renderEditionPdf(long, OPTIONS);
    const text = wordsOf([structuredText(poppler('pdfinfo', pdf, '-struct-text'))]);
    expect(missingInOrder(wordsOf(snapshotTexts(long)), text)).toBeUndefined();
  });

  it('says which cells head the table of acronyms', async () => {
    const many = Array.from({ length: 120 }, (_, index) => ({
      short: `A${index}`,
      expansion: `What A${index} stands for`,
    }));
    const pdf = await renderEditionPdf(aSnapshot({ acronyms: many, chapters: [] }), OPTIONS);
    // Each page names the whole table. On further pages the head is repeated to the eye alone.
    const tables = (await readPdf(pdf)).tags
      .map((page) => countTags([page]))
      .filter((tags) => tags.has('Table'));
    expect(tables.length).toBeGreaterThan(1);
    for (const tags of tables) {
      expect([tags.get('Table'), tags.get('TH'), tags.get('TD')]).toEqual([1, 2, 2 * many.length]);
    }
  });

  it('has a bookmark for every chapter and row, with its reference', async () => {
    const { outline } = await readPdf(await renderEditionPdf(aSnapshot(), OPTIONS));

    expect(outline).toEqual([
      { title: 'Introduction', items: [] },
      {
        title: 'Better use of police powers',
        items: [
          { title: '1.1 Review of handcuffing', items: [] },
          { title: '1.1 Road stops', items: [] },
          { title: 'Recruitment law', items: [] },
        ],
      },
      { title: 'How to check this edition', items: [] },
    ]);
  });

  it('prints every word of the snapshot, in its order', async () => {
    const snapshot = aLongSnapshot(20);
    const pdf = await renderEditionPdf(snapshot, OPTIONS);

    expect(missingInOrder(wordsOf(snapshotTexts(snapshot)), await wordsOfPdf(pdf))).toBeUndefined();
  });

  ifPoppler('says the same to a second reader', async () => {
    const snapshot = aLongSnapshot(20);
    const pdf = await renderEditionPdf(snapshot, OPTIONS);

    const structure = poppler('pdfinfo', pdf, '-struct-text');
    const text = wordsOf([structuredText(structure)]);
    expect(missingInOrder(wordsOf(snapshotTexts(snapshot)), text)).toBeUndefined();
    expect(poppler('pdfinfo', pdf)).toMatch(/Tagged:\s+yes/u);
    expect(structure).toMatch(/^ {2}H1 /mu);
    expect(structure).not.toContain('Page 1 of');
  });

  it('prints text that looks like markup as it is', async () => {
    const hostile = aSnapshot({
      title: HOSTILE_TEXT,
      publisher: HOSTILE_TEXT,
      plan: { id: 'plan', title: HOSTILE_TEXT },
      introduction: aDocument(HOSTILE_TEXT),
      correction: { note: HOSTILE_TEXT, publishedOn: '2022-07-01' },
      chapters: [
        {
          title: HOSTILE_TEXT,
          groups: [
            {
              reference: '#1',
              rows: [
                aRow({
                  title: HOSTILE_TEXT,
                  wording: `${HOSTILE_TEXT} again`,
                  leadOrganisation: HOSTILE_TEXT,
                  content: {
                    hash: 'f'.repeat(64),
                    document: aDocument(HOSTILE_TEXT),
                    nextMilestone: HOSTILE_TEXT,
                  },
                }),
              ],
            },
          ],
        },
      ],
    });
    const pdf = await renderEditionPdf(hostile, OPTIONS);

    const { title, pages } = await readPdf(pdf);
    expect(title).toBe(HOSTILE_TEXT);
    const squeeze = (text: string) => text.replace(/\s/gu, '');
    const printed = squeeze((await wordsOfPdf(pdf)).join(' '));
    // Publisher, title, plan, correction, contents twice, introduction, chapter, the row's five; and
    // the title at each page's foot.
    expect(printed.split(squeeze(HOSTILE_TEXT)).length - 1).toBe(13 + pages);
  });

  it('prints a long address as it is, with nothing in it that a copy would have besides', async () => {
    const address = `https://example.org/${'a-long-way/'.repeat(12)}end`;
    const row = aRow({ content: { hash: 'f'.repeat(64), document: aDocument(`See ${address}.`) } });
    const pdf = await renderEditionPdf(
      aSnapshot({ chapters: [{ title: 'One', groups: [{ rows: [row] }] }] }),
      OPTIONS,
    );

    const printed = (await wordsOfPdf(pdf)).join('');
    expect(printed).not.toContain('\u200b');
    expect(printed.replace(/\s/gu, '')).toContain(address);
  });

  it('prints characters that the font lacks by their code, and does not fail', async () => {
    const document = aDocument('Signed \u{1F600} \u6f22 \u0645 \u0001 end', '\ud800 lone');
    const row = aRow({ content: { hash: 'f'.repeat(64), document } });
    const pdf = await renderEditionPdf(
      aSnapshot({ chapters: [{ title: 'One', groups: [{ rows: [row] }] }] }),
      OPTIONS,
    );

    const words = (await wordsOfPdf(pdf)).join(' ');
    expect(words).toContain('Signed [U+1F600] [U+6F22] [U+0645] end');
    expect(words).toContain('[U+D800] lone');
  });

  it('wraps words and addresses longer than a line', async () => {
    const address = `https://example.org/${'a'.repeat(150)}/${'1234567890'.repeat(20)}`;
    const row = aRow({
      title: `See ${address}`,
      wording: address,
      content: { hash: 'f'.repeat(64), document: aDocument(address), nextMilestone: address },
    });
    const { rightEdge } = await readPdf(
      await renderEditionPdf(
        aSnapshot({ title: address, chapters: [{ title: address, groups: [{ rows: [row] }] }] }),
        OPTIONS,
      ),
    );

    // A4 lies, 842 points wide; the margin is 51.
    expect(rightEdge).toBeLessThan(842 - 50);
  });

  it('shows every delivery status in words, and "not stated" without a badge', async () => {
    const rows = DELIVERIES.map((delivery, index) =>
      aRow({
        position: index + 1,
        content: { hash: 'f'.repeat(64), document: aRichDocument(), delivery },
      }),
    );
    const pdf = await renderEditionPdf(
      aSnapshot({ chapters: [{ title: 'One', groups: [{ reference: '1', rows }] }] }),
      OPTIONS,
    );

    const words = (await wordsOfPdf(pdf)).join(' ');
    for (const delivery of DELIVERIES.filter((status) => status !== 'not_stated')) {
      expect(words).toContain(`Delivery: ${DELIVERY_WORDS[delivery]}`);
    }
    expect(words).toContain('Delivery not stated');
  });

  it('says that the sign-off of a historic edition is not recorded here', async () => {
    const dateNote = 'The original gives no day of publication';
    const historic = aSnapshot({ isHistoric: true, signature: undefined, dateNote });
    const words = (await wordsOfPdf(await renderEditionPdf(historic, OPTIONS))).join(' ');

    expect(words).toContain('Sign-off not recorded in this system');
    expect(words).toContain(dateNote);
  });

  it('says which skipped period it covers too, and why', async () => {
    const bridging = aSnapshot({
      alsoCovers: [
        {
          ...{ label: '2021/22 Q3 (October to December 2021)', start: '2021-10-01' },
          ...{ end: '2021-12-31', reason: 'No figures came from the courts' },
        },
      ],
    });
    const words = (await wordsOfPdf(await renderEditionPdf(bridging, OPTIONS))).join(' ');
    expect(words).toContain(
      'Also covers: 2021/22 Q3 (October to December 2021), which had no edition of its own No figures came from the courts',
    );
  });

  it('sets a part of a summary without a heading as text alone', async () => {
    const pdf = await renderEditionPdf(aSummarySnapshot(), OPTIONS);
    const words = (await wordsOfPdf(pdf)).join(' ');

    // In the contents and over its text: once each.
    expect(words.match(/Handcuffing/g)).toHaveLength(2);
    expect(words).toContain('Training began And the data follows');
    expect(words).toContain('Stakeholder summary');
    expect(words).not.toContain('Commitment as printed');
  });

  it('says how to check it', async () => {
    const words = (await wordsOfPdf(await renderEditionPdf(aSnapshot(), OPTIONS))).join(' ');

    expect(words).toContain('How to check this edition');
    expect(words).toContain(OPTIONS.address);
    expect(words).toContain(OPTIONS.snapshotHash);
  });

  it('sets an edition without chapters or introduction', async () => {
    const empty = aSnapshot({ chapters: [], introduction: undefined });

    expect((await readPdf(await renderEditionPdf(empty, OPTIONS))).pages).toBe(1);
  });

  it('is the same to the byte when made again', async () => {
    const first = await renderEditionPdf(aLongSnapshot(), OPTIONS);
    await renderEditionPdf(aSnapshot(), OPTIONS);
    const start = performance.now();
    const second = await renderEditionPdf(aLongSnapshot(), OPTIONS);
    const changed = aLongSnapshot();
    changed.chapters[0]!.groups[0]!.rows[0]!.title += '!';
    const between = performance.now();
    await renderEditionPdf(changed, OPTIONS);

    expect(Buffer.compare(first, second)).toBe(0);
    const took = (from: number, to: number) => `${(to - from).toFixed(0)} ms`;
    process.stdout.write(
      `PDF of 60 rows, warm: ${took(start, between)} unchanged, ${took(between, performance.now())} with one change\n`,
    );
  });
});
