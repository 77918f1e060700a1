import { decideForActor, holdsRole, type Actor, type Decision } from '../../common/actor.js';

const WHO_CAN = 'Who can: the secretariat of this plan.';

/** Whether the actor may change the plan's title and chapters now. Pure. */
export const decidePlanChange = (actor: Actor, planId: string, isSealing: boolean): Decision =>
  decideForActor(actor, (principal) => {
    if (!holdsRole(principal, 'secretariat', planId)) {
      return { isAllowed: false, why: 'The secretariat keeps the register.', whoCan: WHO_CAN };
    }
    return isSealing
      ? {
          isAllowed: false,
          why: 'A round of this plan is sealed: it is published or unsealed first.',
          hasPart: true,
        }
      : { isAllowed: true, as: principal };
  });

/** Whether the actor may plan or skip the plan's rounds. Pure. */
export const decideRoundPlanning = (actor: Actor, planId: string): Decision =>
  decideForActor(actor, (principal) =>
    holdsRole(principal, 'secretariat', planId)
      ? { isAllowed: true, as: principal }
      : { isAllowed: false, why: 'Rounds are run by the secretariat.', whoCan: WHO_CAN },
  );
