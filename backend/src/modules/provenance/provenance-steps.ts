import type { UpdateContent } from '../../common/content.js';
import { diffContents } from '../../common/content-diff.js';
import type { ProvenanceStepDto, WriterDto } from './dto/provenance.dto.js';
import type {
  ChainLink,
  DecisionFacts,
  EntryFacts,
  PublicationFacts,
  RevisionFacts,
  WriterFacts,
  WriterPart,
} from './provenance-facts.js';

/** What a decision is called, the audit entry that tells of it, and whose it is to take. */
const DECISIONS: Record<string, { words: string; kind?: string; role: string }> = {
  clear: { words: 'cleared', kind: 'update.cleared', role: 'Clearer' },
  refuse_clearance: {
    words: 'refused clearance of',
    kind: 'update.clearance_refused',
    role: 'Clearer',
  },
  recall: { words: 'recalled', kind: 'update.recalled', role: 'Owner' },
  return: { words: 'returned', kind: 'update.returned', role: 'Lead' },
  approve: { words: 'approved', kind: 'update.approved', role: 'Lead' },
  reopen: {
    words: 'withdrew the approval of',
    kind: 'update.reopened',
    role: 'Secretariat',
  },
  omit: { words: 'left it out of the round', kind: 'update.omitted', role: 'Secretariat' },
  include: { words: 'put it back into the round', kind: 'update.included', role: 'Secretariat' },
  declare_no_change: {
    words: 'declared no change in',
    kind: 'update.no_change_declared',
    role: 'Owner',
  },
  // Said in the owner's stead, it has a reason: see decisionStep.
  confirm_still_true: {
    words: 'confirmed as still true',
    kind: 'update.confirmed_still_true',
    role: 'Owner',
  },
  decline: { words: 'declined to sign', kind: 'round.declined', role: 'Signatory' },
};

const isSameTime = (one: Date, other: Date): boolean => one.getTime() === other.getTime();
const ref = (entry: EntryFacts | undefined) =>
  entry && { entry: { seq: entry.seq, hash: entry.hash } };

/** A revision: who wrote, who submitted, what it changed. */
export function revisionStep(
  revision: RevisionFacts,
  before: UpdateContent | null,
  { round }: ChainLink,
  hasWords: boolean,
  entries: readonly EntryFacts[],
): ProvenanceStepDto {
  const { id, number, kind, content, contentHash, at, who, onBehalfOf } = revision;
  const entry = entries.find(
    ({ data }) => data['contentHash'] !== undefined && data['revisionId'] === id,
  );
  return {
    ...{ act: kind, at, round, revisionId: id, contentHash, hasWords },
    words: {
      submission: `submitted revision ${number}`,
      lead_edit: `edited it into revision ${number}`,
      historic: 'Printed before this system: who wrote and approved it is not recorded here',
    }[kind],
    ...(kind === 'historic' && { isDayOnly: true }),
    ...(who && { who }),
    ...(onBehalfOf && { onBehalfOf }),
    // Only owners submit, and only leads edit.
    ...(kind !== 'historic' && { role: kind === 'submission' ? 'Owner' : 'Lead' }),
    writers: revision.writers.map((writer) => toWriter(writer, revision)),
    diff: diffContents(before, content),
    ...ref(entry),
  };
}

export const PART_WORDS: Record<WriterPart, string> = {
  owner: 'Owner',
  contributor: 'Contributor',
  secretariat: 'Secretariat',
  source: 'Of the words taken over',
};

/** Everyone who wrote, as what they were then. Only owners submit, and only leads edit. */
function toWriter({ who, onBehalfOf, part }: WriterFacts, revision: RevisionFacts): WriterDto {
  const principal = (onBehalfOf ?? who)!.id;
  const maker = (revision.onBehalfOf ?? revision.who)?.id;
  const role =
    revision.kind === 'lead_edit'
      ? 'Lead'
      : principal === maker
        ? PART_WORDS.owner
        : PART_WORDS[part];
  return { who: who!, ...(onBehalfOf && { onBehalfOf }), role };
}

/** In which role a decision was taken, where more than one can take it. */
function roleOf({ kind, isLead, reason }: DecisionFacts, usual: string): string {
  if (kind === 'reopen' && isLead) return 'Lead';
  if (kind === 'confirm_still_true' && reason) return 'Secretariat';
  return usual;
}

export function decisionStep(
  decision: DecisionFacts,
  { updateId, round }: ChainLink,
  entries: readonly EntryFacts[],
): ProvenanceStepDto {
  const { kind, revisionNumber, reason, at, who, onBehalfOf } = decision;
  const known = DECISIONS[kind];
  const entry = entries.find(
    (each) =>
      each.kind === known?.kind &&
      isSameTime(each.at, at) &&
      [updateId, round.id].includes(each.subjectId),
  );
  return {
    ...{ act: kind, at, round },
    words: `${known?.words ?? kind.replaceAll('_', ' ')}${revisionNumber === null ? '' : ` revision ${revisionNumber}`}`,
    ...(who && { who }),
    ...(onBehalfOf && { onBehalfOf }),
    ...(known && { role: roleOf(decision, known.role) }),
    ...(reason && { reason }),
    ...ref(entry),
  };
}

/** An edition: who sealed, signed and published it. */
export function publicationSteps(
  facts: PublicationFacts,
  entries: readonly EntryFacts[],
): ProvenanceStepDto[] {
  const { round, manifestId, manifestHash, version } = facts;
  const of = (kind: string, key: string, value: string | null) =>
    ref(
      entries.find((entry) => entry.kind === kind && value !== null && entry.data[key] === value),
    );
  const published: ProvenanceStepDto = {
    ...{ act: 'published', at: facts.publishedAt, round },
    words: `published ${version > 1 ? `version ${version} of ` : ''}the edition`,
    ...(facts.publishedBy && { who: facts.publishedBy, role: 'Secretariat' }),
    ...of('round.published', 'editionId', facts.editionId),
  };
  if (!manifestId || !manifestHash) {
    const words = 'Published before this system: its sign-off is not recorded here';
    return [
      {
        ...published,
        isDayOnly: true,
        words,
        ...of('round.brought_in', 'editionId', facts.editionId),
      },
    ];
  }
  return [
    {
      ...{ act: 'sealed', at: facts.sealedAt!, round, manifestHash },
      words: 'sealed it, with everything that the round prints',
      ...(facts.sealedBy && { who: facts.sealedBy, role: 'Secretariat' }),
      ...of('round.sealed', 'manifestId', manifestId),
    },
    {
      ...{ act: 'signed', at: facts.signedAt!, round, manifestHash },
      words: 'signed it',
      ...(facts.signedBy && { who: facts.signedBy, role: 'Signatory' }),
      ...(facts.signedFor && { onBehalfOf: facts.signedFor }),
      ...of('round.signed', 'signatureId', facts.signatureId),
    },
    published,
  ];
}
