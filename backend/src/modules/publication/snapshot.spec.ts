import fc from 'fast-check';
import { aBody, aContent, aLine } from '../../../test/builders/manifest.js';
import { contentHash } from '../../common/content-hash.js';
import { buildManifest } from '../signoff/index.js';
import { buildSnapshot, sealSnapshot } from './snapshot.js';

const contentsOf = (...ids: string[]) =>
  new Map(ids.map((id) => [contentHash(aContent(id)), aContent(id)]));
const PUBLICATION = {
  version: 1,
  publishedOn: '2022-06-10',
  isHistoric: false,
  signature: { manifestHash: 'a'.repeat(64), signedBy: 'The signatory', signedAt: '2022-06-09' },
};

describe('a snapshot', () => {
  it('groups rows by chapter and shared reference, in printed order', () => {
    const listed = (chapter: string, reference?: string) => ({
      listing: { chapter, ...(reference && { reference }), wording: 'Words.' },
    });
    const { body } = buildManifest(
      aBody({
        lines: [
          aLine('a', listed('One', '1.1')),
          aLine('b', listed('One', '1.1')),
          aLine('c', listed('One')),
          aLine('d', listed('One')),
          aLine('e', listed('Two', '1.1')),
          aLine('f', listed('One', '1.1')),
        ],
      }),
    );
    const snapshot = buildSnapshot(body, contentsOf('a', 'b', 'c', 'd', 'e', 'f'), PUBLICATION);
    const shape = snapshot.chapters.map(({ title, groups }) => [
      title,
      groups.map((group) => [group.reference ?? null, group.rows.map((row) => row.updateId)]),
    ]);
    expect(shape).toEqual([
      [
        'One',
        [
          ['1.1', ['a', 'b']],
          [null, ['c']],
          [null, ['d']],
        ],
      ],
      ['Two', [['1.1', ['e']]]],
      ['One', [['1.1', ['f']]]],
    ]);
  });

  it('keeps what a summary says under one heading together, and opens a theme apart', () => {
    const theme = { listing: { chapter: 'Theme', wording: '' } };
    const { body } = buildManifest(
      aBody({ lines: ['a', 'b', 'c', 'd'].map((id) => aLine(id, theme)) }),
    );
    const lines = body.lines.map((line, index) => ({
      ...line,
      ...(index % 2 === 0 && { isUntitled: true as const }),
    }));
    const summary = { ...body, isSummary: true as const, lines };
    const snapshot = buildSnapshot(summary, contentsOf('a', 'b', 'c', 'd'), PUBLICATION);
    const [{ groups }] = snapshot.chapters as [(typeof snapshot.chapters)[number]];
    expect(groups.map(({ rows }) => rows.map(({ isUntitled = false }) => isUntitled))).toEqual([
      [true],
      [false, true],
      [false],
    ]);
    expect(snapshot.isSummary).toBe(true);
  });

  it('prints every line of the manifest once, in its order', () => {
    const line = fc.record({
      chapter: fc.constantFrom('One', 'Two', 'Three'),
      reference: fc.option(fc.constantFrom('1.1', '1.2'), { nil: undefined }),
      isOmitted: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), (rows) => {
        const lines = rows.map(({ chapter, reference, isOmitted }, index) =>
          aLine(`u${index}`, {
            listing: { chapter, ...(reference && { reference }), wording: 'Words.' },
            ...(isOmitted && { omission: { reason: 'No answer came.' } }),
          }),
        );
        const { body } = buildManifest(aBody({ lines }));
        const contents = contentsOf(...lines.map(({ updateId }) => updateId));
        const printed = buildSnapshot(body, contents, PUBLICATION).chapters.flatMap(({ groups }) =>
          groups.flatMap((group) => group.rows),
        );
        expect(printed.map((row) => row.updateId)).toEqual(lines.map(({ updateId }) => updateId));
        expect(printed.map((row) => row.content?.hash)).toEqual(
          lines.map((each) => each.contentHash),
        );
        expect(
          printed.every((row) => (row.content === undefined) !== (row.omission === undefined)),
        ).toBe(true);
      }),
    );
  });

  it('is the same, to the byte, whenever it is made again', () => {
    const { body } = buildManifest(aBody());
    const make = () => sealSnapshot(buildSnapshot(body, contentsOf('a', 'b'), PUBLICATION));
    expect(make()).toEqual(make());
  });

  it('refuses to print a row whose text is missing', () => {
    const { body } = buildManifest(aBody());
    expect(() => buildSnapshot(body, contentsOf('a'), PUBLICATION)).toThrow('No text for update b');
  });

  it('keeps the id of the row that a correction corrects, and says what was corrected', () => {
    const { body } = buildManifest(
      aBody({
        lines: [aLine('a2', { correctsId: 'a' })],
        correction: { no: 1, reason: 'A figure was wrong.' },
      }),
    );
    const snapshot = buildSnapshot(body, contentsOf('a2'), { ...PUBLICATION, version: 2 });
    expect(snapshot.chapters[0]!.groups[0]!.rows[0]!.updateId).toBe('a');
    expect(snapshot.correction).toEqual({ note: 'A figure was wrong.', publishedOn: '2022-06-10' });
  });
});
