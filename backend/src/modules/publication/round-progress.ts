import type { DataSource } from 'typeorm';
import {
  PROGRESS_GROUPING,
  progressSql,
  toProgress,
  type RoundProgressDto,
} from '../updates/index.js';

type CountRow = Parameters<typeof toProgress>[0][number];

/**
 * How far rounds are, by chapter and state. Counts only: who sees a round sees how far it is, not
 * what its updates say, so the rounds given are already those that the reader sees.
 */
export async function progressOf(
  dataSource: DataSource,
  rounds: readonly { id: string }[],
): Promise<Map<string, RoundProgressDto>> {
  if (rounds.length === 0) return new Map();
  const rows = await dataSource.query<CountRow[]>(
    `${progressSql('TRUE')} AND r.id = ANY($1::uuid[]) ${PROGRESS_GROUPING}`,
    [rounds.map(({ id }) => id)],
  );
  return new Map(toProgress(rows).map((progress) => [progress.round.id, progress]));
}
