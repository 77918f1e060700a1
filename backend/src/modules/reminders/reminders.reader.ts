import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { holdsRole, decideForActor, type Actor, type Decision } from '../../common/actor.js';
import { bankHolidays } from '../../common/bank-holidays.js';
import {
  addDays,
  addWorkingDays,
  dateInWords,
  londonDate,
  workingDaysBetween,
} from '../../common/dates.js';
import { Problem } from '../../common/problems.js';
import { Clock } from '../../platform/database/clock.js';
import { Parameters } from '../../platform/database/sql.js';
import type { PersonRef } from '../../platform/http/refs.dto.js';
import { personRef } from '../identity/index.js';
import { describeActions } from '../overrides/index.js';
import { askedOfRound, askedRounds } from './asked.reader.js';
import type { AskedRound, AskedUpdate } from './asked.js';
import { standInOf, standInsFor } from './covers.js';
import { dueNotices } from './due-notices.js';
import type {
  ForeseenReminderDto,
  LateOwnerDto,
  LateOwnersDto,
  ReminderPreviewDto,
  RoundRemindersDto,
} from './dto/reminders.dto.js';
import { missedDays } from './reminder-sweep.js';
import {
  AUDIENCES_OF,
  PART_OF_AUDIENCE,
  TIMED_RULES,
  type Audience,
  type ScheduledRule,
  type TimedRule,
} from './rules.js';
import { scheduleOf } from './schedule.reader.js';

/** Looking further ahead tells of a state that will long have changed. */
const MOST_FORESEEN_DAYS = 180;
/** After the last date of a round its late reminders are over. */
const FORESEEN_AFTER = 10;

/** Reads when a round reminds whom, and who is late. */
@Injectable()
export class RemindersReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem record.not_found for a round that the reader does not run or audit */
  async read(actor: Actor, roundId: string): Promise<RoundRemindersDto> {
    const round = await this.round(actor, roundId);
    const { rules, ...rest } = await scheduleOf(this.dataSource, roundId);
    return {
      ...rest,
      rules: rules.map((rule) => ({ ...rule })),
      kinds: TIMED_RULES.map((rule) => ({ rule, to: [...AUDIENCES_OF[rule]] })),
      availableActions: await describeActions(
        this.dataSource,
        actor,
        (['edit', 'chase'] as const).map((action) => [
          action,
          decideReminders(action, actor, round),
        ]),
      ),
    };
  }

  /** Who would be reminded of what on which day by these rules, if nothing were done until then. */
  async preview(
    actor: Actor,
    roundId: string,
    rules: readonly ScheduledRule[],
  ): Promise<ReminderPreviewDto> {
    const round = await this.round(actor, roundId);
    const updates = await askedOfRound(this.dataSource, roundId);
    const [{ lastDay } = { lastDay: null }] = await this.dataSource.query<
      { lastDay: string | null }[]
    >('SELECT max(on_day)::text AS "lastDay" FROM reminder_days WHERE round_id = $1', [roundId]);
    const today = londonDate(this.clock.now());
    const fromDay = lastDay && lastDay >= today ? addDays(lastDay, 1) : today;
    const untilDay = lastDayOf(round, updates, fromDay);
    const days = missedDays(addDays(fromDay, -1), untilDay, Infinity);
    const found = days.flatMap((onDay) =>
      dueNotices(onDay, rules, round, updates, bankHolidays()).map((notice) => ({
        onDay,
        ...notice,
      })),
    );
    const standIns = await standInsFor(
      ...([
        this.dataSource,
        [...new Set(found.map(({ personId }) => personId))],
        fromDay,
        untilDay,
      ] as const),
    );
    const people = await this.people([
      ...found.map(({ personId }) => personId),
      ...standIns.map(({ coverId }) => coverId),
    ]);
    const updateOf = new Map(updates.map((update) => [update.id, update]));
    const reminders = new Map<string, ForeseenReminderDto>();
    for (const { onDay, rule, occasion, personId, audience, subject } of found) {
      const key = `${onDay} ${rule} ${occasion} ${personId}`;
      const coverId = standInOf(standIns, personId, PART_OF_AUDIENCE[audience as Audience], onDay);
      const reminder = reminders.get(key) ?? {
        ...{
          onDay,
          rule: rule as TimedRule,
          days: Number(occasion),
          audience: audience as Audience,
        },
        person: people.get(personId)!,
        ...(coverId && { coveredBy: people.get(coverId)! }),
        subjects: [],
      };
      const update = updateOf.get(subject.id);
      reminder.subjects.push({
        ...subject,
        title: update ? titleOf(update) : round.title,
        dueOn: update ? update.respondBy : round.signOffDueOn,
      });
      reminders.set(key, reminder);
    }
    return { fromDay, untilDay, reminders: [...reminders.values()] };
  }

  /** The owners who have not submitted in time, with what they owe. */
  async late(actor: Actor, roundId: string): Promise<LateOwnersDto> {
    const round = await this.round(actor, roundId);
    const today = londonDate(this.clock.now());
    const late = (await askedOfRound(this.dataSource, roundId)).filter(
      ({ ask, respondBy, ownerId }) =>
        (ask === 'draft' || ask === 'resume') && respondBy < today && ownerId,
    );
    const chased = new Set(
      (
        await this.dataSource.query<{ subjectId: string }[]>(
          `SELECT subject_id AS "subjectId" FROM notices WHERE rule = 'chased' AND round_id = $1 AND on_day = $2`,
          [roundId, today],
        )
      ).map(({ subjectId }) => subjectId),
    );
    const people = await this.people(late.map(({ ownerId }) => ownerId!));
    const owners = new Map<string, LateOwnerDto>();
    for (const update of late) {
      const owner = owners.get(update.ownerId!) ?? {
        ...{ person: people.get(update.ownerId!)!, updates: [] },
      };
      owner.updates.push({
        ...{ id: update.id, title: titleOf(update), dueOn: update.respondBy },
        state: update.ask === 'resume' ? 'returned' : 'drafting',
        workingDaysLate: workingDaysBetween(update.respondBy, today, bankHolidays()),
        isChasedToday: chased.has(update.id),
      });
      owners.set(update.ownerId!, owner);
    }
    const words = `Your part of ${round.title} is late. Please submit it as soon as you can, or tell us what holds it up: signing is due on ${dateInWords(round.signOffDueOn)}.`;
    return { owners: [...owners.values()], words };
  }

  private async round(actor: Actor, roundId: string): Promise<AskedRound> {
    const [round] = await askedRounds(this.dataSource, [roundId]);
    if (!round || !readsReminders(actor, round.planId)) {
      throw new Problem('record.not_found', { what: 'round' });
    }
    return round;
  }

  private async people(ids: readonly string[]): Promise<Map<string, PersonRef>> {
    const parameters = new Parameters();
    const rows = await this.dataSource.query<{ person: PersonRef }[]>(
      `SELECT ${personRef('p')} AS person FROM people p WHERE p.id = ANY(${parameters.add([...new Set(ids)])}::uuid[])`,
      parameters.values,
    );
    return new Map(rows.map(({ person }) => [person.id, person]));
  }
}

const titleOf = ({ reference, title }: AskedUpdate): string =>
  [reference, title].filter(Boolean).join(' ');

function lastDayOf(round: AskedRound, updates: readonly AskedUpdate[], fromDay: string): string {
  const dates = [fromDay, round.signOffDueOn, ...updates.flatMap((u) => [u.respondBy, u.sinceOn])];
  const last = dates.reduce((one, other) => (one > other ? one : other));
  const until = addWorkingDays(last, FORESEEN_AFTER, bankHolidays());
  const limit = addDays(fromDay, MOST_FORESEEN_DAYS);
  return until < limit ? until : limit;
}

const readsReminders = (actor: Actor, planId: string): boolean =>
  actor.principals.some(
    (each) => holdsRole(each, 'secretariat', planId) || holdsRole(each, 'auditor', planId),
  );

/** Whether the actor may set a round's reminders or chase its owners. Pure. */
function decideReminders(action: 'edit' | 'chase', actor: Actor, round: AskedRound): Decision {
  return decideForActor(actor, (principal) => {
    if (!holdsRole(principal, 'secretariat', round.planId)) {
      const whoCan = 'Who can: the secretariat of this plan.';
      return { isAllowed: false, why: 'Reminders are the secretariat’s to set.', whoCan };
    }
    const isOver = action === 'edit' ? round.state === 'closed' : round.state !== 'open';
    const why =
      action === 'edit' ? 'The round is over.' : 'Nothing is being drafted in this round.';
    return isOver ? { isAllowed: false, why, hasPart: true } : { isAllowed: true, as: principal };
  });
}
