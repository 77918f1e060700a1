import type { FastifyReply, FastifyRequest } from 'fastify';

/** True when the reader's copy is the present one; the answer is then sent without a body. */
export function sendUnchanged(request: FastifyRequest, reply: FastifyReply, hash: string): boolean {
  const tag = `"${hash}"`;
  void reply.header('etag', tag);
  const known = request.headers['if-none-match'] ?? '';
  const isKnown = known.split(',').some((each) => each.trim().replace(/^W\//u, '') === tag);
  if (isKnown) void reply.status(304).send();
  return isKnown;
}
