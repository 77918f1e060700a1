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

  it('say what changed since the round was sealed before: text, listing or omission, not the place', () => {
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
    const changed = signingLines(body, REVISIONS, known, before)
      .filter((line) => line.changedSinceLastSeal)
      .map((line) => line.updateId);
    expect(changed).toEqual(['a', 'b', 'c', 'e']);
  });

  it('say what else of the seal before has changed: title and dates, introduction, rows that went', () => {
    const before = buildManifest(aBody({ lines: [aLine('a'), aLine('z')] })).body;
    expect(compareSeals(body, { body: before, wasDeclined: true })).toEqual({
      ...{ version: before.version, wasDeclined: true },
      ...{ isHeadChanged: false, isIntroductionChanged: false, removed: [aLine('z').title] },
    });
    const round = { ...body.round, publicationOn: '2030-01-01' };
    const introduction = documentFromMarkdown('Other words.');
    expect(
      compareSeals({ ...body, round, introduction }, { body, wasDeclined: false }),
    ).toMatchObject({ isHeadChanged: true, isIntroductionChanged: true, removed: [] });
  });
});
