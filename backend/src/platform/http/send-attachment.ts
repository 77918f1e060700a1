import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';

/**
 * Sends an uploaded file so that no browser shows it as a page of ours: always to be saved, as exactly
 * what it is, in a sandbox should it be opened all the same.
 */
export function sendAttachment(
  reply: FastifyReply,
  file: { name: string; mediaType: string; bytes: number; stream: Readable },
): void {
  void reply
    .header('content-disposition', attachment(file.name))
    .header('content-type', file.mediaType)
    .header('content-length', file.bytes)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "sandbox; default-src 'none'")
    .send(file.stream);
}

/** A Content-Disposition that saves the file under its name, whatever characters it has (RFC 6266). */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
