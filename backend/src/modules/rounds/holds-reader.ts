import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { orderBy, pageOf, Parameters } from '../../platform/database/sql.js';
import { personRef } from '../identity/index.js';
import { planScope } from '../plan/index.js';
import type { HoldDto, HoldPage, HoldsQuery } from './dto/round.dto.js';

const HOLD = `h.id, h.plan_id AS "planId", h.name, h.reason, h.starts_on::text AS "startsOn",
  h.ends_on::text AS "endsOn", h.ended_at AS "endedAt"`;

/** SQL: two people have ended the hold (alias h) early, for the plan whose id is given. */
const ENDED_EARLY = (planId: string): string => `EXISTS (SELECT 1 FROM overrides v
  WHERE v.kind = 'hold_end' AND v.subject_id = h.id AND v.plan_id = ${planId} AND v.confirmed_at IS NOT NULL)`;

/** The hold in force for a plan on a London date, if there is one. */
export async function holdOn(
  manager: EntityManager | DataSource,
  planId: string,
  date: string,
): Promise<HoldDto | undefined> {
  const [hold] = await manager.query<HoldDto[]>(
    `SELECT ${HOLD} FROM holds h
     WHERE (h.plan_id = $1 OR h.plan_id IS NULL) AND h.ended_at IS NULL AND $2::date BETWEEN h.starts_on AND h.ends_on
       AND NOT ${ENDED_EARLY('$1')}
     ORDER BY h.ends_on DESC LIMIT 1`,
    [planId, date],
  );
  return hold;
}

@Injectable()
export class HoldsReader {
  constructor(private readonly dataSource: DataSource) {}

  /** Holds over every plan, and those of plans that the reader takes part in. */
  async list(actor: Actor, query: HoldsQuery): Promise<HoldPage> {
    const parameters = new Parameters();
    const conditions = [`(h.plan_id IS NULL OR ${planScope(actor, parameters, 'h.plan_id')})`];
    if (query.planId) {
      conditions.push(`(h.plan_id = ${parameters.add(query.planId)} OR h.plan_id IS NULL)`);
    }
    const where = conditions.join(' AND ');
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM holds h WHERE ${where}`,
      parameters.values,
    );
    const data = await this.dataSource.query<HoldDto[]>(
      `SELECT ${HOLD}, (
         SELECT coalesce(json_agg(json_build_object('overrideId', v.id, 'planId', v.plan_id, 'reason', v.reason,
           'askedBy', ${personRef('p')}, 'askedAt', v.made_at, 'confirmedBy', ${personRef('c')},
           'confirmedAt', v.confirmed_at) ORDER BY v.made_at, v.id), '[]')
         FROM overrides v JOIN people p ON p.id = v.made_by_id LEFT JOIN people c ON c.id = v.confirmed_by_id
         WHERE v.kind = 'hold_end' AND v.subject_id = h.id
           AND ${planScope(actor, parameters, 'v.plan_id')}) AS "earlyEnds"
       FROM holds h WHERE ${where}
       ${orderBy({ startsOn: 'h.starts_on' }, query.sort, query.order ?? 'desc', 'h.id')} ${pageOf(query, parameters)}`,
      parameters.values,
    );
    return { data, total };
  }
}
