import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { decideForActor, type Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { decideAsSecondPerson } from '../../common/second-person.js';
import { orderBy, pageOf, Parameters } from '../../platform/database/sql.js';
import type { PersonRef } from '../../platform/http/refs.dto.js';
import { personRef } from '../identity/index.js';
import { describeActions } from '../overrides/index.js';
import type { WithdrawalDto, WithdrawalPage, WithdrawalsQuery } from './dto/withdrawal.dto.js';
import { withdrawalScope } from './withdrawal.policy.js';

const FROM = `edition_withdrawals w
  JOIN editions e ON e.id = w.edition_id
  JOIN people a ON a.id = w.asked_by_id
  LEFT JOIN people af ON af.id = w.asked_for_id
  LEFT JOIN people d ON d.id = w.decided_by_id
  LEFT JOIN people df ON df.id = w.decided_for_id`;

type WithdrawalRow = Omit<
  WithdrawalDto,
  'availableActions' | 'askedOnBehalfOf' | 'decidedBy' | 'decidedOnBehalfOf' | 'decidedAt'
> & {
  askedOnBehalfOf: PersonRef | null;
  decidedBy: PersonRef | null;
  decidedOnBehalfOf: PersonRef | null;
  decidedAt: Date | null;
};

/** Reads withdrawals within the reader's scope. */
@Injectable()
export class WithdrawalsReader {
  constructor(private readonly dataSource: DataSource) {}

  async list(actor: Actor, query: WithdrawalsQuery): Promise<WithdrawalPage> {
    const parameters = new Parameters();
    const conditions = [withdrawalScope(actor, parameters)];
    if (query.state) conditions.push(`w.state = ${parameters.add(query.state)}`);
    if (query.roundId) conditions.push(`w.round_id = ${parameters.add(query.roundId)}`);
    const where = conditions.join(' AND ');
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM ${FROM} WHERE ${where}`,
      parameters.values,
    );
    const order = orderBy({ askedAt: 'w.asked_at' }, query.sort, query.order ?? 'desc', 'w.id');
    const page = pageOf(query, parameters);
    const data = await this.rows(actor, `WHERE ${where} ${order} ${page}`, parameters);
    return { data, total };
  }

  /** @throws Problem record.not_found, also for one outside the reader's scope */
  async read(actor: Actor, id: string): Promise<WithdrawalDto> {
    const parameters = new Parameters();
    const where = `WHERE w.id = ${parameters.add(id)} AND ${withdrawalScope(actor, parameters)}`;
    const [withdrawal] = await this.rows(actor, where, parameters);
    if (!withdrawal) throw new Problem('record.not_found', { what: 'withdrawal' });
    return withdrawal;
  }

  private async rows(actor: Actor, rest: string, { values }: Parameters): Promise<WithdrawalDto[]> {
    const rows = await this.dataSource.query<WithdrawalRow[]>(
      `SELECT w.id, w.plan_id AS "planId", w.round_id AS "roundId",
         json_build_object('id', e.id, 'title', e.title, 'slug', e.slug) AS edition,
         w.from_version AS "fromVersion", w.to_version AS "toVersion", w.reason_type AS "reasonType", w.reason, w.explanation, w.state,
         ${personRef('a')} AS "askedBy", ${personRef('af')} AS "askedOnBehalfOf", w.asked_at AS "askedAt",
         ${personRef('d')} AS "decidedBy", ${personRef('df')} AS "decidedOnBehalfOf", w.decided_at AS "decidedAt"
       FROM ${FROM} ${rest}`,
      values,
    );
    return Promise.all(rows.map((row) => this.toDto(actor, row)));
  }

  private async toDto(actor: Actor, row: WithdrawalRow): Promise<WithdrawalDto> {
    const { askedOnBehalfOf, decidedBy, decidedOnBehalfOf, decidedAt, ...rest } = row;
    const facts = {
      ...{ planId: row.planId, askedById: row.askedBy.id, state: row.state },
      askedForId: askedOnBehalfOf?.id ?? null,
    };
    const decide = (action: 'confirm' | 'refuse') =>
      [
        action,
        decideForActor(actor, (principal) => decideAsSecondPerson(action, actor, principal, facts)),
      ] as const;
    return {
      ...rest,
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
