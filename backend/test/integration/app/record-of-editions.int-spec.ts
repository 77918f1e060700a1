import mammoth from 'mammoth';
import {
  DEMONSTRATION_PASSWORD,
  LoadDemonstration,
} from '../../../src/app/demonstration/load-demonstration.js';
import type { EditionSnapshot } from '../../../src/common/edition-snapshot.js';
import { documentFromMarkdown } from '../../../src/common/rich-text/index.js';
import { Acts } from '../../../src/modules/audit/index.js';
import { SaveOrganisation } from '../../../src/modules/identity/index.js';
import type { AssessmentDto, CommitmentDetailDto } from '../../../src/modules/plan/index.js';
import { BringInHistoricEdition } from '../../../src/modules/publication/index.js';
import { Clock } from '../../../src/platform/database/clock.js';
import {
  commitmentsCsv,
  figuresCsv,
  updatesCsv,
} from '../../../src/platform/documents/edition-csv/edition-csv.js';
import { renderEditionDocx } from '../../../src/platform/documents/edition-docx/edition-docx.js';
import { parseCsv } from '../../support/parse-csv.js';
import { cellsOf, csvCells, wordTexts } from '../../support/snapshot-forms.js';
import { textOf, wordsOf } from '../../support/snapshot-words.js';
import { TestApp, type SignedIn } from '../../support/test-app.js';

/** The register and the editions of the demonstration, as its readers get them. */
let test: TestApp;
let reader: SignedIn;
let owner: SignedIn;
let ids: Map<string, string>;

beforeAll(async () => {
  test = await TestApp.start();
  await test.app.get(LoadDemonstration).whenEmpty();
  await test.app.get(Clock).refresh();
  reader = await test.signIn('board.member@example.org', DEMONSTRATION_PASSWORD);
  owner = await test.signIn('evidence@example.org', DEMONSTRATION_PASSWORD);
  const rows = await test.manager.query<{ slug: string; id: string }[]>(
    'SELECT slug, id FROM commitments',
  );
  ids = new Map(rows.map(({ slug, id }) => [slug, id]));
}, 60_000);
afterAll(() => test.stop());

async function get<T>(path: string, as = reader): Promise<T> {
  const { status, body } = await test.request('GET', path, { as });
  expect([path, status]).toEqual([path, 200]);
  return body as T;
}
const commitment = (slug: string, as = reader): Promise<CommitmentDetailDto> =>
  get(`/api/commitments/${ids.get(slug)}`, as);
/** Its notes by edition, with the titles of the commitments that they name. */
const notesOf = async (slug: string): Promise<unknown[][][]> =>
  (await commitment(slug)).life.map(({ rows }) =>
    rows
      .flatMap(({ notes }) => notes)
      .map(({ kind, from, to, commitments = [] }) =>
        [kind, from, to, ...commitments.map(({ title }) => title)].filter(Boolean),
      ),
  );

describe('the Word and CSV forms of what is published', () => {
  it('say every word and every cell of it, nothing else, in the order of print', async () => {
    const editions = await test.manager.query<{ slug: string; text: string; hash: string }[]>(
      'SELECT slug, snapshot AS text, snapshot_hash AS hash FROM editions ORDER BY as_at',
    );
    expect(editions.map(({ slug }) => slug)).toEqual([
      ...['2020-21-q4', '2021-22-q2-summary', '2021-22-q3'],
    ]);
    for (const { slug, text, hash } of editions) {
      const snapshot = JSON.parse(text) as EditionSnapshot;
      const source = {
        address: `https://updates.example.org/editions/${slug}/v1`,
        snapshotHash: hash,
      };
      const buffer = Buffer.from(await renderEditionDocx(snapshot, source));
      const { value, messages } = await mammoth.convertToHtml({ buffer });
      expect([slug, messages.filter(({ message }) => !message.includes('Title'))]).toEqual([
        slug,
        [],
      ]);
      expect(wordsOf([textOf(value)])).toEqual(wordsOf(wordTexts(snapshot, source)));
      const cells = csvCells(snapshot, source);
      for (const form of ['csv', 'commitments.csv', 'figures.csv'] as const) {
        const csv = {
          csv: updatesCsv,
          'commitments.csv': commitmentsCsv,
          'figures.csv': figuresCsv,
        };
        const lines = parseCsv(csv[form](snapshot, source).replace(/^\ufeff/, ''));
        expect([slug, form, cellsOf(lines)]).toEqual([slug, form, cells[form]]);
      }
    }
  }, 60_000);
});

describe('a commitment over the editions', () => {
  it('has every edition in its life, oldest first, the summary between the two tables', async () => {
    const { life } = await commitment('marac-review');
    expect(life.map(({ slug, isSummary, rows }) => [slug, isSummary, rows.length])).toEqual([
      ['2020-21-q4', false, 1],
      ['2021-22-q2-summary', true, 0],
      ['2021-22-q3', false, 1],
    ]);
  });

  it('was renumbered, and its chapter renamed', async () => {
    expect(await notesOf('gangs-matrix')).toEqual([
      [['first']],
      [],
      [
        ['chapter_renamed', 'Holding the MPS to account', 'Holding to account'],
        ['renumbered', '18', '4.8'],
      ],
    ]);
  });

  it('was moved to another chapter', async () => {
    expect((await notesOf('engagement-review'))[2]).toEqual([
      ['moved', 'Holding the MPS to account', 'Working Together'],
      ['renumbered', '10', '2.3'],
    ]);
    expect((await notesOf('ethics-panel'))[2]).toEqual([
      ['moved', 'Holding the MPS to account', 'Next steps'],
      ['renumbered', '17'],
    ]);
  });

  it('was printed twice in one edition, and both rows are shown', async () => {
    const { life, history } = await commitment('quarterly-update');
    expect(life[0]!.rows.map(({ notes }) => notes.map(({ kind }) => kind))).toEqual([
      ['first', 'printed_more_than_once'],
      [],
    ]);
    const twice = life[0]!.rows.map(({ updateId }) =>
      history.find((row) => row.updateId === updateId)!,
    );
    expect(twice.map(({ reference }) => reference)).toEqual(['21', '23']);
    expect(twice[0]!.wording).toBe(twice[1]!.wording);
    expect(JSON.stringify(twice[0]!.content)).not.toBe(JSON.stringify(twice[1]!.content));
  });

  it('has the rows of one edition in its history in the order of print, the last on top', async () => {
    for (const slug of ['quarterly-update', 'sergeants-and-inspectors']) {
      const { data } = await get<{
        data: { printed?: { editionSlug: string; reference: string } }[];
      }>(`/api/commitments/${ids.get(slug)}/timeline?kind=edition&perPage=50`);
      const first = data.filter(({ printed }) => printed?.editionSlug === '2020-21-q4');
      expect(first.map(({ printed }) => printed!.reference)).toEqual(
        slug === 'quarterly-update' ? ['23', '21'] : ['34b', '33'],
      );
    }
  });

  it('shared a row with another, and then no longer', async () => {
    const notes = await notesOf('complaints-questions');
    expect(notes[0]).toContainEqual(['joined', 'Complainants Survey']);
    const { lineage, life } = await commitment('complaints-questions');
    // Not only parted: the register says that it was split off.
    expect(notes[2]).not.toContainEqual(['parted', 'Complainants Survey']);
    const survey = { id: ids.get('complainants-survey'), title: 'Complainants Survey' };
    expect(life.map((edition) => edition.notes)).toEqual([
      ...[[], []],
      [{ kind: 'split_from', commitments: [survey] }],
    ]);
    expect(lineage).toEqual([
      expect.objectContaining({
        kind: 'split_from',
        commitment: { id: ids.get('complainants-survey'), title: 'Complainants Survey' },
      }),
    ]);
  });

  it('was left out at first, then reported in a summary; another was added to the plan; two were never reported on', async () => {
    expect(await notesOf('community-monitoring')).toEqual([[], [['first']], []]);
    const added = await commitment('iopc-challenge');
    expect(added.assessment).toEqual([]);
    expect(added.life.map(({ rows }) => rows[0]?.notes[0]?.kind)).toEqual([
      ...[undefined, undefined, 'first'],
    ]);
    for (const slug of ['safety-training-design', 'cultural-awareness-toolkit']) {
      const never = await commitment(slug);
      expect(never.history).toEqual([]);
      expect(never.life.flatMap(({ rows }) => rows)).toEqual([]);
    }
  });

  it('has its parts, and the other names of who leads on it', async () => {
    const { limbs, leadOtherNames } = await commitment('black-women-victims');
    expect(limbs).toEqual([]);
    expect(leadOtherNames).toEqual([
      { kind: 'variant', name: "London's Victims' Commissioner", validFrom: '2021-03-31' },
    ]);
    expect((await commitment('handcuffing-review')).limbs).toHaveLength(5);
  });

  it('takes its last status from the last table, not from a summary', async () => {
    const { data } = await get<{ data: CommitmentDetailDto[] }>('/api/commitments?perPage=100');
    const slugs = new Set(data.map(({ latest }) => latest?.editionSlug));
    expect(slugs).toEqual(new Set(['2021-22-q3', undefined]));
  });
});

describe('the difference between any two rows about a commitment', () => {
  const rowsOf = async (slug: string, as = reader): Promise<string[]> =>
    (await commitment(slug, as)).life.flatMap(({ rows }) => rows.map(({ updateId }) => updateId));
  const diff = (slug: string, from: string, to: string, as = reader) =>
    test.request('GET', `/api/commitments/${ids.get(slug)}/diff?from=${from}&to=${to}`, { as });
  interface Diff {
    from: { label: string };
    isEqual: boolean;
    wording?: { isEqual: boolean; segments: { op: string; text: string }[] };
    diff: { document: { isEqual: boolean } };
  }

  it('is word by word, of wording and text', async () => {
    const [march, december] = (await rowsOf('handcuffing-review')) as [string, string, string];
    const [, , last] = (await rowsOf('handcuffing-review')) as [string, string, string];
    const { status, body } = await diff('handcuffing-review', march, last);
    const { from, wording, isEqual } = body as unknown as Diff;
    expect([status, isEqual, from.label]).toEqual([
      200,
      false,
      "Mayor's Action Plan: quarterly update, March 2021, 5",
    ]);
    expect(wording!.segments.filter(({ op }) => op === 'delete').map(({ text }) => text)).toEqual([
      '"fata"',
    ]);
    // The summary prints no wording.
    const other = (await diff('handcuffing-review', december, last)).body as unknown as Diff;
    expect(other.wording).toBeUndefined();
    // Nor does it say anything of delivery, which is no change.
    expect(other.diff).not.toHaveProperty('delivery');
  });

  it('tells the two texts of one commitment apart, printed with the same words', async () => {
    const [first, second] = (await rowsOf('quarterly-update')) as [string, string, string];
    const { body } = await diff('quarterly-update', first, second);
    const { wording, diff: texts, isEqual } = body as unknown as Diff;
    expect([wording!.isEqual, texts.document.isEqual, isEqual]).toEqual([true, false, false]);
  });

  it('is of this commitment alone, and of what the reader may read', async () => {
    const [march] = await rowsOf('youth-voice-survey');
    const [elsewhere] = await rowsOf('gangs-matrix');
    expect((await diff('youth-voice-survey', march!, elsewhere!)).status).toBe(404);
    const { currentUpdate } = await commitment('youth-voice-survey', owner);
    expect(currentUpdate).toMatchObject({ hasText: true });
    expect((await diff('youth-voice-survey', march!, currentUpdate!.id, owner)).status).toBe(200);
    expect((await diff('youth-voice-survey', march!, currentUpdate!.id)).status).toBe(404);
    expect((await commitment('youth-voice-survey')).currentUpdate).toBeUndefined();
  });
});

describe('the impact assessment', () => {
  it('keeps its letters as printed, and says which lead nowhere', async () => {
    const { data } = await get<{ data: { id: string }[] }>('/api/plans');
    const assessment = await get<AssessmentDto>(`/api/plans/${data[0]!.id}/assessment`);
    const first = assessment.actions.filter(({ section }) => section === 1);
    expect(first.map(({ position, letter }) => [position, letter])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
      [5, 'a'],
      [6, 'a'],
    ]);
    expect(assessment.actions).toHaveLength(43);
    const lost = assessment.characteristics.filter(({ leadNowhere }) => leadNowhere.length > 0);
    expect(lost.map(({ characteristic, leadNowhere }) => [characteristic, leadNowhere])).toEqual([
      [
        'sex',
        [
          { section: 1, letter: 'g' },
          { section: 1, letter: 'h' },
        ],
      ],
    ]);
  });

  it('says of an action on which characteristics it bears, and how', async () => {
    const { assessment } = await commitment('haringey-safeguarding');
    expect(assessment).toEqual([
      {
        actionId: expect.any(String),
        ...{ section: 1, sectionTitle: 'Better use of police powers', position: 6, letter: 'a' },
        note: 'Printed as a third a; f is its place.',
        bearsOn: [
          { characteristic: 'age', basis: 'named', letter: 'f' },
          { characteristic: 'pregnancy_and_maternity', basis: 'by_reference', letter: 'f' },
          { characteristic: 'race', basis: 'all' },
          { characteristic: 'religion_or_belief', basis: 'named', letter: 'f' },
          { characteristic: 'sex', basis: 'named', letter: 'f' },
          { characteristic: 'sexual_orientation', basis: 'named', letter: 'f' },
        ],
      },
    ]);
  });

  it('filters the register by section and by characteristic', async () => {
    const total = async (query: string): Promise<number> =>
      (await get<{ total: number }>(`/api/commitments?${query}`)).total;
    expect(await total('')).toBe(47);
    expect(await total('assessmentSection=3')).toBe(12);
    expect(await total('assessmentSection=4')).toBe(15);
    expect(await total('characteristic=race')).toBe(46);
    expect(await total('characteristic=disability')).toBe(0);
    expect(await total('characteristic=age&assessmentSection=1')).toBe(6);
    expect(await total('characteristic=age')).toBe(6 + 4 + 3 + 9 + 3);
    const refused = await test.request('GET', '/api/commitments?characteristic=height', {
      as: reader,
    });
    expect(refused.status).toBe(400);
  });
});

describe('the editions', () => {
  it('follow one another: the open round December, and December March, over the summary', async () => {
    const rows = await test.manager.query<{ slug: string; before: string | null; rows: number }[]>(
      `SELECT r.slug, p.slug AS before, count(*)::int AS rows
       FROM updates u JOIN rounds r ON r.id = u.round_id
       LEFT JOIN updates b ON b.id = u.previous_update_id LEFT JOIN rounds p ON p.id = b.round_id
       GROUP BY r.slug, r.period_end, p.slug ORDER BY r.period_end, p.slug NULLS LAST, r.slug`,
    );
    expect(rows).toEqual([
      { slug: '2020-21-q4', before: null, rows: 41 },
      { slug: '2021-22-q2-summary', before: null, rows: 28 },
      // Three commitments of December are not in March.
      { slug: '2021-22-q3', before: '2020-21-q4', rows: 40 },
      { slug: '2021-22-q3', before: null, rows: 3 },
      { slug: '2021-22-q4', before: '2021-22-q3', rows: 43 },
      // And two are in no edition at all.
      { slug: '2021-22-q4', before: null, rows: 2 },
      // The paragraphs of a summary go on from nothing.
      { slug: '2021-22-q4-summary', before: null, rows: 5 },
    ]);
  });

  it('continue the row with most in common: of two, the first', async () => {
    const rows = await test.manager.query<{ title: string; reference: string }[]>(
      `SELECT u.title, l.reference FROM updates u JOIN rounds r ON r.id = u.round_id AND r.slug = '2021-22-q3'
       JOIN listings l ON l.update_id = u.previous_update_id
       WHERE l.reference IN ('15', '21', '23', '33', '34a', '34b') ORDER BY l.position, u.title`,
    );
    expect(rows).toEqual([
      { title: 'Complainants Survey', reference: '15' },
      { title: 'Complaints in the Public Attitude Survey', reference: '15' },
      { title: 'Quarterly update on every action', reference: '21' },
      { title: 'Aims for sergeants and inspectors', reference: '33' },
      { title: 'Aims for BAME officers and for Black officers', reference: '34a' },
    ]);
  });

  it('are listed, oldest last, and the summary says that it is one', async () => {
    const { data } = await get<{ data: { slug: string; isSummary: boolean }[] }>('/api/editions');
    expect(data.map(({ slug, isSummary }) => [slug, isSummary])).toEqual([
      ['2021-22-q3', false],
      ['2021-22-q2-summary', true],
      ['2020-21-q4', false],
    ]);
    const list = await test.request('GET', '/editions');
    expect(list.text.match(/Stakeholder summary/g)).toHaveLength(1);
  });

  it('have a page each; the summary’s parts without a heading have none there', async () => {
    const march = await test.request('GET', '/editions/2020-21-q4');
    expect(march.text).toContain('Holding the MPS to account');
    expect(march.text.match(/<h3>/g)).toHaveLength(41);
    const summary = await test.request('GET', '/editions/2021-22-q2-summary');
    expect(summary.text.match(/<h3>/g)).toHaveLength(15);
    expect(summary.text).toContain('2.9 x more likely');
    expect(summary.text).not.toContain('Commitment as printed');
    expect(summary.text).not.toContain('Not stated');
  });

  it('say on a commitment’s public page where it is not printed', async () => {
    const page = await test.request('GET', `/commitments/${ids.get('community-monitoring')}`);
    expect(page.text.match(/Not in this edition/g)).toHaveLength(1);
  });
});

/** What an edition of that date prints as the lead organisation of its row. */
async function printedLead(asAt: string, shortName: string): Promise<unknown> {
  const [body] = await test.manager.query<{ id: string; plan_id: string }[]>(
    'SELECT o.id, p.id AS plan_id FROM organisations o CROSS JOIN plans p WHERE o.short_name = $1',
    [shortName],
  );
  await test.app.get(Acts).perform(null, (act) =>
    test.app.get(BringInHistoricEdition).execute(act, {
      ...{ planId: body!.plan_id, slug: `as-at-${asAt}`, title: 'An edition', asAt },
      period: { label: asAt, start: asAt, end: asAt },
      publishedOn: asAt,
      rows: [
        {
          ...{ title: 'A row', chapter: 'A chapter', wording: 'Printed.', commitmentIds: [] },
          organisationId: body!.id,
          isLeadPrinted: true,
          content: { document: documentFromMarkdown('Said.') },
        },
      ],
    }),
  );
  const { text } = await test.request('GET', `/editions/as-at-${asAt}.json`);
  const edition = JSON.parse(text) as EditionSnapshot;
  return edition.chapters[0]!.groups[0]!.rows[0]!.leadOrganisation;
}

describe('the name of a body', () => {
  it('is kept when it is renamed, and an older edition prints the old one', async () => {
    const rename = (name: string, renamedOn?: string): Promise<string> =>
      test.app.get(Acts).perform(null, async (act) => {
        const [row] = await act.manager.query<{ id: string; short_name: string }[]>(
          `SELECT id, short_name FROM organisations WHERE short_name = 'IOPC'`,
        );
        return test.app
          .get(SaveOrganisation)
          .execute(act, { name, shortName: row!.short_name, renamedOn }, row!.id);
      });
    await rename('Office for Police Conduct', '2022-05-01');
    const refused = (code: string) => ({
      extra: { issues: [expect.objectContaining({ field: 'renamedOn', code })] },
    });
    await expect(rename('Another Office', '2022-05-01')).rejects.toMatchObject(
      refused('too_early'),
    );
    await expect(rename('Another Office', '2022-06-01')).rejects.toMatchObject(
      refused('in_the_future'),
    );
    // Only put right: nothing is kept of it.
    await rename('The Office for Police Conduct');
    const { data } = await get<{ data: { otherNames: unknown[] }[] }>('/api/organisations?q=IPCC');
    expect(data).toEqual([]);
    const found = await get<{ data: { otherNames: unknown[] }[] }>(
      '/api/organisations?q=Independent%20Police',
    );
    expect(found.data.map(({ otherNames }) => otherNames)).toEqual([
      [
        {
          ...{ kind: 'former', name: 'Independent Office for Police Conduct', shortName: 'IOPC' },
          ...{ validFrom: '2018-01-08', validUntil: '2022-04-30' },
        },
        {
          ...{ kind: 'former', name: 'Independent Police Complaints Commission' },
          ...{ shortName: 'IPCC', validUntil: '2018-01-07' },
        },
      ],
    ]);
    for (const [asAt, name] of [
      ['2017-12-31', 'Independent Police Complaints Commission'],
      ['2022-03-31', 'Independent Office for Police Conduct'],
      ['2022-05-01', 'The Office for Police Conduct'],
    ] as const) {
      expect([asAt, await printedLead(asAt, 'IOPC')]).toEqual([asAt, name]);
    }
  });
});
