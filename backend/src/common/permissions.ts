import type { Role } from './actor.js';

/**
 * What a route may ask for, and which roles hold it somewhere. This is the door to a route; whether
 * this very record may be seen or changed is decided by the record's policy inside the action.
 * `everyone`: any signed-in person, since owners and contributors hold no role of their own.
 */
export const PERMISSIONS = {
  'session.own': ['everyone'],
  'person.choose': ['everyone'],
  'plan.read': ['everyone'],
  'commitment.read': ['everyone'],
  'edition.read': ['everyone'],
  'round.read': ['everyone'],
  'update.read': ['everyone'],
  'update.draft': ['everyone'],
  'cover.set': ['everyone'],
  'comment.read': ['everyone'],
  'comment.make': ['everyone'],
  'update.review': ['lead'],
  'update.clear': ['clearer'],
  'update.reopen': ['everyone'],
  'expert.ask': ['lead', 'secretariat'],
  'update.omit': ['secretariat'],
  'update.vouch': ['secretariat'],
  'plan.create': ['administrator', 'secretariat'],
  'plan.change': ['secretariat'],
  'commitment.assign': ['secretariat'],
  'listing.read': ['secretariat', 'auditor'],
  'listing.edit': ['secretariat'],
  'register.change': ['secretariat'],
  'acronym.manage': ['secretariat'],
  'round.manage': ['secretariat'],
  'round.publish': ['secretariat'],
  'round.preview': ['secretariat', 'auditor', 'signatory'],
  'round.sign': ['signatory'],
  'withdrawal.read': ['secretariat', 'auditor', 'signatory', 'lead'],
  'withdrawal.ask': ['secretariat'],
  'withdrawal.decide': ['secretariat', 'lead', 'signatory'],
  'reminder.read': ['secretariat', 'auditor'],
  'reminder.manage': ['secretariat'],
  'message.read': ['secretariat', 'administrator', 'auditor'],
  'message.send': ['secretariat', 'administrator'],
  'message.word': ['secretariat'],
  'hold.manage': ['secretariat'],
  'override.read': ['secretariat', 'auditor', 'signatory', 'lead'],
  'override.confirm': ['secretariat', 'lead'],
  'redaction.ask': ['secretariat'],
  'redaction.decide': ['secretariat', 'lead', 'signatory'],
  'person.read': ['administrator', 'secretariat', 'auditor'],
  'person.manage': ['administrator'],
  'grant.manage': ['administrator', 'secretariat'],
  'work.reassign': ['administrator', 'secretariat'],
  'organisation.manage': ['administrator'],
  'audit.read': ['auditor', 'secretariat'],
  'queue.read': ['administrator'],
  'clock.advance': ['administrator'],
} as const satisfies Record<string, readonly (Role | 'everyone')[]>;

export type Permission = keyof typeof PERMISSIONS;

/** True when one of the roles holds the permission. */
export const rolesHold = (roles: ReadonlySet<Role>, permission: Permission): boolean => {
  const holders: readonly (Role | 'everyone')[] = PERMISSIONS[permission];
  return holders.some((holder) => holder === 'everyone' || roles.has(holder));
};
