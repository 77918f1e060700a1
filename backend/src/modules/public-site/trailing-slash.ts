import type { FastifyInstance } from 'fastify';

const PUBLIC_PATH =
  /^\/(?:editions|commitments|delivery|search|how-to-check|contact|accessibility)(?:\/|$)/u;

/** The address without the slash that people and other sites put at the end of it; null for any other. */
export function withoutTrailingSlash(url: string): string | null {
  const [, path = '', query = ''] = /^([^?]*)(.*)$/su.exec(url) ?? [];
  return PUBLIC_PATH.test(path) && path.endsWith('/') ? path.replace(/\/+$/u, '') + query : null;
}

/** A public page has one address: with a slash at the end it leads there, for good. */
export function redirectTrailingSlashes(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const address = ['GET', 'HEAD'].includes(request.method) && withoutTrailingSlash(request.url);
    if (!address) return done();
    void reply.redirect(address, 308);
  });
}
