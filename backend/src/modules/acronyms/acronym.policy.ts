import { decideForActor, holdsRole, type Actor, type Decision } from '../../common/actor.js';

/** Whether the actor may change the plan's register of acronyms. Pure. */
export const decideAcronyms = (actor: Actor, planId: string): Decision =>
  decideForActor(actor, (principal) =>
    holdsRole(principal, 'secretariat', planId)
      ? { isAllowed: true, as: principal }
      : {
          isAllowed: false,
          why: 'The secretariat keeps the register.',
          whoCan: 'Who can: the secretariat of this plan.',
        },
  );
