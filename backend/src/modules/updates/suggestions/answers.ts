import type { Act } from '../../audit/index.js';
import type { SuggestionAnswerKind } from './suggestion.entities.js';

/** SQL: the last answer to each change of the suggestions that `of` names. */
export const lastAnswers = (of: string): string => `
  SELECT DISTINCT ON (n.suggestion_id, n.change_key) n.* FROM suggestion_answers n
  WHERE n.suggestion_id ${of} ORDER BY n.suggestion_id, n.change_key, n.seq DESC`;

/** The answers that count, by the key of their change. */
export async function readAnswers(
  act: Act,
  suggestionId: string,
): Promise<Map<string, { answer: SuggestionAnswerKind }>> {
  const rows = await act.query<{ change_key: string; answer: SuggestionAnswerKind }>(
    lastAnswers('= $1'),
    [suggestionId],
  );
  return new Map(rows.map((row) => [row.change_key, row]));
}
