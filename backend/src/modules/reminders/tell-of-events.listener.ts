import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { bankHolidays } from '../../common/bank-holidays.js';
import { Clock } from '../../platform/database/clock.js';
import { Outbox, type DeliveredEvent } from '../../platform/queue/outbox.js';
import { actWithin, type Act } from '../audit/index.js';
import { partsReading } from '../updates/index.js';
import { askedOfRound, askedRounds, askedUpdates } from './asked.reader.js';
import { asksWords, type AskedRound, type AskedUpdate } from './asked.js';
import { dueNotices, type DueNotice } from './due-notices.js';
import type { EventRule } from './rules.js';
import { scheduleOf } from './schedule.reader.js';
import { onDayOf, tellOwner, tellOwners, tellPerson } from './tell.js';
import { writeAgain } from './actions/write-reminders.js';
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
      'round.sealed': (act, event) => tellRound(act, event, 'signature_asked', 'signatory'),
      'round.unsealed': (act, event) => tellRound(act, event, 'round_unsealed', 'signatory'),
      'round.declined': (act, event) => tellRound(act, event, 'round_declined', 'secretariat'),
      'publication.failed': (act, event) =>
        tellRound(act, event, 'publication_failed', 'secretariat'),
      'round.correction_started': (act, event) =>
        tellOwnersOfRound(
          act,
          event,
          ({ correctionNo }) => correctionNo === event.payload.correctionNo,
        ),
      'round.dates_moved': (act, event) =>
        writeAgain(act, String(event.payload.roundId), onDayOf(event)),
      'update.date_moved': (act, event) =>
        writeAgain(act, String(event.payload.roundId), onDayOf(event)),
      'round.publication_moved': (act, event) =>
        tellOwnersOfRound(act, event, ({ ask }) => ask === 'confirm_still_true'),
      'update.returned': (act, event) => tellOwner(act, event, 'returned'),
      'update.reopened': (act, event) => tellOwner(act, event, 'asked_again'),
      'update.included': (act, event) => tellOwner(act, event, 'asked_again'),
      'update.owner_named': (act, event) => tellOwner(act, event, 'handed_over'),
      'update.contributor_added': tellContributor,
      'update.edited': (act, event) => tellOwner(act, event, 'edited'),
      'update.taken_over': (act, event) =>
        tellPerson(act, event, 'taken_over', String(event.payload.fromId), 'lead'),
      'comment.mentioned': (act, event) => tellReader(act, event, 'mentioned'),
      'expert_link.commented': (act, event) => tellReader(act, event, 'expert_commented'),
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

const roundOf = async (act: Act, { payload }: DeliveredEvent): Promise<AskedRound> =>
  (await askedRounds(act.manager, [String(payload.roundId)]))[0]!;

/** The day on which a round opens is a day of its schedule: only what opening brings is told at once. */
async function tellOwnersOfOpening(act: Act, event: DeliveredEvent): Promise<void> {
  const round = await roundOf(act, event);
  const { id: roundId, planId } = round;
  const { rules } = await scheduleOf(act.manager, roundId);
  const kickOff = rules.filter(({ rule }) => rule === 'kick_off');
  const updates = await askedOfRound(act.manager, roundId);
  const onDay = onDayOf(event);
  const notices = dueNotices(onDay, kickOff, round, updates, bankHolidays());
  await writeNotices(act, { planId, roundId, onDay }, notices);
}

async function tellOwnersOfRound(
  act: Act,
  event: DeliveredEvent,
  concerns: (update: AskedUpdate) => boolean,
): Promise<void> {
  const round = await roundOf(act, event);
  const updates = await askedOfRound(act.manager, round.id);
  await tellOwners(act, event, 'asked_again', updates.filter(concerns), round);
}

/** Tells them of the manifest, or of the publication at a set time, that it is about. */
async function tellRound(
  act: Act,
  event: DeliveredEvent,
  rule: EventRule,
  audience: 'signatory' | 'secretariat',
): Promise<void> {
  const { id: roundId, planId, signatoryIds, secretariatIds } = await roundOf(act, event);
  const { manifestId, scheduleId } = event.payload;
  const subject = { kind: 'round', id: roundId } as const;
  const personIds = audience === 'signatory' ? signatoryIds : secretariatIds;
  await writeNotices(
    act,
    { planId, roundId, onDay: onDayOf(event), sourceId: String(manifestId ?? scheduleId) },
    personIds.map((personId): DueNotice => ({
      rule,
      occasion: event.id,
      subject,
      personId,
      audience,
    })),
  );
}

/** Whoever helps to write it, while it is being written. */
async function tellContributor(act: Act, event: DeliveredEvent): Promise<void> {
  const { updateId, personId } = event.payload;
  const [update] = await askedUpdates(act.manager, [String(updateId)]);
  if (!update || !asksWords(update)) return;
  await tellPerson(act, event, 'asked_to_help', String(personId), 'owner');
}

/** As what they read the comment: whoever covers them in that may read it too, and nobody else. */
async function tellReader(
  act: Act,
  event: DeliveredEvent,
  rule: 'mentioned' | 'expert_commented',
): Promise<void> {
  const [updateId, commentId, personId] = (['updateId', 'commentId', 'personId'] as const).map(
    (key) => String(event.payload[key]),
  ) as [string, string, string];
  const [part] = await partsReading((sql, values) => act.query(sql, values), {
    ...{ updateId, commentId, personId },
  });
  await tellPerson(act, event, rule, personId, part ?? 'person');
}
