import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { canonicalJson } from '../../common/canonical-json.js';
import { bankHolidays } from '../../common/bank-holidays.js';
import { addDays, addWorkingDays, isWorkingDay, londonDate } from '../../common/dates.js';
import { Problem } from '../../common/problems.js';
import { Clock } from '../../platform/database/clock.js';
import { Acts } from '../audit/index.js';
import { lockRound } from '../rounds/index.js';
import { OpenRound } from '../updates/index.js';
import { askedOfRound, askedRounds } from './asked.reader.js';
import {
  dueOnOf,
  signingDueOn,
  signingLateFrom,
  titleOf,
  type AskedRound,
  type AskedUpdate,
} from './asked.js';
import { standInOf, standInsFor } from './covers.js';
import { dueNotices, type DueNotice } from './due-notices.js';
import type {
  ForeseenReminderDto,
  ReminderPreviewDto,
  ReminderSubjectDto,
} from './dto/reminders.dto.js';
import { readableRound, readPeople } from './readable-round.js';
import { missedDays } from './reminder-sweep.js';
import {
  PART_OF_AUDIENCE,
  plainRules,
  type Audience,
  type ScheduledRule,
  type TimedRule,
} from './rules.js';
import { scheduleOf } from './schedule.reader.js';

/** Looking further ahead tells of a state that will long have changed. */
const MOST_FORESEEN_DAYS = 180;
/** A round with all that it asks, from the first day that is foreseen. */
interface Foreseen {
  round: AskedRound;
  updates: AskedUpdate[];
  fromDay: string;
  /** What was written for that day already. */
  written?: ReadonlySet<string>;
}

/** What makes a notice the same as one that is there. */
const keyOf = ({ subject, rule, personId, occasion }: DueNotice): string =>
  `${subject.id} ${rule} ${personId} ${occasion}`;

/** Foresees whom a round reminds: by the same answer as the reminders themselves. */
@Injectable()
export class ReminderPreviewReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly acts: Acts,
    private readonly openRound: OpenRound,
  ) {}

  /** Who would be reminded of what on which day by these rules, if nothing were done until then. */
  async read(
    actor: Actor,
    roundId: string,
    rules: readonly ScheduledRule[],
  ): Promise<ReminderPreviewDto> {
    const asked = await readableRound(this.dataSource, actor, roundId);
    const isPlanned = asked.state === 'planned';
    const foreseen = isPlanned
      ? await this.opened(actor, asked)
      : await this.underWay(asked, rules);
    const { round, updates, fromDay, written } = foreseen;
    const lastDay = lastDayOf(foreseen, rules);
    const limit = addDays(fromDay, MOST_FORESEEN_DAYS);
    const isCutOff = lastDay > limit;
    const untilDay = isCutOff ? limit : lastDay;
    const found = missedDays(addDays(fromDay, -1), untilDay).flatMap((onDay) =>
      dueNotices(onDay, rules, round, updates, bankHolidays())
        .filter((notice) => onDay > fromDay || !written?.has(keyOf(notice)))
        .map((notice) => ({ onDay, notice })),
    );
    return {
      ...{ fromDay, untilDay, isCutOff, ...(isPlanned && { asIfOpenedOn: fromDay }) },
      reminders: await this.describe(found, foreseen, untilDay),
    };
  }

  /** From tomorrow on when today's notices were written; saving other rules writes what these add to them. */
  private async underWay(round: AskedRound, rules: readonly ScheduledRule[]): Promise<Foreseen> {
    const today = this.today();
    const updates = await askedOfRound(this.dataSource, round.id);
    const noticed = await this.dataSource.query<unknown[]>(
      'SELECT 1 FROM reminder_days WHERE round_id = $1 AND on_day = $2',
      [round.id, today],
    );
    if (noticed.length === 0) return { round, updates, fromDay: today };
    const inForce = await scheduleOf(this.dataSource, round.id);
    if (canonicalJson(plainRules(inForce.rules)) === canonicalJson(plainRules(rules))) {
      return { round, updates, fromDay: addDays(today, 1) };
    }
    const rows = await this.dataSource.query<{ written: string }[]>(
      `SELECT subject_id || ' ' || rule || ' ' || person_id || ' ' || occasion AS written
       FROM notices WHERE round_id = $1 AND on_day = $2`,
      [round.id, today],
    );
    const written = new Set(rows.map((row) => row.written));
    return { ...{ round, updates, fromDay: today }, written };
  }

  /** As it would be if it were opened on its day, with the rows that it would have by now. Nothing is kept. */
  private async opened(actor: Actor, planned: AskedRound): Promise<Foreseen> {
    const opensOn = planned.opensOn > this.today() ? planned.opensOn : this.today();
    const fromDay = isWorkingDay(opensOn, bankHolidays())
      ? opensOn
      : addWorkingDays(opensOn, 1, bankHolidays());
    const { round, updates } = await this.acts
      .rehearse(actor, async (act) => {
        await this.openRound.make(act, await lockRound(act, planned.id), 'latest');
        const [round] = await askedRounds(act.manager, [planned.id]);
        return { round: round!, updates: await askedOfRound(act.manager, planned.id) };
      })
      .catch((error: unknown) => {
        // A plan without commitments: there is nobody to be asked for anything.
        if (!(error instanceof Problem && error.code === 'round.no_plan_rows')) throw error;
        return { round: planned, updates: [] };
      });
    return { round: { ...round, openedOn: fromDay }, updates, fromDay };
  }

  /** Each reminder of a person on a day, with all that it is about. */
  private async describe(
    found: readonly { onDay: string; notice: DueNotice }[],
    { round, updates, fromDay }: Foreseen,
    untilDay: string,
  ): Promise<ForeseenReminderDto[]> {
    const personIds = [...new Set(found.map(({ notice }) => notice.personId))];
    const standIns = await standInsFor(this.dataSource, personIds, fromDay, untilDay);
    const people = await readPeople(this.dataSource, [
      ...[...personIds, ...standIns.map(({ coverId }) => coverId)],
    ]);
    const updateOf = new Map(updates.map((update) => [update.id, update]));
    const reminders = new Map<string, ForeseenReminderDto>();
    for (const { onDay, notice } of found) {
      const { rule, occasion, personId, subject } = notice;
      const audience = notice.audience as Audience;
      const update = updateOf.get(subject.id);
      const barredIds = rule === 'review_waiting' && audience === 'lead' ? update!.barredIds : [];
      const coverId = standInOf(
        ...([standIns, personId, PART_OF_AUDIENCE[audience], onDay, barredIds] as const),
      );
      const key = `${onDay} ${rule} ${occasion} ${audience} ${personId} ${coverId}`;
      const reminder = reminders.get(key) ?? {
        ...{ onDay, rule: rule as TimedRule, days: Number(occasion), audience },
        person: people.get(personId)!,
        ...(coverId && { coveredBy: people.get(coverId)! }),
        subjects: [],
      };
      reminder.subjects.push(subjectOf(round, update));
      reminders.set(key, reminder);
    }
    return [...reminders.values()];
  }

  private today(): string {
    return londonDate(this.clock.now());
  }
}

/** What it is about, with the date that its message would name. */
const subjectOf = (round: AskedRound, update?: AskedUpdate): ReminderSubjectDto =>
  update
    ? {
        ...{ kind: 'update', id: update.id, title: titleOf(update) },
        dueOn: dueOnOf(update.ask ?? 'draft', update),
      }
    : { kind: 'round', id: round.id, title: round.title, dueOn: signingDueOn(round) };

/** No rule names a later day than its number after the last date. */
function lastDayOf({ round, updates, fromDay }: Foreseen, rules: readonly ScheduledRule[]): string {
  const dates = [
    fromDay,
    signingLateFrom(round),
    ...updates.flatMap((u) => [u.respondBy, u.sinceOn]),
  ];
  const last = dates.reduce((one, other) => (one > other ? one : other));
  return addWorkingDays(last, Math.max(0, ...rules.map(({ days }) => days)), bankHolidays());
}
