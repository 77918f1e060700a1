import type { RegisterChange } from '../../plan/index.js';
import { isOpen, isSameList, ownRows, type RegisterState } from './register-state.js';

export interface RegisterIssue {
  field: string;
  code: string;
  message: string;
}

const CLOSED = 'It is closed by then. Reopen it first, or choose an earlier round.';
const SHARED =
  'Every row of that round that answers it answers other commitments too: what such a row prints is worded in the round’s layout. Leave the wording as it is; the title, the summary and the parts can be changed here.';
const UNCHANGED = 'That is how it stands already: there is nothing to change.';

/** What is wrong with a change, seen against the register as it will stand in its round. */
export function changeIssues(state: RegisterState, change: RegisterChange): RegisterIssue[] {
  const issues: RegisterIssue[] = [];
  const refuse = (field: string, code: string, message: string): void => {
    issues.push({ field, code, message });
  };
  const isKnownChapter = (field: string, id: string): void => {
    if (!state.chapters.has(id)) refuse(field, 'unknown', 'The plan has no such chapter.');
  };
  const isOpenOther = (field: string, id: string | undefined): void => {
    const other = id === undefined ? undefined : state.commitments.get(id);
    if (id !== undefined && (!other || !isOpen(other))) {
      refuse(field, 'unknown', 'The plan has no such commitment, or it is closed by then.');
    }
  };
  if (change.kind === 'add') {
    isKnownChapter('chapterId', change.commitment.chapterId);
    isOpenOther('beforeId', change.beforeId);
    return issues;
  }
  const id = change.commitmentId;
  const commitment = state.commitments.get(id);
  if (!commitment || (commitment.isWaiting && change.kind !== 'reopen')) {
    refuse('commitmentId', 'unknown', 'It is not in the register yet by that round.');
    return issues;
  }
  if (change.kind === 'reopen') {
    if (!commitment.closedOn) refuse('kind', 'unchanged', 'It is not closed.');
    const into = mergedInto(state, id);
    if (into) refuse('kind', 'merged', `It was merged into “${into}”. Split that one instead.`);
    return issues;
  }
  const merged = mergedInto(state, id);
  if (change.kind === 'replace' && merged) {
    refuse('kind', 'merged', `It was merged into “${merged}”, which goes on.`);
  } else if (commitment.closedOn && change.kind !== 'replace' && change.kind !== 'assess') {
    refuse('kind', 'closed', CLOSED);
  }
  if (issues.length > 0) return issues;
  const own = ownRows(state, id)[0];
  switch (change.kind) {
    case 'reword': {
      const shared = own ? undefined : state.rows.find((row) => row.commitmentIds.includes(id));
      if (shared && change.wording !== shared.wording) {
        refuse('wording', 'shared', SHARED);
      } else if (
        change.title === commitment.title &&
        change.summary === commitment.summary &&
        (!own || own.wording === change.wording) &&
        (!change.limbs || isSameList(change.limbs, commitment.limbs))
      ) {
        refuse('wording', 'unchanged', UNCHANGED);
      }
      break;
    }
    case 'move':
      isKnownChapter('chapterId', change.chapterId);
      isOpenOther('beforeId', change.beforeId);
      if (change.beforeId === id) refuse('beforeId', 'itself', 'It cannot stand before itself.');
      break;
    case 'renumber': {
      const rows = state.rows.filter((row) => row.commitmentIds.includes(id));
      if (rows.length === 0) refuse('reference', 'no_row', 'No row of that round answers it.');
      else if (rows.every((row) => row.reference === (change.reference ?? null))) {
        refuse('reference', 'unchanged', UNCHANGED);
      }
      break;
    }
    case 'split':
      if (change.parts.length < (change.endsOriginal ? 2 : 1)) {
        refuse('parts', 'too_few', 'When the original ends, give at least two commitments.');
      }
      change.parts.forEach((part, at) => isKnownChapter(`parts.${at}.chapterId`, part.chapterId));
      break;
    case 'merge':
      if (change.intoId === id) refuse('intoId', 'itself', 'Choose another commitment.');
      else isOpenOther('intoId', change.intoId);
      break;
    case 'replace':
      if (change.intoId === id) refuse('intoId', 'itself', 'Choose another commitment.');
      else if (isReplacedBy(state, id, change.intoId)) refuse('intoId', 'unchanged', UNCHANGED);
      else isOpenOther('intoId', change.intoId);
      break;
    case 'assess':
      if (state.assessmentActionIds.length === 0) {
        refuse('kind', 'no_assessment', 'The plan has no impact assessment here.');
      } else if (isSameList(change.actionIds, commitment.assessmentActionIds)) {
        refuse('actionIds', 'unchanged', UNCHANGED);
      }
      break;
    case 'pause':
      if (commitment.pausedOn) refuse('kind', 'unchanged', 'It is paused already.');
      break;
    case 'resume':
      if (!commitment.pausedOn) refuse('kind', 'unchanged', 'It is not paused.');
      break;
    case 'close':
      break;
    default:
      change satisfies never;
  }
  return issues;
}

/** The title of what it was merged into. */
function mergedInto({ lineage, commitments }: RegisterState, id: string): string | undefined {
  const into = lineage.find(({ fromId, kind }) => fromId === id && kind === 'merged_into');
  return into && (commitments.get(into.toId)?.title ?? '');
}

const isReplacedBy = ({ lineage }: RegisterState, id: string, byId: string): boolean =>
  lineage.some(
    ({ fromId, toId, kind }) => kind === 'replaced_by' && fromId === id && toId === byId,
  );
