import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { decideForActor, type Actor } from '../../common/actor.js';
import { londonDate } from '../../common/dates.js';
import { Problem } from '../../common/problems.js';
import { decideAsSecondPerson, type AskedState } from '../../common/second-person.js';
import { Clock } from '../../platform/database/clock.js';
import { orderBy, pageOf, Parameters } from '../../platform/database/sql.js';
import type { PersonRef } from '../../platform/http/refs.dto.js';
import { personRef } from '../identity/index.js';
import { describeActions } from '../overrides/index.js';
import type {
  AffectedTextsDto,
  RedactionDetailDto,
  RedactionDto,
  RedactionEffectDto,
  RedactionPage,
  RedactionsQuery,
} from './dto/redaction.dto.js';
import { fileEffect } from './redacted-files.js';
import { effectHash, findTexts } from './redacted-texts.js';
import { redactionScope } from './redaction.policy.js';

const SORTS = { askedAt: 'r.asked_at' };

const FROM = `redactions r
  JOIN updates u ON u.id = r.update_id
  JOIN people a ON a.id = r.asked_by_id
  LEFT JOIN people af ON af.id = r.asked_for_id
  LEFT JOIN people d ON d.id = r.decided_by_id
  LEFT JOIN people df ON df.id = r.decided_for_id`;

interface RedactionRow {
  id: string;
  planId: string;
  update: { id: string; title: string };
  reason: string;
  words: string | null;
  fileSha256: string | null;
  state: AskedState;
  askedBy: PersonRef;
  askedOnBehalfOf: PersonRef | null;
  askedAt: Date;
  decidedBy: PersonRef | null;
  decidedOnBehalfOf: PersonRef | null;
  decidedAt: Date | null;
  changed: number;
}

/** Reads redactions within the reader's scope. */
@Injectable()
export class RedactionReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: RedactionsQuery): Promise<RedactionPage> {
    const parameters = new Parameters();
    const conditions = [redactionScope(actor, parameters)];
    if (query.state) conditions.push(`r.state = ${parameters.add(query.state)}`);
    if (query.updateId) conditions.push(`r.update_id = ${parameters.add(query.updateId)}`);
    const where = conditions.join(' AND ');
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM ${FROM} WHERE ${where}`,
      parameters.values,
    );
    const order = orderBy(SORTS, query.sort, query.order ?? 'desc', 'r.id');
    const rows = await this.rows(
      `WHERE ${where} ${order} ${pageOf(query, parameters)}`,
      parameters,
    );
    return { data: await Promise.all(rows.map((row) => this.toDto(actor, row))), total };
  }

  /**
   * One redaction; while it waits, with the words and what confirming would change.
   * @throws Problem record.not_found, also for one outside the reader's scope
   */
  async read(actor: Actor, id: string): Promise<RedactionDetailDto> {
    const parameters = new Parameters();
    const where = `WHERE r.id = ${parameters.add(id)} AND ${redactionScope(actor, parameters)}`;
    const [row] = await this.rows(where, parameters);
    if (!row) throw new Problem('record.not_found', { what: 'redaction' });
    const redaction = await this.toDto(actor, row);
    const { planId, words, fileSha256, state } = row;
    if (state !== 'asked') return redaction;
    if (words === null)
      return { ...redaction, effect: await fileEffect(this.dataSource, planId, fileSha256!) };
    return { ...redaction, words, effect: await this.effect(planId, words) };
  }

  private async effect(planId: string, words: string): Promise<RedactionEffectDto> {
    const found = await findTexts(this.dataSource, planId, words, londonDate(this.clock.now()));
    const texts = new Map<string, AffectedTextsDto>();
    for (const { place, title } of found) {
      const of = texts.get(place.what) ?? { what: place.what, count: 0, titles: [] };
      texts.set(place.what, { ...of, count: of.count + 1, titles: [...of.titles, title] });
    }
    return { hash: effectHash(found), texts: [...texts.values()] };
  }

  private rows(rest: string, parameters: Parameters): Promise<RedactionRow[]> {
    return this.dataSource.query<RedactionRow[]>(
      `SELECT r.id, r.plan_id AS "planId", json_build_object('id', u.id, 'title', u.title) AS update,
         r.reason, r.words, r.file_sha256 AS "fileSha256", r.state, ${personRef('a')} AS "askedBy", ${personRef('af')} AS "askedOnBehalfOf",
         r.asked_at AS "askedAt", ${personRef('d')} AS "decidedBy", ${personRef('df')} AS "decidedOnBehalfOf",
         r.decided_at AS "decidedAt",
         (SELECT count(*)::int FROM redaction_texts t WHERE t.redaction_id = r.id) AS changed
       FROM ${FROM} ${rest}`,
      parameters.values,
    );
  }

  private async toDto(actor: Actor, row: RedactionRow): Promise<RedactionDto> {
    const {
      words: _,
      fileSha256,
      askedOnBehalfOf,
      decidedBy,
      decidedOnBehalfOf,
      decidedAt,
      ...rest
    } = row;
    const facts = {
      planId: row.planId,
      askedById: row.askedBy.id,
      askedForId: askedOnBehalfOf?.id ?? null,
      state: row.state,
    };
    const decide = (action: 'confirm' | 'refuse') =>
      [
        action,
        decideForActor(actor, (principal) => decideAsSecondPerson(action, actor, principal, facts)),
      ] as const;
    return {
      ...rest,
      ...(fileSha256 && { fileSha256 }),
      ...(askedOnBehalfOf && { askedOnBehalfOf }),
      ...(decidedBy && decidedAt && { decidedBy, decidedAt }),
      ...(decidedOnBehalfOf && { decidedOnBehalfOf }),
      availableActions: await describeActions(this.dataSource, actor, [
        decide('confirm'),
        decide('refuse'),
      ]),
    };
  }
}
