import { instantInWords } from '../../common/dates.js';
import { Problem, type Conflict } from '../../common/problems.js';
import type { Act } from './acts.js';
import type { AuditKind, AuditSubject } from './audit-entries.js';

/**
 * What somebody did first, as told to the person whose act it beat. Somebody may be that person
 * themselves, in another window: then it says "You".
 */
export async function whoDid(
  act: Act,
  personId: string | null,
  what: string,
  at?: Date,
): Promise<Conflict> {
  const [person] = await act.manager.query<{ name: string }[]>(
    'SELECT name FROM people WHERE id = $1',
    [personId],
  );
  const isActor = personId !== null && personId === act.actor?.personId;
  return { who: isActor ? 'You' : (person?.name ?? 'Someone'), what, ...(at && { at }) };
}

/** The last thing of these kinds that was done to the subject; the words say what each was. */
export async function lastDone(
  act: Act,
  subject: AuditSubject,
  words: Partial<Record<AuditKind, string>>,
): Promise<Conflict | undefined> {
  const last = await lastOf(act, subject, Object.keys(words) as AuditKind[]);
  return last && whoDid(act, last.who, words[last.kind]!, last.at);
}

/** The refusal of an act that another, named, came before. */
export async function overtaken(
  act: Act,
  personId: string,
  did: string,
  at: Date,
): Promise<Problem> {
  return changedFirst(await whoDid(act, personId, did, at));
}

/**
 * The refusal of an act on a version that is no longer the present one: who was first, and when.
 * @param kinds what can have changed it; others, as a reminder sent by hand, would name the wrong person
 */
export async function changedMeanwhile(
  act: Act,
  subject: AuditSubject,
  did: string,
  kinds: readonly AuditKind[],
): Promise<Problem> {
  const last = await lastOf(act, subject, kinds);
  return changedFirst(await whoDid(act, last?.who ?? null, did, last?.at));
}

const lastOf = async (
  act: Act,
  { kind, id }: AuditSubject,
  kinds: readonly AuditKind[],
): Promise<{ kind: AuditKind; who: string | null; at: Date } | undefined> =>
  (
    await act.manager.query(
      `SELECT kind, actor_id AS who, happened_at AS at FROM audit_entries
       WHERE subject_kind = $1 AND subject_id = $2 AND kind = ANY($3) ORDER BY seq DESC LIMIT 1`,
      [kind, id, kinds],
    )
  )[0];

const changedFirst = (conflict: Conflict): Problem =>
  new Problem(
    'record.changed_meanwhile',
    {
      who: conflict.who ?? 'Someone',
      did: conflict.what,
      ...(conflict.at && { at: instantInWords(conflict.at) }),
    },
    { conflict },
  );
