import type {
  CommitmentDetail,
  Layout,
  RegisterChange,
  RegisterChangeInput,
  RegisterChangeKind,
} from '../api/types.ts';

/** What a change of a commitment starts from. */
export interface Standing {
  title: string;
  summary: string;
  wording?: string;
  reference?: string;
  limbs: string[];
}

/**
 * How a commitment stands in a round: as an open round lists it now; in a later one as the last change
 * that holds leaves it; else as the last edition printed it. Changes come newest first.
 */
export function standingOf(
  commitment: Pick<CommitmentDetail, 'id' | 'title' | 'summary' | 'history' | 'limbs'>,
  changes: readonly RegisterChange[],
  layout?: Layout,
): Standing {
  const { id, title, summary, history, limbs } = commitment;
  const fields = changes
    .filter((change) => change.commitment.id === id && change.standing !== 'taken_back')
    .flatMap((change) => change.fields);
  const last = (name: keyof Standing | 'parts', otherwise?: string) => {
    const field = fields.find(({ field }) => field === name);
    return field ? field.to : otherwise;
  };
  const wording = last('wording', history.at(0)?.wording);
  const reference = last('reference', history.at(0)?.reference);
  if (!layout) {
    return {
      ...{ title: last('title') ?? title, summary: last('summary') ?? summary },
      ...{ wording, reference },
      limbs: (last('parts', limbs.join('\n')) ?? '').split('\n').filter(Boolean),
    };
  }
  const rows = layout.rows.filter(({ commitments }) => commitments.some((each) => each.id === id));
  const own = rows.find(({ commitments }) => commitments.length === 1);
  return {
    ...{ title, summary, wording: own?.wording ?? wording, limbs },
    reference: rows.length > 0 ? rows[0]!.reference : reference,
  };
}

/** What the fields of a change hold at first. */
export function startOf(
  kind: RegisterChangeKind,
  planId: string,
  commitment?: Pick<CommitmentDetail, 'id' | 'chapter' | 'assessment'>,
  standing?: Standing,
): RegisterChangeInput {
  if (!commitment || !standing) return { kind, planId };
  const { id: commitmentId, chapter } = commitment;
  const { title, summary, wording, reference, limbs } = standing;
  switch (kind) {
    case 'reword':
      return { kind, commitmentId, title, summary, wording: wording ?? summary, limbs };
    case 'move':
      return { kind, commitmentId, chapterId: chapter.id };
    case 'renumber':
      return { kind, commitmentId, reference: reference ?? '' };
    case 'assess': {
      const actionIds = (commitment.assessment ?? []).map(({ actionId }) => actionId);
      return { kind, commitmentId, actionIds };
    }
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
