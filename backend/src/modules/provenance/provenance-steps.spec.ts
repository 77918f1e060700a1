import { describe, expect, it } from '@jest/globals';
import type { ChainLink, DecisionFacts, EntryFacts } from './provenance-facts.js';
import { decisionStep } from './provenance-steps.js';

const at = new Date('2022-05-09T08:00:00Z');
const link = { updateId: 'update', round: { id: 'round', title: 'A round' } } as ChainLink;
const entry = (kind: string) => [
  { kind, at, subjectId: 'update', seq: 7, hash: 'h' } as EntryFacts,
];
const decision = (kind: string, reason: string | null = null) =>
  ({ updateId: 'update', kind, revisionNumber: 2, reason, at, isLead: false }) as DecisionFacts;

describe('a decision in the chain', () => {
  it.each([
    ['confirm_still_true', null, 'confirmed as still true revision 2', 'Owner'],
    ['confirm_still_true', 'Away.', 'confirmed as still true revision 2', 'Secretariat'],
    ['declare_no_change', 'Nothing new.', 'declared no change in revision 2', 'Owner'],
  ])(
    'of kind %s with the reason %s says what, in which role, by which entry',
    (kind, reason, words, role) => {
      const told =
        kind === 'confirm_still_true' ? 'update.confirmed_still_true' : 'update.no_change_declared';
      expect(decisionStep(decision(kind, reason), link, entry(told))).toMatchObject({
        ...{ words, role },
        entry: { seq: 7, hash: 'h' },
      });
    },
  );
});
