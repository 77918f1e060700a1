import { bankHolidays } from '../../src/common/bank-holidays.js';
import { londonDate, workingDaysBetween } from '../../src/common/dates.js';
import { Acts } from '../../src/modules/audit/index.js';
import { GatherMessages } from '../../src/modules/notifications/actions/gather-messages.js';
import { MessageCourier } from '../../src/modules/notifications/message-courier.js';
import { scheduleOf } from '../../src/modules/reminders/schedule.reader.js';
import { Outbox } from '../../src/platform/queue/outbox.js';
import type { TestApp } from '../support/test-app.js';
import type { World, WorldPerson } from './world.js';

let occasions = 0;

/** A reminder to somebody of their first update, as if the schedule had made it now; late by as much as it is. */
export async function remindOf(
  test: TestApp,
  world: World,
  person: WorldPerson,
  { rule = 'overdue', updateId = world.updateIds[0]! } = {},
): Promise<void> {
  occasions += 1;
  const [update] = await test.dataSource.query<{ lateFrom: string }[]>(
    `SELECT greatest(respond_by, (SELECT max(decided_at)::date FROM update_decisions
       WHERE update_id = u.id AND kind = 'return'), (SELECT max(h.since)::date FROM update_part_history h
       JOIN rounds r ON r.id = u.round_id AND h.since::date > r.opened_at::date
       WHERE h.update_id = u.id AND h.part = 'owner'))::text AS "lateFrom" FROM updates u WHERE id = $1`,
    [updateId],
  );
  const daysLate = workingDaysBetween(update!.lateFrom, londonDate(test.now), bankHolidays());
  if (rule === 'overdue') await remindOwnersAfter(test, world, daysLate);
  await test.dataSource.query(
    `INSERT INTO notices (rule, occasion, subject_kind, subject_id, plan_id, round_id, person_id, audience, on_day, made_at)
     VALUES ($1, $2, 'update', $3, $4, $5, $6, 'owner', $7::timestamptz::date, $7)
     ON CONFLICT DO NOTHING`,
    [
      ...[
        rule,
        rule === 'overdue' ? String(daysLate) : `test ${occasions}`,
        updateId,
        world.planId,
        world.roundId,
      ],
      ...[world.people[person], test.now],
    ],
  );
}

/** The schedule reminds owners so many working days after their words were due, whatever else it says. */
async function remindOwnersAfter(test: TestApp, world: World, days: number): Promise<void> {
  const { rules } = await scheduleOf(test.dataSource, world.roundId);
  if (rules.some((each) => each.rule === 'overdue' && each.days === days)) return;
  await test.dataSource.query(
    `INSERT INTO reminder_schedules (id, round_id, version, rules, saved_by_id, saved_at)
     SELECT gen_random_uuid(), $1, count(*) + 1, $2, $3, $4 FROM reminder_schedules WHERE round_id = $1`,
    [
      ...[world.roundId, JSON.stringify([...rules, { rule: 'overdue', days, to: ['owner'] }])],
      ...[world.people.secretariat, test.now],
    ],
  );
}

/** Delivers here and now what the queue would deliver of what has happened. */
export async function hear(test: TestApp): Promise<void> {
  const outbox = test.app.get(Outbox);
  // What was woken by the last act holds its events until it has committed.
  await outbox['dispatching'];
  await outbox.sweep();
  await outbox['takeUp']();
}

/** Gathers notices into messages, as the sweep does. */
export const gather = (test: TestApp): Promise<number> =>
  test.app.get(Acts).perform(null, (act) => test.app.get(GatherMessages).execute(act));

/** Gathers and delivers at once whatever is to be told, also what would wait for its time. */
export async function sendAll(test: TestApp): Promise<void> {
  await gather(test);
  await test.dataSource.query("UPDATE messages SET send_at = $1 WHERE state = 'waiting'", [
    test.now,
  ]);
  await test.app.get(MessageCourier).deliver();
}
