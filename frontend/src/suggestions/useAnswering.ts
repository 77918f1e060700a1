import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SuggestedChange, Suggestion, SuggestionAnswer, UpdateDetail } from '../api/types.ts';
import { announce } from '../layout/LiveRegion.tsx';
import { problemOf } from '../providers/httpClient.ts';
import { useApi } from '../providers/useMe.ts';
import type { DraftSaver } from '../updates/DraftSaver.ts';
import { changesWords, countOpen, suggestionsKey } from './useSuggestions.ts';

type Kind = SuggestionAnswer['answer'];

export interface Answering {
  /** True when it was given, or could not be because the words no longer fit. */
  answer: (changes: SuggestedChange[], kind: Kind) => Promise<boolean>;
  isRunning: boolean;
  problem: string;
  /** Changes whose words were found to have changed since. */
  notFitting: readonly string[];
}

const DONE = { accepted: 'Accepted.', refused: 'Refused.', withdrawn: 'Undone.' };

/** Answers changes on the draft as it is saved, and says how many are left. */
export function useAnswering(options: {
  update: UpdateDetail;
  saver: DraftSaver;
  suggestion: Suggestion;
  /** The text in the editor may be another now. */
  onAnswered: () => void;
}): Answering {
  const { update, saver, suggestion, onAnswered } = options;
  const api = useApi();
  const queryClient = useQueryClient();
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState('');
  const [notFitting, setNotFitting] = useState<readonly string[]>([]);
  const answer = async (changes: SuggestedChange[], kind: Kind): Promise<boolean> => {
    setRunning(true);
    setProblem('');
    try {
      await saver.act(async (version) => {
        const given = changes.map(({ key }) => ({ key, answer: kind }));
        const answered = await api.answerSuggestion(update.id, suggestion.id, version, given);
        setNotFitting(answered.notFitting);
        queryClient.setQueryData(
          suggestionsKey(update.id),
          (now: { data: Suggestion[] } | undefined) => ({
            data: [answered.suggestion, ...(now?.data.slice(1) ?? [])],
          }),
        );
        const left = countOpen(answered.suggestion);
        announce(
          answered.notFitting.length > 0
            ? 'The text has changed since: some words no longer fit.'
            : `${DONE[kind]} ${left === 0 ? 'All changes are answered.' : `${changesWords(left)} left.`}`,
        );
        return answered;
      });
      return true;
    } catch (error) {
      const { detail, title } = problemOf(error);
      setProblem(detail ?? title);
      // Who saved since may have answered some of them.
      void queryClient.invalidateQueries({ queryKey: suggestionsKey(update.id) });
      return false;
    } finally {
      setRunning(false);
      onAnswered();
    }
  };
  return { answer, isRunning, problem, notFitting };
}
