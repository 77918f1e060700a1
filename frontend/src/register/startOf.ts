import type {
  CommitmentDetail,
  RegisterChangeInput,
  RegisterChangeKind,
  Standing,
} from '../api/types.ts';

/** What the fields of a change hold at first: how the commitment stands in the round chosen. */
export function startOf(
  kind: RegisterChangeKind,
  planId: string,
  commitment?: Pick<CommitmentDetail, 'id' | 'history'>,
  standing?: Standing,
): RegisterChangeInput {
  if (!commitment || !standing) return { kind, planId };
  const { id: commitmentId, history } = commitment;
  const { title, summary, chapterId, limbs, actionIds } = standing;
  // Where no row answers it, as an edition last printed it.
  const { wording, reference } = standing.wording === undefined ? { ...history.at(0) } : standing;
  switch (kind) {
    case 'reword':
      return { kind, commitmentId, title, summary, wording: wording ?? summary, limbs };
    case 'move':
      return { kind, commitmentId, chapterId };
    case 'renumber':
      return { kind, commitmentId, reference: reference ?? '' };
    case 'assess':
      return { kind, commitmentId, actionIds };
    case 'split': {
      const part = { title: '', summary: '', wording: '', reference: '' };
      return { kind, commitmentId, endsOriginal: true, parts: [part, part] };
    }
    case 'reopen':
      return { kind, commitmentId, ...(wording && { wording }), ...(reference && { reference }) };
    default:
      return { kind, commitmentId };
  }
}
