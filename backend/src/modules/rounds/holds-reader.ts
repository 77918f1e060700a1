import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { orderBy, pageOf, Parameters } from '../../platform/database/sql.js';
import type { HoldDto, HoldPage, HoldsQuery } from './dto/round.dto.js';

const HOLD = `h.id, h.plan_id AS "planId", h.name, h.reason, h.starts_on::text AS "startsOn",
  h.ends_on::text AS "endsOn", h.ended_at AS "endedAt"`;

/** The hold in force for a plan on a London date, if there is one. */
export async function holdOn(
  manager: EntityManager | DataSource,
  planId: string,
  date: string,
): Promise<HoldDto | undefined> {
  const [hold] = await manager.query<HoldDto[]>(
    `SELECT ${HOLD} FROM holds h
     WHERE (h.plan_id = $1 OR h.plan_id IS NULL) AND h.ended_at IS NULL AND $2::date BETWEEN h.starts_on AND h.ends_on
     ORDER BY h.ends_on DESC LIMIT 1`,
    [planId, date],
  );
  return hold;
}

@Injectable()
export class HoldsReader {
  constructor(private readonly dataSource: DataSource) {}

  async list(query: HoldsQuery): Promise<HoldPage> {
    const parameters = new Parameters();
    const where = query.planId
      ? `WHERE h.plan_id = ${parameters.add(query.planId)} OR h.plan_id IS NULL`
      : '';
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM holds h ${where}`,
      parameters.values,
    );
    const data = await this.dataSource.query<HoldDto[]>(
      `SELECT ${HOLD} FROM holds h ${where}
       ${orderBy({ startsOn: 'h.starts_on' }, query.sort, query.order ?? 'desc', 'h.id')} ${pageOf(query, parameters)}`,
      parameters.values,
    );
    return { data, total };
  }
}
