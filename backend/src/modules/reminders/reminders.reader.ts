import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { holdsRole, decideForActor, type Actor, type Decision } from '../../common/actor.js';
import { bankHolidays } from '../../common/bank-holidays.js';
import { dateInWords, londonDate, workingDaysLeft } from '../../common/dates.js';
import { Clock } from '../../platform/database/clock.js';
import { describeActions } from '../overrides/index.js';
import { askedOfRound } from './asked.reader.js';
import { asksWords, titleOf, type AskedRound } from './asked.js';
import { standInOf, standInsFor } from './covers.js';
import type {
  LateOwnerDto,
  LateOwnersDto,
  RoundRemindersDto,
  UnreachableUpdateDto,
} from './dto/reminders.dto.js';
import { readableRound, readPeople } from './readable-round.js';
import { AUDIENCES_OF, TIMED_RULES } from './rules.js';
import { scheduleOf } from './schedule.reader.js';

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
    const isDrafted = (await askedOfRound(this.dataSource, roundId)).some(asksWords);
    const whyNot = {
      edit: ['closed', 'skipped'].includes(round.state) ? 'The round is over.' : undefined,
      chase: isDrafted ? undefined : 'Nothing is being drafted in this round.',
    };
    return {
      ...rest,
      rules: rules.map((rule) => ({ ...rule })),
      kinds: TIMED_RULES.map((rule) => ({ rule, to: [...AUDIENCES_OF[rule]] })),
      availableActions: await describeActions(
        this.dataSource,
        actor,
        (['edit', 'chase'] as const).map((action) => [
          action,
          decideReminders(actor, round.planId, whyNot[action]),
        ]),
      ),
    };
  }

  /** The owners who have not submitted in time, with what they owe; apart from them, what nobody can be asked for. */
  async late(actor: Actor, roundId: string): Promise<LateOwnersDto> {
    const round = await this.round(actor, roundId);
    const today = londonDate(this.clock.now());
    const late = (await askedOfRound(this.dataSource, roundId)).filter(
      (update) => asksWords(update) && update.respondBy < today,
    );
    const ownerIds = late.flatMap(({ ownerId, closedOwnerId }) => ownerId ?? closedOwnerId ?? []);
    const [chased, standIns] = await Promise.all([
      this.chasedOn(roundId, today),
      standInsFor(this.dataSource, ownerIds, today, today),
    ]);
    const people = await readPeople(this.dataSource, [
      ...[...ownerIds, ...standIns.map(({ coverId }) => coverId)],
    ]);
    const owners = new Map<string, LateOwnerDto>();
    const unreachable: UnreachableUpdateDto[] = [];
    for (const update of late) {
      const { id, ownerId, closedOwnerId } = update;
      const said = {
        ...{ id, title: titleOf(update), dueOn: update.respondBy },
        state: update.ask === 'resume' ? 'returned' : 'drafting',
        workingDaysLate: -workingDaysLeft(today, update.respondBy, bankHolidays()),
        isChasedToday: chased.has(`${id} ${ownerId}`),
      };
      if (!ownerId) {
        unreachable.push({ ...said, ...(closedOwnerId && { person: people.get(closedOwnerId)! }) });
        continue;
      }
      const coverId = standInOf(standIns, ownerId, 'drafting', today);
      const owner = owners.get(ownerId) ?? {
        person: people.get(ownerId)!,
        ...(coverId && { coveredBy: people.get(coverId)! }),
        updates: [],
      };
      owner.updates.push(said);
      owners.set(ownerId, owner);
    }
    const words = `Your part of ${round.title} is late. Please submit it as soon as you can, or tell us what holds it up: signing is due on ${dateInWords(round.signOffDueOn)}.`;
    return { owners: [...owners.values()], unreachable, words };
  }

  /** Which updates whose owners were asked for, by hand: another owner was not. */
  private async chasedOn(roundId: string, day: string): Promise<Set<string>> {
    const rows = await this.dataSource.query<{ asked: string }[]>(
      `SELECT subject_id::text || ' ' || person_id::text AS asked FROM notices WHERE rule = 'chased' AND round_id = $1 AND on_day = $2`,
      [roundId, day],
    );
    return new Set(rows.map(({ asked }) => asked));
  }

  private async round(actor: Actor, roundId: string): Promise<AskedRound> {
    return readableRound(this.dataSource, actor, roundId);
  }
}

/** Whether the actor may set a round's reminders or chase its owners, if nothing stands in the way. Pure. */
const decideReminders = (actor: Actor, planId: string, whyNot?: string): Decision =>
  decideForActor(actor, (principal) => {
    if (!holdsRole(principal, 'secretariat', planId)) {
      const whoCan = 'Who can: the secretariat of this plan.';
      return { isAllowed: false, why: 'Reminders are the secretariat’s to set.', whoCan };
    }
    return whyNot
      ? { isAllowed: false, why: whyNot, hasPart: true }
      : { isAllowed: true, as: principal };
  });
