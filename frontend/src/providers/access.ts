import type { Permission } from '@common/permissions.ts';
import type { Me } from '../api/types.ts';

/** The permission that a page or an act of a resource asks for. One pure function decides. */
const NEEDED: Record<string, Permission> = {
  'commitments.list': 'commitment.read',
  'commitments.show': 'commitment.read',
  'commitments.assign': 'commitment.assign',
  'updates.list': 'update.read',
  'updates.edit': 'update.read',
  'review.list': 'update.review',
  'clearance.list': 'update.clear',
  'rounds.list': 'round.read',
  'rounds.show': 'round.read',
  'rounds.create': 'round.manage',
  'rounds.edit': 'round.manage',
  'rounds.preview': 'round.preview',
  'listing.show': 'listing.read',
  'listing.edit': 'listing.edit',
  'register.change': 'register.change',
  'signing.show': 'round.sign',
  'plans.list': 'plan.read',
  'plans.create': 'plan.create',
  'editions.list': 'edition.read',
  'editions.show': 'edition.read',
  'overrides.list': 'override.read',
  'redactions.list': 'redaction.decide',
  'redactions.create': 'redaction.ask',
  'withdrawals.list': 'withdrawal.read',
  'withdrawals.create': 'withdrawal.ask',
  'people.list': 'person.read',
  'people.show': 'person.read',
  'people.edit': 'person.manage',
  'people.reassign': 'work.reassign',
  'people.create': 'person.manage',
  'grants.give': 'grant.manage',
  'organisations.list': 'person.read',
  'organisations.edit': 'organisation.manage',
  'organisations.create': 'organisation.manage',
  'holds.create': 'hold.manage',
  'messages.list': 'message.read',
  'messages.word': 'message.word',
  'reminders.show': 'reminder.read',
  'audit-entries.list': 'audit.read',
  'queues.list': 'queue.read',
  'clock.advance': 'clock.advance',
};

export function canAccess(me: Me, resource: string, action: string): boolean {
  const permission = NEEDED[`${resource}.${action}`];
  return permission === undefined ? false : me.permissions.includes(permission);
}
