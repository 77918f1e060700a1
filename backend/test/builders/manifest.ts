import type { Grant, Principal } from '../../src/common/actor.js';
import type { UpdateContent } from '../../src/common/content.js';
import { canonicalContent, contentHash } from '../../src/common/content-hash.js';
import type {
  KeptRevision,
  ManifestBody,
  ManifestLine,
} from '../../src/modules/signoff/manifest.js';
import type { RoundStanding } from '../../src/modules/signoff/round-standing.js';
import { aDocument } from './snapshot.js';

export const PLAN_ID = '00000000-0000-4000-8000-00000000aaaa';

/** A text with its delivery status. */
export const aContent = (words = 'The review is under way.'): UpdateContent => ({
  document: aDocument(words),
  delivery: 'in_progress',
});

/** A line with an approved text; give `omission` for one without. */
export function aLine(id: string, overrides: Partial<ManifestLine> = {}): ManifestLine {
  const line: ManifestLine = {
    updateId: id,
    position: 1,
    title: `Update ${id}`,
    listing: { chapter: 'First chapter', reference: '1.1', wording: `The wording of ${id}.` },
    commitments: [{ id: `commitment-${id}`, title: `Commitment ${id}` }],
    revisionId: `revision-${id}`,
    contentHash: contentHash(aContent(id)),
    ...overrides,
  };
  if (line.omission) {
    delete line.revisionId;
    delete line.contentHash;
  }
  return line;
}

/** The revision that a line of `aLine` names. */
export const aRevisionOf = (id: string): KeptRevision => ({
  id: `revision-${id}`,
  content: canonicalContent(aContent(id)),
  contentHash: contentHash(aContent(id)),
  presentHash: contentHash(aContent(id)),
});

/** What a manifest is made from. */
export const aBody = (overrides: Partial<ManifestBody> = {}): Omit<ManifestBody, 'schema'> => ({
  version: 1,
  plan: { id: PLAN_ID, title: 'The plan', publisher: 'The public body' },
  round: {
    id: '00000000-0000-4000-8000-00000000bbbb',
    title: 'Quarterly update',
    slug: '2021-22-q4',
    periodLabel: '2021/22 Q4 (January to March 2022)',
    periodStart: '2022-01-01',
    periodEnd: '2022-03-31',
    asAt: '2022-03-31',
    publicationOn: '2022-06-10',
  },
  lines: [aLine('a'), aLine('b')],
  ...overrides,
});

/** A round that is open, with everything approved. */
export const aStanding = (overrides: Partial<RoundStanding> = {}): RoundStanding => ({
  roundId: 'round-1',
  planId: PLAN_ID,
  state: 'open',
  isHistoric: false,
  manifest: null,
  correctionNo: 0,
  waiting: 0,
  unconfirmed: 0,
  ...overrides,
});

/** Someone with these roles in the plan. */
export const aPrincipal = (
  roles: Grant['role'][],
  overrides: Partial<Principal> = {},
): Principal => ({
  personId: 'person-1',
  name: 'A person',
  organisationId: 'organisation-1',
  grants: roles.map((role) => ({ role, planId: PLAN_ID })),
  ...overrides,
});
