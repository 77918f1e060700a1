import { createHash, randomBytes } from 'node:crypto';
import { decideForActor, type Actor, type Decision } from '../../../common/actor.js';
import { isSecretariat, leads, type UpdateFacts } from '../update.policy.js';

/** A new secret for a link, of which only the hash is kept. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const tokenHash = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

/** Whether the actor asks outside experts about the update, and sees whom others have asked. */
export const decideExperts = (facts: UpdateFacts, actor: Actor): Decision =>
  decideForActor(actor, (principal) =>
    leads(principal, facts) || isSecretariat(principal, facts)
      ? { isAllowed: true, as: principal }
      : { isAllowed: false, why: 'A lead or the secretariat asks an outside expert.' },
  );
