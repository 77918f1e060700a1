export const ROLES = [
  'administrator',
  'auditor',
  'secretariat',
  'signatory',
  'board_member',
  'lead',
  'clearer',
] as const;
export type Role = (typeof ROLES)[number];

/** A role, and where it holds. Absent scopes mean the whole installation (or the whole plan). */
export interface Grant {
  role: Role;
  planId?: string;
  chapterId?: string;
  commitmentId?: string;
  organisationId?: string;
}

/** Someone whose rights count: the person themselves, or one they are on cover for. */
export interface Principal {
  personId: string;
  name: string;
  organisationId: string;
  grants: readonly Grant[];
  /** Set when the principal is someone the actor covers for. */
  cover?: { id: string; isSigningIncluded: boolean };
}

/** Who acts: first themselves, then each person they cover for today. */
export interface Actor {
  personId: string;
  name: string;
  principals: readonly [Principal, ...Principal[]];
}

/** True when the grant is of this role and holds for this plan. */
export const holdsRole = (principal: Principal, role: Role, planId?: string): boolean =>
  principal.grants.some(
    (grant) =>
      grant.role === role && (!grant.planId || planId === undefined || grant.planId === planId),
  );

/** True when the actor has the role, for themselves or on cover. */
export const actorHoldsRole = (actor: Actor, role: Role, planId?: string): boolean =>
  actor.principals.some((principal) => holdsRole(principal, role, planId));

/** A policy's answer: allowed (and as whom), or refused with the reason and with who can. */
export type Decision =
  { isAllowed: true; as: Principal } | { isAllowed: false; why: string; whoCan?: string };

/** Asks each principal in turn; the first that may, acts. Otherwise the person's own refusal stands. */
export function decideForActor(actor: Actor, decide: (principal: Principal) => Decision): Decision {
  const own = decide(actor.principals[0]);
  if (own.isAllowed) return own;
  for (const principal of actor.principals.slice(1)) {
    const covered = decide(principal);
    if (covered.isAllowed) return covered;
  }
  return own;
}
