import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { attachment } from './file-name.js';

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
