import { decideForActor, type Actor, type Decision } from '../../../common/actor.js';
import { isSecretariat, leads, type UpdateFacts } from '../update.policy.js';

/** SQL: the link (alias k) opens its text: not expired, not revoked, and the update (alias u) not over. */
export const IS_OPEN = `(k.expires_at > now() AND k.revoked_at IS NULL
  AND u.state NOT IN ('published', 'abandoned'))`;

/** Whether the actor asks outside experts about the update, and sees whom others have asked. */
export const decideExperts = (facts: UpdateFacts, actor: Actor): Decision =>
  decideForActor(actor, (principal) =>
    leads(principal, facts) || isSecretariat(principal, facts)
      ? { isAllowed: true, as: principal }
      : { isAllowed: false, why: 'A lead or the secretariat asks an outside expert.' },
  );
