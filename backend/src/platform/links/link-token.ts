import { createHash, randomBytes } from 'node:crypto';

/** A new secret for a link, of which only the hash is kept. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const tokenHash = (token: string): string =>
  createHash('sha256').update(token).digest('hex');
