import fc from 'fast-check';
import { sha256Hex } from '../../common/canonical-json.js';
import { aBody, aLine, aRevisionOf } from '../../../test/builders/manifest.js';
import { buildManifest, correctedLines, firstDifference, readManifest } from './manifest.js';

const revisions = (...ids: string[]) =>
  new Map(ids.map((id) => [`revision-${id}`, aRevisionOf(id)]));

describe('a manifest', () => {
  it('is hashed as it is kept', () => {
    const manifest = buildManifest(aBody());
    expect(sha256Hex(manifest.text)).toBe(manifest.hash);
    expect(readManifest(manifest.text)).toEqual(manifest.body);
  });

  it('numbers its lines in printed order, whatever numbers they came with', () => {
    const lines = [aLine('a', { position: 7 }), aLine('b', { position: 3 })];
    const { body } = buildManifest(aBody({ lines }));
    expect(body.lines.map(({ updateId, position }) => [updateId, position])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('has another hash when anything that is printed differs', () => {
    const original = buildManifest(aBody()).hash;
    const [first, second] = [aLine('a'), aLine('b')];
    const changed = [
      aBody({ lines: [second, first] }),
      aBody({ lines: [first] }),
      aBody({ lines: [{ ...first, title: 'Another' }, second] }),
      aBody({
        lines: [{ ...first, listing: { ...first.listing, wording: 'Other words' } }, second],
      }),
      aBody({
        lines: [
          { ...first, listing: { chapter: 'First chapter', wording: first.listing.wording } },
          second,
        ],
      }),
      aBody({ lines: [{ ...first, contentHash: 'f'.repeat(64) }, second] }),
      aBody({ lines: [aLine('a', { omission: { reason: 'No answer came.' } }), second] }),
      aBody({ correction: { no: 1, reason: 'A figure was wrong.' } }),
      aBody({ version: 2 }),
    ].map((body) => buildManifest(body).hash);
    expect(new Set([original, ...changed]).size).toBe(changed.length + 1);
  });

  it('refuses a line that has neither a text nor an omission, or both', () => {
    const bare = aLine('a');
    delete bare.revisionId;
    expect(() => buildManifest(aBody({ lines: [bare] }))).toThrow('neither one text');
    const both = { ...aLine('a'), omission: { reason: 'No answer came.' } };
    expect(() => buildManifest(aBody({ lines: [both] }))).toThrow('neither one text');
  });
});

describe('a correction', () => {
  it('pins every line that it does not correct, in place', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 30 }),
        fc.func(fc.boolean()),
        (ids, isCorrected) => {
          const published = ids.map((id) => aLine(id));
          const corrected = ids.filter((id) => isCorrected(id));
          const replacements = new Map(corrected.map((id) => [id, aLine(`${id}*`)]));
          const lines = correctedLines(published, replacements);
          lines.forEach((line, index) => {
            const id = ids[index]!;
            if (corrected.includes(id)) expect(line.updateId).toBe(`${id}*`);
            else expect(line).toBe(published[index]);
          });
        },
      ),
    );
  });
});

describe('what differs from a manifest', () => {
  const { text, hash } = buildManifest(aBody());
  const manifest = { body: text, hash };

  it('is nothing when all texts are as they were sealed', () => {
    expect(firstDifference(manifest, revisions('a', 'b'))).toBeNull();
  });

  it('is the manifest itself when its body was touched', () => {
    const touched = { body: text.replace('Quarterly', 'Yearly'), hash };
    expect(firstDifference(touched, revisions('a', 'b'))).toBe('the manifest itself');
  });

  it('is the first row whose text is missing, changed, or hashed anew', () => {
    expect(firstDifference(manifest, revisions('a'))).toBe('“Update b”');
    const changed = revisions('a', 'b');
    changed.set('revision-a', { ...aRevisionOf('a'), content: aRevisionOf('z').content });
    expect(firstDifference(manifest, changed)).toBe('“Update a”');
    changed.set('revision-a', { ...aRevisionOf('z'), id: 'revision-a' });
    expect(firstDifference(manifest, changed)).toBe('“Update a”');
  });
});
