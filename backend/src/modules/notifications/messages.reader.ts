import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { isPossible } from '../../common/workflow.js';
import {
  containing,
  orderBy,
  pageOf,
  Parameters,
  withoutNulls,
} from '../../platform/database/sql.js';
import { MAIL_PROVIDER, type MailProvider } from '../../platform/mail/mail-provider.js';
import { personRef } from '../identity/index.js';
import type { MessageBody } from './compose-message.js';
import type {
  DroppedNoticeDto,
  MessageAttemptDto,
  MessageDto,
  MessagePage,
  MessageRowDto,
  MessagesOverviewDto,
  MessagesQuery,
} from './dto/messages.dto.js';
import { MailPause } from './mail-pause.js';
import { messageScope, plansOfMessages, readsNotes } from './message-scope.js';
import { messageWorkflow } from './message.workflow.js';

/** SQL: everything the message (alias m) tells is of these plans. */
const isWithin = (planIds: string): string => `NOT EXISTS (
  SELECT 1 FROM message_notices wn JOIN notices w ON w.id = wn.notice_id
  WHERE wn.message_id = m.id AND w.plan_id <> ALL(${planIds}::uuid[]))`;

type DetailRow = MessageRowDto & { body: MessageBody | null };

/** Reads every message ever made, within the reader's scope. */
@Injectable()
export class MessagesReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pause: MailPause,
    @Inject(MAIL_PROVIDER) private readonly provider: MailProvider | null,
  ) {}

  async list(actor: Actor, query: MessagesQuery): Promise<MessagePage> {
    const parameters = new Parameters();
    const conditions = [messageScope(actor, parameters)];
    for (const column of ['state', 'channel', 'kind'] as const) {
      if (query[column]) conditions.push(`m.${column} = ${parameters.add(query[column])}`);
    }
    if (query.personId) conditions.push(`m.person_id = ${parameters.add(query.personId)}`);
    const told: string[] = [];
    if (query.roundId) told.push(`fn.round_id = ${parameters.add(query.roundId)}`);
    if (query.rule) told.push(`fn.rule = ${parameters.add(query.rule)}`);
    if (told.length > 0) {
      conditions.push(`EXISTS (SELECT 1 FROM message_notices fm JOIN notices fn ON fn.id = fm.notice_id
        WHERE fm.message_id = m.id AND ${told.join(' AND ')})`);
    }
    if (query.q) {
      conditions.push(`p.name ILIKE ${parameters.add(containing(query.q))}`);
    }
    const where = conditions.join(' AND ');
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM messages m JOIN people p ON p.id = m.person_id WHERE ${where}`,
      parameters.values,
    );
    const order = orderBy({ sendAt: 'm.send_at' }, query.sort, query.order ?? 'desc', 'm.id');
    const rows = await this.dataSource.query<MessageRowDto[]>(
      `SELECT ${this.columns(actor, parameters)} FROM messages m JOIN people p ON p.id = m.person_id
       WHERE ${where} ${order} ${pageOf(query, parameters)}`,
      parameters.values,
    );
    return { data: rows.map(withoutNulls), total };
  }

  /** @throws Problem record.not_found, also for one outside the reader's scope */
  async read(actor: Actor, id: string): Promise<MessageDto> {
    const parameters = new Parameters();
    const [row] = await this.dataSource.query<DetailRow[]>(
      `SELECT ${this.columns(actor, parameters)}, m.body FROM messages m JOIN people p ON p.id = m.person_id
       WHERE m.id = ${parameters.add(id)} AND ${messageScope(actor, parameters)}`,
      parameters.values,
    );
    if (!row) throw new Problem('record.not_found', { what: 'message' });
    const { body, ...rest } = row;
    const { groups, isShortened } = this.groupsFor(actor, body);
    return {
      ...withoutNulls(rest as MessageRowDto),
      ...(body && { opening: body.opening, closing: body.closing }),
      ...{ groups, isShortened },
      dropped: await this.dropped(actor, id),
      attempts: await this.attempts(id),
      availableActions: [this.sendAgainOf(actor, row)],
    };
  }

  async overview(actor: Actor): Promise<MessagesOverviewDto> {
    const parameters = new Parameters();
    const rows = await this.dataSource.query<{ state: string; count: number }[]>(
      `SELECT m.state, count(*)::int AS count FROM messages m WHERE ${messageScope(actor, parameters)} GROUP BY m.state`,
      parameters.values,
    );
    const outage = await this.pause.outage();
    return {
      ...(this.provider && { provider: this.provider.name }),
      ...(outage && { outage: { since: outage.since, words: outage.words } }),
      counts: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
    };
  }

  private columns(actor: Actor, parameters: Parameters): string {
    const planIds = plansOfMessages(actor);
    const subject = planIds
      ? `CASE WHEN ${isWithin(parameters.add(planIds))} THEN m.subject END`
      : 'm.subject';
    return `m.id, ${personRef('p')} AS person, m.channel, m.kind, m.state, ${subject} AS subject,
      (SELECT coalesce(json_agg(DISTINCT rn.rule), '[]') FROM message_notices rm JOIN notices rn ON rn.id = rm.notice_id
        WHERE rm.message_id = m.id) AS rules,
      m.send_at AS "sendAt", m.ended_at AS "endedAt", m.failure, m.is_address_wrong AS "isAddressWrong"`;
  }

  private groupsFor(
    actor: Actor,
    body: MessageBody | null,
  ): Pick<MessageDto, 'groups' | 'isShortened'> {
    const planIds = plansOfMessages(actor);
    let isShortened = false;
    const groups = (body?.groups ?? []).flatMap(({ request, lines, ...group }) => {
      const own = lines.filter(({ planId }) => !planIds || planIds.includes(planId));
      if (own.length < lines.length) isShortened = true;
      const shown = own.map(({ planId, notes, ...line }) => ({
        ...line,
        notes: readsNotes(actor, planId) ? notes.filter((note) => !note.isForDrafters) : [],
      }));
      if (shown.length === 0) return [];
      // It was said of one round: of one plan.
      const isReadable = request && readsNotes(actor, own[0]!.planId);
      return [{ ...group, ...(isReadable && { request }), lines: shown }];
    });
    return { groups, isShortened };
  }

  private dropped(actor: Actor, id: string): Promise<DroppedNoticeDto[]> {
    return this.dataSource.query<DroppedNoticeDto[]>(
      `SELECT title, json_agg(json_build_object('rule', rule, 'why', why, 'count', count) ORDER BY rule, why) AS reasons
       FROM (SELECT n.subject_id, coalesce(u.title, r.title) AS title, n.rule, mn.why, count(*)::int AS count
         FROM message_notices mn JOIN notices n ON n.id = mn.notice_id JOIN rounds r ON r.id = n.round_id
         LEFT JOIN updates u ON u.id = n.subject_id
         WHERE mn.message_id = $1 AND mn.outcome IN ('dropped', 'passed_on') AND ($2::uuid[] IS NULL OR n.plan_id = ANY($2))
         GROUP BY n.subject_id, 2, n.rule, mn.why) left_out
       GROUP BY subject_id, title ORDER BY title, subject_id`,
      [id, plansOfMessages(actor) ?? null],
    );
  }

  private async attempts(id: string): Promise<MessageAttemptDto[]> {
    const rows = await this.dataSource.query<MessageAttemptDto[]>(
      `SELECT attempted_at AS "attemptedAt", provider, address, outcome, provider_id AS "providerId", words
       FROM message_attempts WHERE message_id = $1 ORDER BY id`,
      [id],
    );
    return rows.map(withoutNulls);
  }

  private sendAgainOf(actor: Actor, { state }: MessageRowDto): MessageDto['availableActions'][0] {
    const action = 'send_again';
    const may = actor.principals.some(({ grants }) =>
      grants.some(({ role }) => role === 'secretariat' || role === 'administrator'),
    );
    if (!may) {
      const whoCan = 'Who can: the secretariat, or an administrator.';
      return { action, isAllowed: false, why: 'You read messages, and send none.', whoCan };
    }
    return isPossible(messageWorkflow, action, state)
      ? { action, isAllowed: true }
      : { action, isAllowed: false, why: `It is ${state}.` };
  }
}
