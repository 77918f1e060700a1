import type { NewCommitmentFields, RegisterChange } from '../../plan/index.js';
import type { Row } from '../rows/row.js';

/** A commitment as the register holds it. */
export interface RegisterCommitment {
  id: string;
  chapterId: string;
  slug: string;
  position: number;
  title: string;
  summary: string;
  leadOrganisationId: string;
  askerId: string | null;
  funderId: string | null;
  ownerId: string | null;
  closedOn: string | null;
  pausedOn: string | null;
  isWaiting: boolean;
  limbs: readonly string[];
  /** Of the impact assessment. */
  assessmentActionIds: readonly string[];
}

export interface LineageLink {
  fromId: string;
  toId: string;
  kind: 'split_into' | 'merged_into' | 'replaced_by';
}

/** The register of a plan with the rows of one round: all that a change of the register touches. */
export interface RegisterState {
  /** Titles by id. */
  chapters: ReadonlyMap<string, string>;
  commitments: ReadonlyMap<string, RegisterCommitment>;
  rows: readonly Row[];
  /** What the last edition printed: a row that comes back goes on from it. */
  lastRows: readonly Pick<Row, 'id' | 'commitmentIds'>[];
  lineage: readonly LineageLink[];
  /** The actions of the plan's impact assessment, none where it has none. */
  assessmentActionIds: readonly string[];
}

/** What a change needs beside the state: today, ids for new rows, and who is known by what. */
export interface RegisterSurroundings {
  today: string;
  newId: () => string;
  /** Organisations that clear their texts before review. */
  clearingOrganisationIds: ReadonlySet<string>;
  /** People with an open account: only they become owners of a row. */
  activePersonIds: ReadonlySet<string>;
}

export const isOpen = (commitment: RegisterCommitment): boolean =>
  commitment.closedOn === null && !commitment.isWaiting;

export const isSameList = (one: readonly string[], other: readonly string[] = []): boolean =>
  one.length === other.length && one.every((each, index) => each === other[index]);

/**
 * The register and the rows after a change. Pure, and the only place where it is said what a change
 * does: the preview, the act and the opening of a round all come here. A change that has been made
 * already changes nothing again.
 */
export function applyChange(
  state: RegisterState,
  change: RegisterChange,
  around: RegisterSurroundings,
): RegisterState {
  switch (change.kind) {
    case 'add':
      return bringIn(state, change.commitment, change, around);
    case 'reword':
      return reword(state, change);
    case 'move':
      return move(state, change.commitmentId, change.chapterId, change.beforeId);
    case 'renumber': {
      const reference = change.reference ?? null;
      const rows = state.rows.map((row) =>
        row.commitmentIds.includes(change.commitmentId) ? { ...row, reference } : row,
      );
      return { ...state, rows };
    }
    case 'split':
      return split(state, change, around);
    case 'merge':
      return merge(state, change.commitmentId, change.intoId, around);
    case 'replace':
      return replace(state, change.commitmentId, change.intoId, around);
    case 'assess':
      return patch(state, change.commitmentId, () => ({
        assessmentActionIds: change.actionIds,
      }));
    case 'pause':
      return patch(state, change.commitmentId, ({ pausedOn }) => ({
        pausedOn: pausedOn ?? around.today,
      }));
    case 'resume':
      return patch(state, change.commitmentId, () => ({ pausedOn: null }));
    case 'close':
      return withoutRows(close(state, change.commitmentId, around), change.commitmentId);
    case 'reopen':
      return reopen(state, change, around);
    default:
      return change satisfies never;
  }
}

function patch(
  state: RegisterState,
  id: string,
  fields: (commitment: RegisterCommitment) => Partial<RegisterCommitment>,
): RegisterState {
  const present = state.commitments.get(id);
  if (!present) return state;
  const commitments = new Map(state.commitments);
  commitments.set(id, { ...present, ...fields(present) });
  return { ...state, commitments };
}

const close = (state: RegisterState, id: string, around: RegisterSurroundings): RegisterState =>
  patch(state, id, ({ closedOn }) => ({ closedOn: closedOn ?? around.today }));

/** Takes the commitment out of its rows; a row that then answers nothing open goes. */
function withoutRows(
  state: RegisterState,
  id: string,
  isMeant: (row: Row) => boolean = () => true,
): RegisterState {
  const rows = state.rows.flatMap((row): Row[] => {
    if (!row.commitmentIds.includes(id) || !isMeant(row)) return [row];
    const commitmentIds = row.commitmentIds.filter((each) => each !== id);
    return commitmentIds.some((each) => isOpenIn(state, each)) ? [{ ...row, commitmentIds }] : [];
  });
  return { ...state, rows };
}

const isOpenIn = (state: RegisterState, id: string): boolean => {
  const commitment = state.commitments.get(id);
  return commitment !== undefined && isOpen(commitment);
};

function reword(
  state: RegisterState,
  { commitmentId, title, summary, wording, limbs }: Extract<RegisterChange, { kind: 'reword' }>,
): RegisterState {
  const printed = ownRows(state, commitmentId)[0]?.wording;
  const rows = state.rows.map((row) =>
    answersAlone(row, commitmentId) && row.wording === printed ? { ...row, title, wording } : row,
  );
  const fields = { title, summary, ...(limbs && { limbs }) };
  return { ...patch(state, commitmentId, () => fields), rows };
}

const answersAlone = (row: Row, id: string): boolean =>
  row.commitmentIds.length === 1 && row.commitmentIds[0] === id;

/** The rows that answer this commitment and no other. */
export const ownRows = (state: RegisterState, id: string): Row[] =>
  state.rows.filter((row) => answersAlone(row, id));

/** The chapter as this round prints it, or as the register calls it when it prints no row of it. */
const printedChapter = (state: RegisterState, chapterId: string): string =>
  state.rows.findLast((row) => row.chapterId === chapterId)?.chapter ??
  state.chapters.get(chapterId) ??
  '';

/** Where rows go: before the first row of one commitment, or after the last of another. */
interface Place {
  beforeId?: string;
  afterId?: string;
}

/** Puts rows in their place; where there is no such row, at the end of their chapter. */
function place(
  rows: readonly Row[],
  moving: readonly Row[],
  { chapterId, chapter }: { chapterId: string; chapter: string },
  { beforeId, afterId }: Place,
): Row[] {
  const staying = rows.filter((row) => !moving.some(({ id }) => id === row.id));
  const before = staying.findIndex(
    (row) => beforeId !== undefined && row.commitmentIds[0] === beforeId,
  );
  const after = staying.findLastIndex(
    (row) => afterId !== undefined && row.commitmentIds.includes(afterId),
  );
  const last = staying.findLastIndex(
    (row) => row.chapterId === chapterId || row.chapter === chapter,
  );
  const at =
    after !== -1 ? after + 1 : before !== -1 ? before : last !== -1 ? last + 1 : staying.length;
  return staying.toSpliced(at, 0, ...moving.map((row) => ({ ...row, chapterId, chapter })));
}

function move(
  state: RegisterState,
  id: string,
  chapterId: string,
  beforeId: string | undefined,
): RegisterState {
  const moving = state.rows.filter((row) => row.commitmentIds[0] === id);
  const chapter = printedChapter(state, chapterId);
  return {
    ...state,
    commitments: placeInRegister(state.commitments, id, chapterId, beforeId),
    rows: place(state.rows, moving, { chapterId, chapter }, { beforeId }),
  };
}

/** The register's own order: the others of the chapter make room. */
function placeInRegister(
  commitments: RegisterState['commitments'],
  id: string,
  chapterId: string,
  beforeId: string | undefined,
): Map<string, RegisterCommitment> {
  const next = new Map(commitments);
  const moved = next.get(id)!;
  const others = [...next.values()]
    .filter((each) => each.chapterId === chapterId && each.id !== id)
    .sort((one, other) => one.position - other.position);
  const index = others.findIndex((each) => each.id === beforeId);
  const order = others.toSpliced(index === -1 ? others.length : index, 0, { ...moved, chapterId });
  order.forEach((each, at) => next.set(each.id, { ...each, position: at + 1 }));
  return next;
}

/** A commitment that is new in the register, or waited in it, with its row. */
function bringIn(
  state: RegisterState,
  fields: NewCommitmentFields,
  where: Place,
  around: RegisterSurroundings,
): RegisterState {
  const { id, chapterId } = fields;
  const present = state.commitments.get(id);
  const commitment: RegisterCommitment = present ?? {
    ...{ id, chapterId, position: 0, slug: fields.slug },
    ...{ title: fields.title, summary: fields.summary },
    leadOrganisationId: fields.leadOrganisationId,
    askerId: fields.askerId ?? null,
    funderId: fields.funderId ?? null,
    ownerId: fields.ownerId ?? null,
    ...{ closedOn: null, pausedOn: null, isWaiting: false },
    limbs: fields.limbs ?? [],
    assessmentActionIds: fields.assessmentActionIds ?? [],
  };
  const commitments = new Map(state.commitments).set(id, { ...commitment, isWaiting: false });
  const isPlaced = present !== undefined && !present.isWaiting;
  const placed = {
    ...state,
    commitments: isPlaced
      ? commitments
      : placeInRegister(commitments, id, chapterId, where.beforeId),
  };
  return withRow(placed, id, { ...fields, ...where }, around);
}

/**
 * What a new row for the commitment goes on from: the row of the last edition that answered it, one
 * of its own and one that no row goes on from before others.
 */
export function lastRowOf({ rows, lastRows }: RegisterState, id: string): string | null {
  const continued = new Set(rows.map((row) => row.previousUpdateId));
  const printed = lastRows.filter((row) => row.commitmentIds.includes(id));
  const free = printed.filter((row) => !continued.has(row.id));
  const alone = free.find((row) => row.commitmentIds.length === 1);
  return (alone ?? free[0] ?? printed[0])?.id ?? null;
}

/** Gives the commitment a row of its own when none answers it, and puts that row in its place. */
function withRow(
  state: RegisterState,
  id: string,
  listing: Place & { wording?: string; reference?: string },
  around: RegisterSurroundings,
): RegisterState {
  const commitment = state.commitments.get(id)!;
  if (!isOpen(commitment)) return state;
  const { chapterId, title, leadOrganisationId, ownerId } = commitment;
  const present = state.rows.find((row) => row.commitmentIds.includes(id));
  const row: Row = {
    ...(present ?? {
      ...{ id: around.newId(), isNew: true, title, previousUpdateId: lastRowOf(state, id) },
      organisationId: leadOrganisationId,
      isClearanceRequired: around.clearingOrganisationIds.has(leadOrganisationId),
      ownerId: ownerId !== null && around.activePersonIds.has(ownerId) ? ownerId : null,
      commitmentIds: [id],
      ...{ state: 'not_started' as const, isTouched: false },
    }),
    chapterId,
    chapter: printedChapter(state, chapterId),
    reference: listing.reference ?? present?.reference ?? null,
    wording: listing.wording ?? present?.wording ?? commitment.summary,
  };
  return { ...state, rows: place(state.rows, [row], { chapterId, chapter: row.chapter }, listing) };
}

function split(
  state: RegisterState,
  change: Extract<RegisterChange, { kind: 'split' }>,
  around: RegisterSurroundings,
): RegisterState {
  const original = change.commitmentId;
  const chapterId = state.commitments.get(original)?.chapterId;
  const parted = change.parts.reduce((so, part, index) => {
    // The parts follow the original and each other; one that goes to another chapter ends it.
    const where =
      part.chapterId === chapterId
        ? { beforeId: nextOf(state, original), afterId: change.parts[index - 1]?.id ?? original }
        : {};
    return bringIn(so, part, where, around);
  }, state);
  const lineage = change.parts.map((part): LineageLink => ({
    fromId: original,
    toId: part.id,
    kind: 'split_into',
  }));
  const linked = { ...parted, lineage: [...parted.lineage, ...lineage] };
  return change.endsOriginal ? withoutRows(close(linked, original, around), original) : linked;
}

/** The open commitment that follows in the same chapter of the register. */
export const nextOf = (state: RegisterState, id: string): string | undefined => {
  const commitment = state.commitments.get(id);
  if (!commitment) return undefined;
  return [...state.commitments.values()]
    .filter(
      (each) =>
        each.chapterId === commitment.chapterId &&
        each.position > commitment.position &&
        isOpen(each),
    )
    .sort((one, other) => one.position - other.position)[0]?.id;
};

/** The commitment ends as one of its own; the surviving one's first row answers it too. */
function merge(
  state: RegisterState,
  id: string,
  intoId: string,
  around: RegisterSurroundings,
): RegisterState {
  const lineage = [...state.lineage, { fromId: id, toId: intoId, kind: 'merged_into' as const }];
  const closed = { ...close(state, id, around), lineage };
  const survivor = state.rows.find((row) => row.commitmentIds.includes(intoId));
  if (!survivor) {
    // Nothing answers the surviving one yet: it takes over the rows.
    const rows = state.rows.map((row) =>
      row.commitmentIds.includes(id)
        ? { ...row, commitmentIds: [intoId, ...row.commitmentIds] }
        : row,
    );
    return { ...closed, rows };
  }
  const isAnswered = state.rows.some(
    (row) => row.commitmentIds.includes(intoId) && row.commitmentIds.includes(id),
  );
  const rows = closed.rows.map((row) =>
    row.id === survivor.id && !isAnswered
      ? { ...row, commitmentIds: [...row.commitmentIds, id] }
      : row,
  );
  return withoutRows({ ...closed, rows }, id, (row) => !row.commitmentIds.includes(intoId));
}

/** It ends, and another stands for what it promised. One that has ended can be linked so later. */
function replace(
  state: RegisterState,
  id: string,
  byId: string,
  around: RegisterSurroundings,
): RegisterState {
  const link = { fromId: id, toId: byId, kind: 'replaced_by' as const };
  const closed = { ...close(state, id, around), lineage: [...state.lineage, link] };
  return withoutRows(closed, id);
}

/** Whatever replaced it does so no longer. */
function reopen(
  state: RegisterState,
  change: Extract<RegisterChange, { kind: 'reopen' }>,
  around: RegisterSurroundings,
): RegisterState {
  const opened = {
    ...patch(state, change.commitmentId, () => ({ closedOn: null })),
    lineage: state.lineage.filter(
      ({ fromId, kind }) => fromId !== change.commitmentId || kind !== 'replaced_by',
    ),
  };
  return withRow(opened, change.commitmentId, change, around);
}
