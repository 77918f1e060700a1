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

/** What a cover can take over. Each part has to be named; nobody signs by the way. */
export const COVER_PARTS = ['drafting', 'review', 'clearance', 'signing', 'secretariat'] as const;
export type CoverPart = (typeof COVER_PARTS)[number];
export const COVER_PART_WORDS: Record<CoverPart, string> = {
  drafting: 'Write and submit texts',
  review: 'Review and approve',
  clearance: 'Clear for the organisation',
  signing: 'Sign rounds',
  secretariat: 'Run rounds as the secretariat',
};

/** The part that a role's work belongs to; the others are never taken over. */
export const PART_OF: Partial<Record<Role, CoverPart>> = {
  lead: 'review',
  clearer: 'clearance',
  signatory: 'signing',
  secretariat: 'secretariat',
};

/** Someone whose rights count: the person themselves, or one they are on cover for. */
export interface Principal {
  personId: string;
  name: string;
  organisationId: string;
  grants: readonly Grant[];
  /** Set when the principal is someone the actor covers for: only what the cover names counts. */
  cover?: { id: string; parts: readonly CoverPart[] };
}

/** Who acts: first themselves, then each person they cover for today. */
export interface Actor {
  personId: string;
  name: string;
  principals: readonly [Principal, ...Principal[]];
}

/** Who is covered, with those grants alone that the cover names. */
export const coveredPrincipal = (
  absent: Principal,
  cover: { id: string; parts: readonly CoverPart[] },
): Principal => ({
  ...absent,
  grants: absent.grants.filter(({ role }) => cover.parts.some((part) => part === PART_OF[role])),
  cover,
});

/** True when the principal's own texts are the actor's to write: theirs, or covered as such. */
export const writesAs = ({ cover }: Principal): boolean =>
  !cover || cover.parts.includes('drafting');

/** Those whose texts the actor writes: themselves, and whoever they cover in that. */
export const writersFor = (actor: Actor): string[] =>
  actor.principals.filter(writesAs).map(({ personId }) => personId);

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
  | { isAllowed: true; as: Principal }
  | {
      isAllowed: false;
      why: string;
      whoCan?: string;
      /** The principal holds the part that it takes: what stands in the way is something else. */
      hasPart?: true;
    };

/**
 * Asks each principal in turn; the first that may, acts. When none may, the first who holds the part
 * explains it: “who you cover wrote it” says more than “it is not yours”.
 */
export function decideForActor(actor: Actor, decide: (principal: Principal) => Decision): Decision {
  const decisions = actor.principals.map(decide);
  return (
    decisions.find(({ isAllowed }) => isAllowed) ??
    decisions.find((decision) => !decision.isAllowed && decision.hasPart) ??
    decisions[0]!
  );
}
