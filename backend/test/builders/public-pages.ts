import {
  HOSTILE_TEXT,
  aDocument,
  aLongSnapshot,
  aRow,
  aSnapshot,
  anOmittedRow,
} from './snapshot.js';
import type { EditionSnapshot } from '../../src/common/edition-snapshot.js';
import {
  comparedRows,
  viewOf,
  type CommitmentHistory,
  type EditionFilter,
  type EditionPageMeta,
  type EditionVersion,
  type EditionView,
} from '../../src/modules/public-site/pages/index.js';
import { changesSince, rowsOf, type PublicEdition } from '../../src/modules/publication/index.js';

export const SITE = {
  serviceName: 'Action plan updates',
  publisher: 'Office for Policing and Crime',
  contactEmail: 'updates@example.org',
  address: 'https://updates.example.org',
  licence: { name: 'Open Government Licence v3.0', href: 'https://example.org/licence' },
};

export const HASH = '3f'.repeat(32);

export const aMeta = (overrides: Partial<EditionPageMeta> = {}): EditionPageMeta => ({
  site: SITE,
  snapshotHash: HASH,
  versions: [{ version: 1, slug: '2021-22-q4', publishedOn: '2022-06-10', isCurrent: true }],
  forms: [{ label: 'PDF', href: '/editions/2021-22-q4.pdf', size: 187_432 }],
  otherForms: [{ label: 'JSON', href: '/editions/2021-22-q4/v1.json', size: 90_000 }],
  isPreview: false,
  ...overrides,
});

export const anEdition = (row: object, title = 'Update') => ({
  edition: { slug: '2021-22-q3', title, asAt: '2021-12-31', publishedOn: '2022-02-01' },
  chapterTitle: 'Better use of police powers',
  reference: '1.1',
  row: aRow(row),
});

export const aListItem = (slug: string, asAt: string) => ({
  slug,
  title: `Update ${slug}`,
  planTitle: 'Action plan',
  periodLabel: slug,
  asAt,
  publishedOn: asAt,
  version: 1,
  isHistoric: false,
  isSummary: false,
  forms: [{ label: 'PDF', href: `/editions/${slug}.pdf`, size: 1000 }],
});

export function hostileSnapshot(text: string): EditionSnapshot {
  const row = aRow({
    updateId: text,
    title: text,
    wording: `${text} as printed`,
    leadOrganisation: text,
    commitments: [
      { id: text, title: text },
      { id: 'other', title: text },
    ],
    content: {
      hash: 'f'.repeat(64),
      document: aDocument(text),
      delivery: 'paused',
      nextMilestone: text,
    },
  });
  const omission = { reason: text, lastReported: { title: text, slug: text } };
  return aSnapshot({
    title: text,
    publisher: text,
    plan: { id: text, title: text },
    introduction: aDocument(text),
    correction: { note: text, publishedOn: '2022-07-01' },
    chapters: [
      {
        title: text,
        groups: [
          { reference: text, rows: [row] },
          { rows: [anOmittedRow({ position: 2, omission })] },
        ],
      },
    ],
  });
}

export const NOON = new Date('2022-05-09T11:00:00Z');
export const FILTER = { chapter: 'Scrutiny and complaints', delivery: 'in_progress' };

export const anEditionInList = (fields: Partial<PublicEdition> = {}): PublicEdition => ({
  ...{
    id: 'e1',
    planId: 'p1',
    roundId: '6f1c0c1e-0000-4000-8000-000000000001',
    slug: '2021-22-q4',
  },
  ...{ version: 1, title: 'Update & more', asAt: '2022-03-31', publishedOn: '2022-06-10' },
  ...{ publishedAt: '2022-06-10T08:30:00+00:00', isHistoric: false, isSummary: false },
  ...{ snapshotHash: HASH, redactionId: null, isCurrent: true },
  files: [{ form: 'pdf', href: '/editions/2021-22-q4/v1.pdf', size: 1000, sha256: HASH }],
  ...fields,
});

export function aHistory(): CommitmentHistory {
  const [before, after] = [
    { wording: 'Old words.', content: { hash: 'a', document: aDocument('It began in May.') } },
    { wording: 'New words.', content: { hash: 'b', document: aDocument('It began in summer.') } },
  ].map((fields, index) => ({
    ...anEdition({ ...fields, updateId: `upd-00${index + 1}` }, `Update ${index + 1}`),
    chapterTitle: `Chapter ${index + 1}`,
  }));
  const entries = [before!, after!];
  const lineage = [{ kind: 'split_from', id: 'com-9', title: 'The whole' }];
  return { id: 'com-1', title: 'C', planTitle: 'P', entries, absentFrom: [], lineage };
}

/** Every row goes on from the one before it in the same edition: all kinds of changes. */
export function aViewWithChanges(
  asked: EditionFilter = { showsChanges: true, isChanged: true },
): EditionView {
  const snapshot = aLongSnapshot();
  const ids = rowsOf(snapshot).map(({ row }) => row.updateId);
  const continued = new Map(ids.slice(1).map((id, index) => [id, ids[index]!]));
  return viewOf(snapshot, asked, changesSince(aLongSnapshot(40), snapshot, continued));
}

export function aHostileView(): EditionView {
  const [before, after] = [hostileSnapshot(HOSTILE_TEXT), hostileSnapshot(`${HOSTILE_TEXT} again`)];
  const [first] = rowsOf(before);
  const [last] = rowsOf(after);
  const continued = new Map([[last!.row.updateId, first!.row.updateId]]);
  return viewOf(after, { showsChanges: true }, changesSince(before, after, continued));
}

export const withChanges = async (view: EditionView) => ({
  view,
  compared: await comparedRows(view, SITE),
});

export const CHOICES = { editions: [anEditionInList()], chapters: ['One', HOSTILE_TEXT] };
export const aQuery = (words: string) => ({ words, page: 1 });
export const aFind = (total: number) => ({
  ...{ total, searchedFor: 'stop and search' },
  results: [
    {
      ...{ slug: 'q4', editionTitle: 'Q4', asAt: '2022-03-31', updateId: 'u1', chapter: 'One' },
      ...{ title: '<b>\u0002Stop\u0003', excerpt: 'and \u0002search\u0003 <i>' },
    },
  ],
});

/** The same edition with another text in its first row. */
export function hostileWith(words: string, snapshot: EditionSnapshot): EditionSnapshot {
  const [chapter] = snapshot.chapters;
  const [group, ...groups] = chapter!.groups;
  const [row] = group!.rows;
  const changed = { ...row!, content: { ...row!.content!, document: aDocument(words) } };
  return {
    ...snapshot,
    chapters: [{ ...chapter!, groups: [{ ...group!, rows: [changed] }, ...groups] }],
  };
}

/** One row with this text. */
export function chaptersWith(words: string): EditionSnapshot['chapters'] {
  const row = aRow();
  const content = { ...row.content!, document: aDocument(words) };
  return [{ title: 'One', groups: [{ rows: [{ ...row, content }] }] }];
}

export const aWithdrawal = (
  versions: EditionVersion[] = [
    { version: 1, slug: 'q4', publishedOn: '2022-06-10', isCurrent: true, isWithdrawn: true },
  ],
) => ({
  ...{ slug: 'q4', title: 'Quarter 4', version: 1, on: '2022-07-02', versions },
  reasonType: 'wrong' as const,
  explanation: `${HOSTILE_TEXT}\n\nA second paragraph.`,
});
