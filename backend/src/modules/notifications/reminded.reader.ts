import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { Parameters } from '../../platform/database/sql.js';
import type { PersonRef } from '../../platform/http/refs.dto.js';
import { personRef } from '../identity/index.js';
import { planScope } from '../plan/index.js';
import { NEWS_RULES, type Rule } from '../reminders/index.js';
import { updateScope } from '../updates/index.js';
import type { RemindedDto, RemindedUpdateDto } from './dto/reminded.dto.js';

/** SQL: an owner was told what they owe (alias n), and not only what happened. */
const IS_REMINDER = `n.subject_kind = 'update' AND n.audience = 'owner' AND n.rule NOT IN (${NEWS_RULES.map((rule) => `'${rule}'`).join(', ')})`;

/** SQL: notices (alias n) that were told by a message (alias m) which has gone, or lies ready. */
const TOLD = `FROM notices n JOIN message_notices mn ON mn.notice_id = n.id AND mn.outcome = 'told'
  JOIN messages m ON m.id = mn.message_id AND m.state IN ('sent', 'held', 'unknown')`;

/** When owners were reminded of their updates. */
@Injectable()
export class RemindedReader {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Of a round: the last reminder for each update of its present owner, and how many people were reminded on which day.
   * @throws Problem record.not_found when the reader has no part in the round's plan
   */
  async ofRound(actor: Actor, roundId: string): Promise<RemindedDto> {
    const parameters = new Parameters();
    const id = parameters.add(roundId);
    const scope = planScope(actor, parameters, 'r.plan_id', ['secretariat', 'signatory', 'lead']);
    await this.require('round', `rounds r WHERE r.id = ${id} AND ${scope}`, parameters);
    const [updates, days] = await Promise.all([
      this.last(actor, 'u.round_id', roundId),
      this.days(actor, roundId),
    ]);
    return { updates, days };
  }

  /** The last reminder for one update: none or one. @throws Problem record.not_found */
  async ofUpdate(actor: Actor, updateId: string): Promise<RemindedUpdateDto[]> {
    const parameters = new Parameters();
    const id = parameters.add(updateId);
    const scope = updateScope(actor, parameters);
    await this.require('update', `updates u WHERE u.id = ${id} AND ${scope}`, parameters);
    return this.last(actor, 'u.id', updateId);
  }

  private async require(what: string, from: string, { values }: Parameters): Promise<void> {
    const seen = await this.dataSource.query<unknown[]>(`SELECT 1 FROM ${from}`, values);
    if (seen.length === 0) throw new Problem('record.not_found', { what });
  }

  /** What somebody was told who does not own it any more says nothing of whether its owner knows. */
  private last(actor: Actor, column: string, id: string): Promise<RemindedUpdateDto[]> {
    const parameters = new Parameters();
    return this.dataSource.query<
      { updateId: string; person: PersonRef; rule: Rule; remindedAt: Date }[]
    >(
      `SELECT DISTINCT ON (u.id) u.id AS "updateId", ${personRef('p')} AS person, n.rule, m.ended_at AS "remindedAt"
       ${TOLD} JOIN updates u ON u.id = n.subject_id JOIN people p ON p.id = m.person_id
       WHERE ${IS_REMINDER} AND n.person_id = u.owner_id AND ${column} = ${parameters.add(id)}
         AND ${updateScope(actor, parameters)}
       ORDER BY u.id, m.ended_at DESC, n.on_day DESC, n.made_at DESC, n.id`,
      parameters.values,
    );
  }

  private days(actor: Actor, roundId: string): Promise<RemindedDto['days']> {
    const parameters = new Parameters();
    return this.dataSource.query<RemindedDto['days']>(
      `SELECT (m.ended_at AT TIME ZONE 'Europe/London')::date::text AS day,
         count(DISTINCT m.person_id)::int AS people, count(DISTINCT n.subject_id)::int AS updates
       ${TOLD} JOIN updates u ON u.id = n.subject_id
       WHERE ${IS_REMINDER} AND n.round_id = ${parameters.add(roundId)}
         AND ${updateScope(actor, parameters)}
       GROUP BY 1 ORDER BY 1`,
      parameters.values,
    );
  }
}
