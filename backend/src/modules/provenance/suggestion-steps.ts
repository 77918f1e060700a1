import type { DataSource } from 'typeorm';
import type { UpdateContent } from '../../common/content.js';
import { phraseState, type PhraseTrace } from '../../common/phrase.js';
import { suggestedChanges } from '../../common/suggested-changes.js';
import { changesBehind } from '../../common/suggested-phrase.js';
import type { PersonThen } from '../../platform/http/refs.dto.js';
import type { ProvenanceStepDto } from './dto/provenance.dto.js';
import {
  partThen,
  then,
  type ChainLink,
  type EntryFacts,
  type RevisionFacts,
  type WriterPart,
} from './provenance-facts.js';
import { PART_WORDS } from './provenance-steps.js';

interface Answer {
  key: string;
  who: PersonThen;
  onBehalfOf: PersonThen | null;
  part: WriterPart;
  at: string;
}

interface SuggestionFacts {
  id: string;
  updateId: string;
  revisionNumber: number;
  base: string;
  content: string;
  who: PersonThen;
  onBehalfOf: PersonThen | null;
  at: Date;
  /** To the changes that were accepted when the text was next submitted. */
  accepted: Answer[];
}

/** What leads suggested for these updates and somebody accepted. */
const suggestionFacts = (
  database: DataSource,
  updateIds: readonly string[],
): Promise<SuggestionFacts[]> =>
  database.query<SuggestionFacts[]>(
    `SELECT s.id, s.update_id AS "updateId", v.number AS "revisionNumber", v.content AS base, s.content,
       ${then('d.decided_by_id', 'd.decided_at')} AS who,
       ${then('d.on_behalf_of_id', 'd.decided_at')} AS "onBehalfOf", d.decided_at AS at, a.accepted
     FROM update_suggestions s JOIN update_decisions d ON d.id = s.id
     JOIN update_revisions v ON v.id = s.revision_id JOIN updates u ON u.id = s.update_id
     JOIN LATERAL (SELECT json_agg(json_build_object('key', n.change_key, 'at', n.answered_at,
         'who', ${then('n.answered_by_id', 'n.answered_at')},
         'part', ${partThen('s.update_id', 'coalesce(n.on_behalf_of_id, n.answered_by_id)', 'u.plan_id', 'n.answered_at')},
         'onBehalfOf', ${then('n.on_behalf_of_id', 'n.answered_at')}) ORDER BY n.seq) AS accepted
       FROM (SELECT DISTINCT ON (change_key) * FROM suggestion_answers
         WHERE suggestion_id = s.id ORDER BY change_key, seq DESC) n
       WHERE n.answer = 'accepted') a ON a.accepted IS NOT NULL
     WHERE s.update_id = ANY($1::uuid[]) ORDER BY d.seq`,
    [updateIds],
  );

interface State {
  link: ChainLink;
  revision: RevisionFacts;
}

/** Who suggested the words and who accepted them, where they came from a suggestion. */
export async function suggestionSteps(
  database: DataSource,
  links: readonly ChainLink[],
  states: readonly State[],
  trace: PhraseTrace,
  entries: readonly EntryFacts[],
): Promise<ProvenanceStepDto[]> {
  const facts = await suggestionFacts(
    database,
    links.map(({ updateId }) => updateId),
  );
  return facts.flatMap((suggestion) => {
    const { id, updateId, revisionNumber, accepted } = suggestion;
    const next = states.findIndex(
      ({ link, revision }) => link.updateId === updateId && revision.number > revisionNumber,
    );
    // Not yet submitted again, or never printed.
    if (next < 0) return [];
    const behind = changesBehind(
      suggestedChanges(contentOf(suggestion.base), contentOf(suggestion.content)),
      new Set(accepted.map(({ key }) => key)),
      trace,
      states.slice(next).map(({ revision }) => phraseState(revision.content)[trace.part]),
    );
    if (!behind) return [];
    const keys = new Set(behind.changes.map(({ key }) => key));
    const { link } = states[next]!;
    const words = behind.isWhole ? 'these words' : 'a part of these words';
    return [
      {
        ...{ act: 'suggested', at: suggestion.at, round: link.round, role: 'Lead' },
        words: `suggested ${words}, for revision ${revisionNumber}`,
        ...actors(suggestion),
        ...entryOf(entries, 'update.suggested', id),
      },
      ...whoAccepted(accepted.filter(({ key }) => keys.has(key))).map((answer) => ({
        ...{ act: 'accepted', at: new Date(answer.at), round: link.round },
        words: 'accepted what was suggested',
        role: PART_WORDS[answer.part],
        ...actors(answer),
        ...entryOf(entries, 'update.suggestion_answered', id, answer.key),
      })),
    ];
  });
}

const contentOf = (text: string): UpdateContent => JSON.parse(text) as UpdateContent;

export const actors = ({
  who,
  onBehalfOf,
}: {
  who: PersonThen | null;
  onBehalfOf: PersonThen | null;
}) => ({
  ...(who && { who }),
  ...(onBehalfOf && { onBehalfOf }),
});

/** Each person once, by their last answer. */
const whoAccepted = (answers: readonly Answer[]): Answer[] => [
  ...new Map(
    answers.map((answer) => [`${answer.who.id} ${answer.onBehalfOf?.id}`, answer]),
  ).values(),
];

/** The entry that tells of it; of an answer, the last that accepts this change. */
function entryOf(
  entries: readonly EntryFacts[],
  kind: string,
  suggestionId: string,
  key?: string,
): Pick<ProvenanceStepDto, 'entry'> {
  const entry = entries.findLast(({ kind: its, data }) => {
    const answers = data['answers'] as Record<string, string> | undefined;
    return (
      its === kind &&
      data['suggestionId'] === suggestionId &&
      (key === undefined || answers?.[key] === 'accepted')
    );
  });
  return entry ? { entry: { seq: entry.seq, hash: entry.hash } } : {};
}
