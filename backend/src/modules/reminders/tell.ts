import { londonDate } from '../../common/dates.js';
import type { DeliveredEvent } from '../../platform/queue/outbox.js';
import type { Act } from '../audit/index.js';
import { askedRounds, askedUpdates } from './asked.reader.js';
import type { AskedRound, AskedUpdate } from './asked.js';
import type { DueNotice } from './due-notices.js';
import type { EventRule } from './rules.js';
import { writeNotices } from './write-notices.js';

/** What happens is told for the London day on which it happened. */
export const onDayOf = ({ happenedAt }: DeliveredEvent): string => londonDate(happenedAt);

/** Tells the owner of an update what has happened to it. */
export async function tellOwner(act: Act, event: DeliveredEvent, rule: EventRule): Promise<void> {
  const [update] = await askedUpdates(act.manager, [String(event.payload.updateId)]);
  if (!update) return;
  const [round] = await askedRounds(act.manager, [update.roundId]);
  await tellOwners(act, event, rule, [update], round!);
}

/** Only while something is asked of an owner; of what is for nobody to take up, the secretariat. */
export async function tellOwners(
  act: Act,
  event: DeliveredEvent,
  rule: EventRule,
  updates: readonly AskedUpdate[],
  { id: roundId, planId, secretariatIds }: AskedRound,
): Promise<void> {
  const notices = updates.flatMap((update) => {
    if (rule === 'edited' ? !update.ownerId : !asksOwner(update)) return [];
    const whom = update.ownerId
      ? ({ audience: 'owner', personIds: [update.ownerId] } as const)
      : ({ audience: 'secretariat', personIds: secretariatIds } as const);
    return whom.personIds.map((personId) =>
      noticeOf(event, rule, update.id, personId, whom.audience),
    );
  });
  await writeNotices(act, { planId, roundId, ...placeOf(event) }, notices);
}

const asksOwner = ({ ask }: AskedUpdate): boolean =>
  ask === 'draft' || ask === 'resume' || ask === 'confirm_still_true';

/** Tells one person of an update. */
export async function tellPerson(
  act: Act,
  event: DeliveredEvent,
  rule: EventRule,
  personId: string,
  audience: DueNotice['audience'],
): Promise<void> {
  const [update] = await askedUpdates(act.manager, [String(event.payload.updateId)]);
  if (!update) return;
  const { id, planId, roundId } = update;
  await writeNotices(act, { planId, roundId, ...placeOf(event) }, [
    noticeOf(event, rule, id, personId, audience),
  ]);
}

const noticeOf = (
  event: DeliveredEvent,
  rule: EventRule,
  updateId: string,
  personId: string,
  audience: DueNotice['audience'],
): DueNotice => ({
  ...{ rule, occasion: event.id, personId, audience },
  subject: { kind: 'update', id: updateId },
});

/** The comment, decision or revision that it is about. */
function placeOf(event: DeliveredEvent): { onDay: string; sourceId?: string } {
  const { commentId, decisionId, revisionId } = event.payload;
  const sourceId = commentId ?? decisionId ?? revisionId;
  return { onDay: onDayOf(event), ...(sourceId !== undefined && { sourceId: String(sourceId) }) };
}
