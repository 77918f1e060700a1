import { decideForActor, type Actor, type Decision } from '../../../common/actor.js';
import { isSecretariat, leads, type UpdateFacts } from '../update.policy.js';

/** Whether the actor asks outside experts about the update, and sees whom others have asked. */
export const decideExperts = (facts: UpdateFacts, actor: Actor): Decision =>
  decideForActor(actor, (principal) =>
    leads(principal, facts) || isSecretariat(principal, facts)
      ? { isAllowed: true, as: principal }
      : { isAllowed: false, why: 'A lead or the secretariat asks an outside expert.' },
  );
