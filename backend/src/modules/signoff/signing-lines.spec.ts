import { aBody, aLine, aRevisionOf } from '../../../test/builders/manifest.js';
import { documentFromMarkdown } from '../../common/rich-text/index.js';
import { buildManifest } from './manifest.js';
import { compareSeals, countLines, signingLines, type LineFacts } from './signing-lines.js';

const facts = (updateId: string, overrides: Partial<LineFacts> = {}): [string, LineFacts] => [
  updateId,
  {
    updateId,
    isPinned: false,
    publishedHash: null,
    approvedBy: null,
    approvedOnBehalfOf: null,
    stillTrue: null,
    approvedAt: null,
    ...overrides,
  },
];
const REVISIONS = new Map(['a', 'b', 'c', 'd'].map((id) => [`revision-${id}`, aRevisionOf(id)]));

describe('the lines of the signing page', () => {
  const omission = { reason: 'No answer came.' };
  const { body } = buildManifest(
    aBody({ lines: [aLine('a'), aLine('b'), aLine('c'), aLine('d'), aLine('e', { omission })] }),
  );
  const known = new Map([
    facts('a', { publishedHash: aRevisionOf('a').contentHash }),
    facts('b', { publishedHash: aRevisionOf('z').contentHash }),
    facts('c'),
    facts('d', { isPinned: true, publishedHash: aRevisionOf('z').contentHash }),
    facts('e'),
  ]);

  it('say of each row how it differs from the last edition', () => {
    const lines = signingLines(body, REVISIONS, known, null);
    expect(lines.map((line) => line.changedSinceLastEdition)).toEqual([
      'unchanged',
      'changed',
      'new',
      'unchanged',
      'omitted',
    ]);
    expect(countLines(lines)).toEqual({
      total: 5,
      approved: 4,
      omitted: 1,
      changed: 2,
      unchanged: 2,
    });
  });

  it('carry the text of every row but the omitted, and no comparison with a seal that never was', () => {
    const lines = signingLines(body, REVISIONS, known, null);
    expect(lines.filter((line) => line.content).map((line) => line.updateId)).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
    expect(lines.some((line) => 'changedSinceLastSeal' in line)).toBe(false);
  });

  it('say what changed since the round was sealed before: text, listing or omission, and which rows moved', () => {
    const before = buildManifest(
      aBody({
        lines: [
          aLine('d'),
          aLine('a', { contentHash: 'f'.repeat(64) }),
          aLine('b', { listing: { chapter: 'Elsewhere', wording: 'Other words' } }),
          aLine('e'),
        ],
      }),
    ).body;
    const lines = signingLines(body, REVISIONS, known, before);
    const changed = lines.filter((line) => line.changedSinceLastSeal);
    expect(changed.map(({ updateId }) => updateId)).toEqual(['a', 'b', 'c', 'e']);
    // Those that it was moved past have not moved.
    const moved = lines.filter((line) => line.movedSinceLastSeal);
    expect(moved.map((line) => [line.updateId, line.movedSinceLastSeal])).toEqual([['d', 1]]);
  });

  it('say what else of the seal before has changed: title and dates, introduction, rows that went', () => {
    const before = buildManifest(aBody({ lines: [aLine('a'), aLine('z')] })).body;
    expect(compareSeals(body, { body: before, wasDeclined: true })).toEqual({
      ...{ version: before.version, wasDeclined: true },
      ...{ isHeadChanged: false, isIntroductionChanged: false, acronyms: [] },
      removed: [aLine('z').title],
    });
    const round = { ...body.round, publicationOn: '2030-01-01' };
    const introduction = documentFromMarkdown('Other words.');
    expect(
      compareSeals({ ...body, round, introduction }, { body, wasDeclined: false }),
    ).toMatchObject({ isHeadChanged: true, isIntroductionChanged: true, removed: [] });
  });

  it('say which acronyms are new, gone, or printed for something else', () => {
    const [same, other] = [
      { short: 'MPS', expansion: 'Metropolitan Police Service' },
      { short: 'IAG', expansion: 'Independent Advisory Group' },
    ];
    const before = {
      ...body,
      acronyms: [same, { ...other, expansion: 'Inner area' }, { short: 'BME', expansion: 'Old' }],
    };
    const now = { ...body, acronyms: [{ short: 'ABC', expansion: 'New' }, same, other] };
    expect(compareSeals(now, { body: before, wasDeclined: true }).acronyms).toEqual([
      { short: 'ABC', now: 'New' },
      { short: 'BME', before: 'Old' },
      { short: 'IAG', before: 'Inner area', now: 'Independent Advisory Group' },
    ]);
  });
});
