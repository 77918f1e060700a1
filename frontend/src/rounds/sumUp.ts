import type { Round } from '../api/types.ts';

/** A round's rows by state, over all chapters. */
export function sumUp({ progress }: Round): { counts: Record<string, number>; total: number } {
  const counts: Record<string, number> = {};
  for (const chapter of progress.chapters) {
    for (const [state, count] of Object.entries(chapter.counts)) {
      counts[state] = (counts[state] ?? 0) + count;
    }
  }
  return { counts, total: progress.total };
}
