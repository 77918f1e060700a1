import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Asked again each time, and answered with "unchanged" when it is. */
const REVALIDATE = 'public, no-cache';

const etagOf = (hash: string): string => `"${hash}"`;

/** True when the reader's copy is the present one; the answer is then sent without a body. */
function sendUnchanged(request: FastifyRequest, reply: FastifyReply, hash: string): boolean {
  void reply.header('etag', etagOf(hash));
  const known = request.headers['if-none-match'] ?? '';
  const isKnown = known.split(',').some((tag) => tag.trim().replace(/^W\//u, '') === etagOf(hash));
  if (isKnown) void reply.status(304).send();
  return isKnown;
}

/** Sends a page. Its tag is the hash of what is sent: a page changes when anything on it does. */
export function sendPage(request: FastifyRequest, reply: FastifyReply, page: string): void {
  const hash = createHash('sha256').update(page).digest('base64url');
  void reply.header('cache-control', REVALIDATE);
  if (sendUnchanged(request, reply, hash)) return;
  void reply.type('text/html; charset=utf-8').send(page);
}

/** Sends a page that nobody may keep: an error, a preview. */
export function sendPassingPage(reply: FastifyReply, status: number, page: string): void {
  void reply
    .status(status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page);
}

export interface FileToSend {
  sha256: string;
  mediaType: string;
  /** The name under which a reader saves it. */
  name: string;
  read: () => Promise<Uint8Array>;
}

/** Sends a kept file under its own hash; its bytes are read only when they are needed. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: FileToSend,
): Promise<void> {
  void reply.header('cache-control', REVALIDATE);
  if (sendUnchanged(request, reply, file.sha256)) return;
  const bytes = await file.read();
  void reply
    .header('content-disposition', `inline; filename="${file.name}"`)
    .type(file.mediaType)
    .send(Buffer.from(bytes));
}
