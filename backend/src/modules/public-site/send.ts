import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendUnchanged } from '../../platform/http/send-unchanged.js';

/** Asked again each time, and answered with "unchanged" when it is. */
const REVALIDATE = 'public, no-cache';
/** What stands at an address that names its bytes never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';

const compress = promisify(gzip);

/** A page as it is sent: its bytes, plain and packed, and the hash of the plain ones. */
export interface PreparedPage {
  mediaType: string;
  hash: string;
  body: Buffer;
  gzip: Buffer;
}

/** Packs a page. Its tag is the hash of what is sent: a page changes when anything on it does. */
export async function preparePage(
  page: string,
  mediaType = 'text/html; charset=utf-8',
): Promise<PreparedPage> {
  const body = Buffer.from(page, 'utf8');
  const hash = createHash('sha256').update(body).digest('base64url');
  return { mediaType, hash, body, gzip: await compress(body) };
}

/** Sends a page, packed to those who can unpack it. */
export function sendPrepared(
  request: FastifyRequest,
  reply: FastifyReply,
  { mediaType, hash, body, gzip: packed }: PreparedPage,
): void {
  const isPacked = takesGzip(request);
  void reply.header('cache-control', REVALIDATE).header('vary', 'Accept-Encoding');
  // The packed page is another answer, and so has a tag of its own.
  if (sendUnchanged(request, reply, isPacked ? `${hash}-gzip` : hash)) return;
  if (isPacked) void reply.header('content-encoding', 'gzip');
  void reply.type(mediaType).send(isPacked ? packed : body);
}

const takesGzip = ({ headers }: FastifyRequest): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(?:\.0+)?\s*(?:,|$))/u.test(String(headers['accept-encoding'] ?? ''));

/** Sends a page that nobody may keep: an error, a preview, what was just worked out. */
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
  /** Whether the address that was asked for names these very bytes. */
  isNamedByHash: boolean;
  read: () => Promise<Uint8Array>;
}

/** Sends a kept file under its own hash; its bytes are read only when they are needed. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: FileToSend,
): Promise<void> {
  void reply.header('cache-control', file.isNamedByHash ? FOR_EVER : REVALIDATE);
  if (sendUnchanged(request, reply, file.sha256)) return;
  const bytes = await file.read();
  void reply
    .header('content-disposition', `inline; filename="${file.name}"`)
    .type(file.mediaType)
    .send(Buffer.from(bytes));
}
