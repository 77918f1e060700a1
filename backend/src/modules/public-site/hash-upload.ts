import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

/** The largest copy that is hashed: larger than any form of an edition. */
export const COPY_MAX_BYTES = 50 * 1000 * 1000;
const HEAD_MAX_BYTES = 8 * 1024;
const HEAD_END = '\r\n\r\n';

export type HashedUpload =
  { kind: 'file'; sha256: string; bytes: number } | { kind: 'none' | 'too_large' | 'malformed' };

/**
 * The SHA-256 of the one file in a form's body, hashed as it arrives and kept nowhere. Forms of this
 * site alone are read, with one field each, so this is no general reader of multipart bodies.
 */
export async function hashUpload(body: Readable, contentType: string): Promise<HashedUpload> {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/iu
    .exec(contentType)
    ?.slice(1)
    .find(Boolean);
  if (!boundary) return { kind: 'malformed' };
  const end = Buffer.from(`\r\n--${boundary}--`);
  const held = end.length + HEAD_END.length;
  const hash = createHash('sha256');
  let isInFile = false;
  let bytes = 0;
  let received = 0;
  let rest = Buffer.alloc(0);
  const take = (length: number): void => {
    hash.update(rest.subarray(0, length));
    bytes += length;
    rest = rest.subarray(length);
  };
  for await (const chunk of body) {
    received += (chunk as Buffer).length;
    if (received > COPY_MAX_BYTES) return { kind: 'too_large' };
    rest = Buffer.concat([rest, chunk as Buffer]);
    if (!isInFile) {
      const head = rest.indexOf(HEAD_END);
      if (head < 0 && rest.length > HEAD_MAX_BYTES) return { kind: 'malformed' };
      if (head < 0) continue;
      // The blank line's own end stays: of an empty file it begins the boundary.
      rest = rest.subarray(head + HEAD_END.length);
      isInFile = true;
    }
    // What may be the end of the body waits until it is known to be none.
    if (rest.length > held) take(rest.length - held);
  }
  const last = rest.lastIndexOf(end);
  if (!isInFile || last < 0) return { kind: 'malformed' };
  take(last);
  return bytes === 0 ? { kind: 'none' } : { kind: 'file', sha256: hash.digest('hex'), bytes };
}
