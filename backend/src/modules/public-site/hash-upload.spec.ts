import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { COPY_MAX_BYTES, hashUpload } from './hash-upload.js';

const TYPE = 'multipart/form-data; boundary=----WebKitFormBoundaryAbc123';
const bodyOf = (file: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      '------WebKitFormBoundaryAbc123\r\nContent-Disposition: form-data; name="copy"; filename="a.pdf"\r\n' +
        'Content-Type: application/pdf\r\n\r\n',
    ),
    file,
    Buffer.from('\r\n------WebKitFormBoundaryAbc123--\r\n'),
  ]);
const inPieces = (body: Buffer, size: number): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(body.length / size) }, (_, index) =>
      body.subarray(index * size, (index + 1) * size),
    ),
  );

describe('a file that a reader sends to be checked', () => {
  it('has the hash of its bytes, in whatever pieces they come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        fc.integer({ min: 1, max: 300 }),
        async (bytes, size) => {
          const file = Buffer.from(bytes);
          expect(await hashUpload(inPieces(bodyOf(file), size), TYPE)).toEqual({
            ...{ kind: 'file', bytes: file.length },
            sha256: createHash('sha256').update(file).digest('hex'),
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('may hold what looks like the end of the body', async () => {
    const file = Buffer.from('a\r\n------WebKitFormBoundaryAbc123--\r\nb\r\n\r\n');
    expect(await hashUpload(inPieces(bodyOf(file), 7), TYPE)).toMatchObject({
      sha256: createHash('sha256').update(file).digest('hex'),
    });
  });

  it('is none when none was chosen, and nothing when the body is cut off or too long', async () => {
    const whole = bodyOf(Buffer.from('words'));
    expect(await hashUpload(inPieces(bodyOf(Buffer.alloc(0)), 9), TYPE)).toEqual({ kind: 'none' });
    for (const cut of [whole.subarray(0, -20), whole.subarray(0, 40), Buffer.alloc(0)])
      expect(await hashUpload(inPieces(cut, 50), TYPE)).toEqual({ kind: 'malformed' });
    expect(await hashUpload(inPieces(whole, 50), 'multipart/form-data')).toEqual({
      kind: 'malformed',
    });
    const huge = Buffer.alloc(COPY_MAX_BYTES + 1);
    expect(await hashUpload(inPieces(bodyOf(huge), 1 << 20), TYPE)).toEqual({ kind: 'too_large' });
  });
});
