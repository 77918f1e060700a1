import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { londonDate } from '../../common/dates.js';
import { Clock } from '../../platform/database/clock.js';
import { Outbox, type DeliveredEvent } from '../../platform/queue/outbox.js';
import { actWithin, type Act } from '../audit/index.js';
import { askedOfRound, askedRounds, askedUpdates } from './asked.reader.js';
import { kickOffNotices, type DueNotice } from './due-notices.js';
import type { EventRule, Rule } from './rules.js';
import { scheduleOf } from './schedule.reader.js';
import { writeNotices } from './write-notices.js';

type Tell = (act: Act, event: DeliveredEvent) => Promise<void>;

/** Writes notices of what has just happened. What the seeds replay happened long ago, and is told to nobody. */
@Injectable()
export class TellOfEvents implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const tell: Readonly<Record<string, Tell>> = {
      'round.opened': tellOwnersOfOpening,
      'round.sealed': (act, event) =>
        tellRound(act, event, 'signature_asked', ({ signatoryIds }) => signatoryIds, {
          ...{ audience: 'signatory', sourceId: String(event.payload.manifestId) },
        }),
      'round.declined': (act, event) =>
        tellRound(act, event, 'round_declined', ({ secretariatIds }) => secretariatIds, {
          ...{ audience: 'secretariat', sourceId: String(event.payload.manifestId) },
        }),
      'publication.failed': (act, event) =>
        tellRound(act, event, 'publication_failed', ({ secretariatIds }) => secretariatIds, {
          ...{ audience: 'secretariat', sourceId: String(event.payload.scheduleId) },
        }),
      'update.returned': (act, event) => tellOwner(act, event, 'returned'),
      'update.edited': (act, event) => tellOwner(act, event, 'edited'),
      'update.taken_over': (act, event) =>
        tellPerson(act, event, 'taken_over', String(event.payload.fromId), 'lead'),
      'comment.mentioned': (act, event) =>
        tellPerson(act, event, 'mentioned', String(event.payload.personId), 'person'),
    };
    for (const [kind, work] of Object.entries(tell)) {
      const hear = (event: DeliveredEvent, manager: EntityManager): Promise<void> =>
        event.origin === 'seed'
          ? Promise.resolve()
          : actWithin(manager, null, this.clock.now(), 'system', (act) => work(act, event));
      this.outbox.register({ name: `tell-of-${kind.replace('.', '-')}`, hears: kind, hear });
    }
  }
}

const onDayOf = ({ happenedAt }: DeliveredEvent): string => londonDate(happenedAt);

async function tellOwnersOfOpening(act: Act, event: DeliveredEvent): Promise<void> {
  const roundId = String(event.payload.roundId);
  const [round] = await askedRounds(act.manager, [roundId]);
  const { rules } = await scheduleOf(act.manager, roundId);
  const notices = kickOffNotices(rules, round!, await askedOfRound(act.manager, roundId));
  await writeNotices(act, { planId: round!.planId, roundId, onDay: onDayOf(event) }, notices);
}

async function tellRound(
  act: Act,
  event: DeliveredEvent,
  rule: EventRule,
  peopleOf: (round: { signatoryIds: string[]; secretariatIds: string[] }) => readonly string[],
  { audience, sourceId }: { audience: DueNotice['audience']; sourceId: string },
): Promise<void> {
  const roundId = String(event.payload.roundId);
  const [round] = await askedRounds(act.manager, [roundId]);
  const subject = { kind: 'round', id: roundId } as const;
  await writeNotices(
    act,
    { planId: round!.planId, roundId, onDay: onDayOf(event), sourceId },
    peopleOf(round!).map((personId) => ({
      ...{ rule, occasion: event.id, subject, personId, audience },
    })),
  );
}

async function tellOwner(act: Act, event: DeliveredEvent, rule: Rule): Promise<void> {
  const [update] = await askedUpdates(act.manager, [String(event.payload.updateId)]);
  if (update?.ownerId) await tellOf(act, event, rule, update, update.ownerId, 'owner');
}

async function tellPerson(
  act: Act,
  event: DeliveredEvent,
  rule: Rule,
  personId: string,
  audience: DueNotice['audience'],
): Promise<void> {
  const [update] = await askedUpdates(act.manager, [String(event.payload.updateId)]);
  if (update) await tellOf(act, event, rule, update, personId, audience);
}

async function tellOf(
  act: Act,
  event: DeliveredEvent,
  rule: Rule,
  { id, planId, roundId }: { id: string; planId: string; roundId: string },
  personId: string,
  audience: DueNotice['audience'],
): Promise<void> {
  const { revisionId, commentId } = event.payload;
  const sourceId = String(commentId ?? revisionId ?? '');
  await writeNotices(
    act,
    { planId, roundId, onDay: onDayOf(event), ...(sourceId && { sourceId }) },
    [{ rule, occasion: event.id, subject: { kind: 'update', id }, personId, audience }],
  );
}
