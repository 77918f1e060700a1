import { instantInWords } from '../../common/dates.js';
import { Problem } from '../../common/problems.js';
import type { Act } from './acts.js';
import type { AuditSubject } from './audit-entries.js';

/** The refusal of an act on a version that is no longer the present one: who was first, and when. */
export async function changedMeanwhile(
  act: Act,
  subject: AuditSubject,
  did: string,
): Promise<Problem> {
  const [last] = await act.manager.query<{ who: string; at: Date }[]>(
    `SELECT p.name AS who, e.happened_at AS at FROM audit_entries e JOIN people p ON p.id = e.actor_id
     WHERE e.subject_kind = $1 AND e.subject_id = $2 ORDER BY e.seq DESC LIMIT 1`,
    [subject.kind, subject.id],
  );
  const conflict = {
    who: last?.who ?? 'Someone',
    what: did,
    ...(last && { at: instantInWords(last.at) }),
  };
  const { what: _, ...context } = conflict;
  return new Problem('record.changed_meanwhile', { ...context, did }, { conflict });
}
