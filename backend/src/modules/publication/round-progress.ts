import type { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Parameters as SqlParameters } from '../../platform/database/sql.js';
import {
  PROGRESS_GROUPING,
  progressSql,
  toProgress,
  updateScope,
  type RoundProgressDto,
} from '../updates/index.js';

type CountRow = Parameters<typeof toProgress>[0][number];

/** How far rounds are, by chapter and state, counting the updates that the reader sees. */
export async function progressOf(
  dataSource: DataSource,
  actor: Actor,
  rounds: readonly { id: string }[],
): Promise<Map<string, RoundProgressDto>> {
  if (rounds.length === 0) return new Map();
  const parameters = new SqlParameters();
  const ids = parameters.add(rounds.map(({ id }) => id));
  const rows = await dataSource.query<CountRow[]>(
    `${progressSql(updateScope(actor, parameters))} AND u.round_id = ANY(${ids}::uuid[]) ${PROGRESS_GROUPING}`,
    parameters.values,
  );
  return new Map(toProgress(rows).map((progress) => [progress.round.id, progress]));
}
