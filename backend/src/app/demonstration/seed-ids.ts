/** The ids that the keys of the seed files were given. */
export interface SeedIds {
  organisations: Map<string, string>;
  people: Map<string, string>;
  chapters: Map<string, string>;
  commitments: Map<string, string>;
  /** By row key of the last edition: its update in that edition. */
  rows: Map<string, string>;
  /** By the keys of a summary's paragraphs: their updates. */
  paragraphs: Map<string, string>;
  planId: string;
}

export function idOf(ids: Map<string, string>, key: string): string {
  const id = ids.get(key);
  if (!id) throw new Error(`Nothing is known by the key ${key}`);
  return id;
}
