/** What can wait for somebody on their Home. */
export type WorkKind =
  | 'draft'
  | 'resume'
  | 'confirm_still_true'
  | 'clear'
  | 'review'
  | 'answer_mention'
  | 'read_expert'
  | 'seal'
  | 'sign'
  | 'publish'
  | 'confirm_override'
  | 'decide_withdrawal'
  | 'publication_failed'
  | 'name_owner';

/** The very screen on which it is done, below /app. */
export function workPath(item: { kind: WorkKind; updateId?: string; roundId: string }): string {
  switch (item.kind) {
    case 'draft':
    case 'resume':
    case 'answer_mention':
    case 'read_expert':
    case 'confirm_still_true':
      return `/updates/${item.updateId}`;
    case 'clear':
      return `/clearance/${item.updateId}`;
    case 'review':
      return `/review/${item.updateId}`;
    case 'sign':
      return `/rounds/${item.roundId}/sign`;
    case 'seal':
    case 'publish':
    case 'publication_failed':
    case 'name_owner':
      return `/rounds/${item.roundId}/show`;
    case 'confirm_override':
      return '/overrides';
    case 'decide_withdrawal':
      return '/withdrawals';
  }
}
