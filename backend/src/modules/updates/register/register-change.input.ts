import { randomUUID } from 'node:crypto';
import { Problem, type Issue } from '../../../common/problems.js';
import { hasForbiddenCharacter } from '../../../common/rich-text/index.js';
import { slugOf } from '../../../common/slug.js';
import type {
  CommitmentBefore,
  NewCommitmentFields,
  RegisterChange,
  RegisterChangeKind,
} from '../../plan/index.js';
import { nextOf, ownRows, type RegisterState } from './register-state.js';

export interface NewPartInput {
  title: string;
  summary: string;
  wording?: string;
  reference?: string;
  chapterId?: string;
  limbs?: string[];
}

/** A change as a form sends it: what is needed depends on its kind. */
export interface RegisterChangeInput {
  kind: RegisterChangeKind;
  /** For a new commitment; otherwise its own plan counts. */
  planId?: string;
  commitmentId?: string;
  /** Absent: the next round to be opened. */
  roundId?: string;
  title?: string;
  summary?: string;
  wording?: string;
  reference?: string;
  chapterId?: string;
  beforeId?: string;
  intoId?: string;
  leadOrganisationId?: string;
  askerId?: string;
  funderId?: string;
  ownerId?: string;
  endsOriginal?: boolean;
  parts?: NewPartInput[];
  limbs?: string[];
  actionIds?: string[];
}

/**
 * The change that a form asks for.
 * @param slugs those taken in the plan
 * @throws Problem request.invalid naming what its kind still needs
 */
export function toChange(
  input: RegisterChangeInput,
  slugs: ReadonlySet<string>,
  state: RegisterState,
): RegisterChange {
  const issues: Issue[] = [];
  const needed = (
    field: 'title' | 'summary' | 'wording' | 'chapterId' | 'intoId' | 'leadOrganisationId',
  ): string => {
    const value = input[field]?.trim();
    if (!value) issues.push({ field, code: 'required', message: 'This is needed.' });
    return value ?? '';
  };
  issues.push(...textIssues(input), ...idIssues(input, state));
  const change = build(input, needed, slugs, state);
  if (issues.length > 0) throw new Problem('request.invalid', {}, { issues });
  return change;
}

/** Characters that no edition can print. */
const textIssues = (input: RegisterChangeInput): Issue[] =>
  [
    ...textsOf(input),
    ...(input.parts ?? []).flatMap((part, at) =>
      textsOf(part).map(([field, text]) => [`parts.${at}.${field}`, text] as const),
    ),
  ].flatMap(([field, text]) =>
    text !== undefined && hasForbiddenCharacter(text)
      ? [
          {
            field,
            code: 'control_character',
            message: 'It holds a character that cannot be printed.',
          },
        ]
      : [],
  );
const TEXTS = ['title', 'summary', 'wording', 'reference'] as const;
const textsOf = (given: RegisterChangeInput | NewPartInput) => [
  ...TEXTS.map((field) => [field, given[field]] as const),
  ['limbs', given.limbs?.join('')] as const,
];

/** Ids of another plan, or of nothing. */
function idIssues(
  input: RegisterChangeInput,
  { chapters, commitments, assessmentActionIds }: RegisterState,
): Issue[] {
  const given: [field: string, id: string | undefined, known: ReadonlyMap<string, unknown>][] = [
    ['commitmentId', input.commitmentId, commitments],
    ['chapterId', input.chapterId, chapters],
    ['beforeId', input.beforeId, commitments],
    ['intoId', input.intoId, commitments],
  ];
  const actions = new Map(assessmentActionIds.map((id) => [id, id]));
  input.actionIds?.forEach((id) => given.push(['actionIds', id, actions]));
  input.parts?.forEach((part, at) =>
    given.push([`parts.${at}.chapterId`, part.chapterId, chapters]),
  );
  return given
    .filter(([, id, known]) => id !== undefined && !known.has(id))
    .map(([field]) => ({ field, code: 'unknown', message: 'The plan has no such record.' }));
}

function build(
  input: RegisterChangeInput,
  needed: (
    field: 'title' | 'summary' | 'wording' | 'chapterId' | 'intoId' | 'leadOrganisationId',
  ) => string,
  taken: ReadonlySet<string>,
  state: RegisterState,
): RegisterChange {
  const commitmentId = input.commitmentId ?? '';
  const beforeId = input.beforeId;
  const reference = input.reference?.trim() || undefined;
  switch (input.kind) {
    case 'add': {
      const summary = needed('summary');
      const commitment: NewCommitmentFields = {
        ...identity(needed('title'), taken),
        summary,
        wording: input.wording?.trim() || summary,
        reference,
        chapterId: needed('chapterId'),
        leadOrganisationId: needed('leadOrganisationId'),
        askerId: input.askerId,
        funderId: input.funderId,
        ownerId: input.ownerId,
        ...limbsOf(input),
      };
      return { kind: 'add', commitment, beforeId };
    }
    case 'reword': {
      const [title, summary, wording] = [needed('title'), needed('summary'), needed('wording')];
      return { kind: 'reword', commitmentId, title, summary, wording, ...limbsOf(input) };
    }
    case 'move':
      return { kind: 'move', commitmentId, chapterId: needed('chapterId'), beforeId };
    case 'renumber':
      return { kind: 'renumber', commitmentId, reference };
    case 'split':
      return {
        kind: 'split',
        commitmentId,
        parts: partsOf(input, taken, state),
        endsOriginal: input.endsOriginal ?? false,
      };
    case 'merge':
    case 'replace':
      return { kind: input.kind, commitmentId, intoId: needed('intoId') };
    case 'assess':
      return { kind: 'assess', commitmentId, actionIds: [...new Set(input.actionIds)].sort() };
    case 'reopen':
      return { kind: 'reopen', commitmentId, reference, wording: input.wording, beforeId };
    case 'pause':
    case 'resume':
    case 'close':
      return { kind: input.kind, commitmentId };
    default:
      return input.kind satisfies never;
  }
}

/** One to a line, without empty ones; nothing where the form does not speak of them. */
const limbsOf = ({ limbs }: { limbs?: string[] }): { limbs?: string[] } =>
  limbs ? { limbs: limbs.map((limb) => limb.trim()).filter(Boolean) } : {};

/** The parts of a split keep what the original has and they do not say otherwise. */
function partsOf(
  { commitmentId, parts = [] }: RegisterChangeInput,
  taken: ReadonlySet<string>,
  { commitments }: RegisterState,
): NewCommitmentFields[] {
  const original = commitments.get(commitmentId ?? '');
  const slugs = new Set(taken);
  return parts.map((part) => {
    const fields: NewCommitmentFields = {
      ...identity(part.title.trim(), slugs),
      summary: part.summary.trim(),
      wording: part.wording?.trim() || part.summary.trim(),
      reference: part.reference?.trim() || undefined,
      chapterId: part.chapterId ?? original?.chapterId ?? '',
      leadOrganisationId: original?.leadOrganisationId ?? '',
      askerId: original?.askerId ?? undefined,
      funderId: original?.funderId ?? undefined,
      ownerId: original?.ownerId ?? undefined,
      ...limbsOf(part),
      assessmentActionIds: [...(original?.assessmentActionIds ?? [])],
    };
    slugs.add(fields.slug);
    return fields;
  });
}

const identity = (title: string, taken: ReadonlySet<string>) => ({
  id: randomUUID(),
  slug: proposedSlug(title, taken),
  title,
});

/** An address from the title's words; a number follows when it is taken. */
export function proposedSlug(title: string, taken: ReadonlySet<string>): string {
  const stem = slugOf(title).slice(0, 60).replace(/-+$/, '') || 'commitment';
  for (let number = 1; ; number++) {
    const slug = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

/** A commitment among the rows of a round, with all that a change can change. */
export type CommitmentStanding = CommitmentBefore &
  Required<Pick<CommitmentBefore, 'title' | 'summary' | 'chapterId' | 'limbs' | 'actionIds'>>;

/** How the commitment stands there; printed by a row of its own before one that it shares. */
export function standingOf(state: RegisterState, id: string): CommitmentStanding | undefined {
  const commitment = state.commitments.get(id);
  if (!commitment) return undefined;
  const row = ownRows(state, id)[0] ?? state.rows.find((each) => each.commitmentIds.includes(id));
  const { title, summary, chapterId, limbs, assessmentActionIds } = commitment;
  const beforeId = nextOf(state, id);
  return {
    title,
    summary,
    chapterId,
    ...(row && { wording: row.wording }),
    ...(row?.reference && { reference: row.reference }),
    ...(beforeId && { beforeId }),
    limbs: [...limbs],
    actionIds: [...assessmentActionIds],
  };
}

/** How the commitment stands before the change: for its history, and for an undo. */
export function beforeOf(state: RegisterState, change: RegisterChange): CommitmentBefore {
  const standing = change.kind === 'add' ? undefined : standingOf(state, change.commitmentId);
  if (!standing) return {};
  const { limbs, actionIds, ...before } = standing;
  return {
    ...before,
    ...(change.kind === 'reword' && { limbs }),
    ...(change.kind === 'assess' && { actionIds }),
    ...endOf(state, change),
  };
}

/** What the end of a commitment takes away, and its return: where its row stood, and what replaced it. */
function endOf(state: RegisterState, change: RegisterChange): CommitmentBefore {
  if (change.kind === 'close' || change.kind === 'replace') {
    const { commitmentId: id } = change;
    const closedOn = state.commitments.get(id)?.closedOn;
    if (closedOn) return { closedOn };
    const at = state.rows.findIndex((row) => row.commitmentIds.includes(id));
    const next = state.rows.slice(at + 1).find((row) => !row.commitmentIds.includes(id));
    // In no row, or in the last one of its chapter: to its end.
    const isFollowed = at !== -1 && next?.chapter === state.rows[at]!.chapter;
    return { beforeId: isFollowed ? next.commitmentIds[0] : undefined };
  }
  if (change.kind === 'reopen') {
    const [link] = state.lineage.filter(
      ({ fromId, kind }) => fromId === change.commitmentId && kind === 'replaced_by',
    );
    return link ? { replacedById: link.toId } : {};
  }
  return {};
}

/**
 * What takes a change back that has taken effect; null when no single change does.
 */
export function oppositeOf(
  change: RegisterChange,
  before: CommitmentBefore,
): RegisterChangeInput | null {
  switch (change.kind) {
    case 'add':
      return { kind: 'close', commitmentId: change.commitment.id };
    case 'reword': {
      const { commitmentId, wording } = change;
      return {
        kind: 'reword',
        commitmentId,
        wording,
        ...before,
        beforeId: undefined,
        chapterId: undefined,
      };
    }
    case 'move': {
      const { commitmentId } = change;
      return { kind: 'move', commitmentId, chapterId: before.chapterId, beforeId: before.beforeId };
    }
    case 'renumber':
      return { kind: 'renumber', commitmentId: change.commitmentId, reference: before.reference };
    case 'pause':
      return { kind: 'resume', commitmentId: change.commitmentId };
    case 'resume':
      return { kind: 'pause', commitmentId: change.commitmentId };
    case 'close':
    case 'replace': {
      const { reference, wording, beforeId } = before;
      return { kind: 'reopen', commitmentId: change.commitmentId, reference, wording, beforeId };
    }
    case 'reopen': {
      const { commitmentId } = change;
      const { replacedById: intoId } = before;
      return intoId ? { kind: 'replace', commitmentId, intoId } : { kind: 'close', commitmentId };
    }
    case 'assess': {
      const { commitmentId } = change;
      return { kind: 'assess', commitmentId, actionIds: before.actionIds ?? [] };
    }
    case 'split':
    case 'merge':
      return null;
    default:
      return change satisfies never;
  }
}
