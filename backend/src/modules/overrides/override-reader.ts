import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { decideForActor, type Actor } from '../../common/actor.js';
import type { OverrideKind } from '../../common/overrides.js';
import { Problem } from '../../common/problems.js';
import { containing, orderBy, pageOf, Parameters } from '../../platform/database/sql.js';
import type { PersonRef } from '../../platform/http/refs.dto.js';
import { personRef } from '../identity/index.js';
import { describeActions } from './available-actions.js';
import type { OverrideDto, OverridePage, OverridesQuery } from './dto/override.dto.js';
import type { Override } from './override.entity.js';
import { decideConfirmation } from './override.policy.js';
import { overrideScope } from './override.scope.js';

const SORTS = { madeAt: 'v.made_at', kind: 'v.kind' };

// The subjects' titles come from tables of modules that build on this one: read, never written.
const FROM = `overrides v
  JOIN people m ON m.id = v.made_by_id
  LEFT JOIN people mf ON mf.id = v.made_on_behalf_of_id
  LEFT JOIN people c ON c.id = v.confirmed_by_id
  LEFT JOIN people cf ON cf.id = v.confirmed_on_behalf_of_id
  LEFT JOIN updates u ON v.subject_kind = 'update' AND u.id = v.subject_id
  LEFT JOIN rounds r ON v.subject_kind = 'round' AND r.id = v.subject_id
  LEFT JOIN holds h ON v.subject_kind = 'hold' AND h.id = v.subject_id`;

interface OverrideRow {
  id: string;
  kind: OverrideKind;
  subjectKind: Override['subjectKind'];
  subjectId: string;
  title: string | null;
  planId: string;
  reason: string;
  madeBy: PersonRef;
  madeOnBehalfOf: PersonRef | null;
  madeAt: Date;
  confirmedBy: PersonRef | null;
  confirmedOnBehalfOf: PersonRef | null;
  confirmedAt: Date | null;
  endedAt: Date | null;
}

/** Reads overrides within the reader's scope. */
@Injectable()
export class OverrideReader {
  constructor(private readonly dataSource: DataSource) {}

  async list(actor: Actor, query: OverridesQuery): Promise<OverridePage> {
    const parameters = new Parameters();
    const conditions = [overrideScope(actor, parameters)];
    if (query.planId) conditions.push(`v.plan_id = ${parameters.add(query.planId)}`);
    if (query.kind) conditions.push(`v.kind = ${parameters.add(query.kind)}`);
    if (query.subjectId) conditions.push(`v.subject_id = ${parameters.add(query.subjectId)}`);
    if (query.isOpen !== undefined) {
      conditions.push(
        `(v.confirmed_at IS NULL AND v.ended_at IS NULL) = ${parameters.add(query.isOpen)}`,
      );
    }
    if (query.q) {
      const pattern = parameters.add(containing(query.q));
      conditions.push(
        `(v.reason ILIKE ${pattern} OR coalesce(u.title, r.title, h.name) ILIKE ${pattern})`,
      );
    }
    const where = conditions.join(' AND ');
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM ${FROM} WHERE ${where}`,
      parameters.values,
    );
    const data = await this.rows(
      actor,
      `WHERE ${where} ${orderBy(SORTS, query.sort, query.order ?? 'desc', 'v.id')} ${pageOf(query, parameters)}`,
      parameters,
    );
    return { data, total };
  }

  /** @throws Problem record.not_found, also for one outside the reader's scope */
  async read(actor: Actor, id: string): Promise<OverrideDto> {
    const parameters = new Parameters();
    const where = `WHERE v.id = ${parameters.add(id)} AND ${overrideScope(actor, parameters)}`;
    const [override] = await this.rows(actor, where, parameters);
    if (!override) throw new Problem('record.not_found', { what: 'override' });
    return override;
  }

  /** Those that hold for a round or for one of its updates: what a signatory must see. */
  async holdingForRound(actor: Actor, roundId: string): Promise<OverrideDto[]> {
    const parameters = new Parameters();
    const round = parameters.add(roundId);
    return this.rows(
      actor,
      `WHERE (r.id = ${round} OR u.round_id = ${round}) AND v.ended_at IS NULL
         AND ${overrideScope(actor, parameters)} ORDER BY v.made_at, v.id`,
      parameters,
    );
  }

  private async rows(actor: Actor, rest: string, parameters: Parameters): Promise<OverrideDto[]> {
    const rows = await this.dataSource.query<OverrideRow[]>(
      `SELECT v.id, v.kind, v.subject_kind AS "subjectKind", v.subject_id AS "subjectId",
         coalesce(u.title, r.title, h.name) AS title, v.plan_id AS "planId", v.reason,
         ${personRef('m')} AS "madeBy", ${personRef('mf')} AS "madeOnBehalfOf", v.made_at AS "madeAt",
         ${personRef('c')} AS "confirmedBy", ${personRef('cf')} AS "confirmedOnBehalfOf", v.confirmed_at AS "confirmedAt", v.ended_at AS "endedAt"
       FROM ${FROM} ${rest}`,
      parameters.values,
    );
    return Promise.all(rows.map((row) => this.toDto(actor, row)));
  }

  private async toDto(actor: Actor, row: OverrideRow): Promise<OverrideDto> {
    const { subjectKind, subjectId, title, madeOnBehalfOf, ...made } = row;
    const { confirmedBy, confirmedOnBehalfOf, confirmedAt, endedAt, ...rest } = made;
    const decision = decideForActor(actor, (principal) =>
      decideConfirmation(actor, principal, {
        planId: row.planId,
        madeById: row.madeBy.id,
        madeForId: madeOnBehalfOf?.id ?? null,
        isConfirmed: confirmedAt !== null,
        isEnded: endedAt !== null,
      }),
    );
    return {
      ...rest,
      subject: { kind: subjectKind, id: subjectId, title: title ?? '' },
      ...(madeOnBehalfOf && { madeOnBehalfOf }),
      ...(confirmedBy && confirmedAt && { confirmedBy, confirmedAt }),
      ...(confirmedOnBehalfOf && { confirmedOnBehalfOf }),
      ...(endedAt && { endedAt }),
      availableActions: await describeActions(this.dataSource, actor, [['confirm', decision]]),
    };
  }
}
