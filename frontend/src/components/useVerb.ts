import { useQueryClient } from '@tanstack/react-query';
import { useLogoutIfAccessDenied, useNotify } from 'react-admin';
import { problemOf, problemWords } from '../providers/httpClient.ts';

/**
 * Carries out one of the API's verbs. Nothing is shown as done before the server has said so; then
 * everything on the screen is asked again, and the success is announced.
 */
export function useVerb() {
  const notify = useNotify();
  const queryClient = useQueryClient();
  const logoutIfAccessDenied = useLogoutIfAccessDenied();

  /**
   * For dialogs: a refusal is thrown, and the dialog stays open and shows it.
   * @param done absent where the page says it in a place of its own
   */
  const attempt = async <T>(act: () => Promise<T>, done?: string): Promise<T> => {
    try {
      const result = await act();
      await queryClient.invalidateQueries();
      if (done) notify(done, { type: 'success' });
      return result;
    } catch (error) {
      await logoutIfAccessDenied(error);
      if (problemOf(error).status === 409) void queryClient.invalidateQueries();
      throw error;
    }
  };

  /** For plain buttons: a refusal is told in a notification. */
  const run = async <T>(act: () => Promise<T>, done: string): Promise<T | undefined> => {
    try {
      return await attempt(act, done);
    } catch (error) {
      notify(problemWords(error), { type: 'error', autoHideDuration: 12_000, multiLine: true });
      return undefined;
    }
  };

  /** For questions that a button asks: a refusal is told likewise. */
  const ask = async <T>(question: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await question();
    } catch (error) {
      await logoutIfAccessDenied(error);
      notify(problemWords(error), { type: 'error', autoHideDuration: 12_000, multiLine: true });
      return undefined;
    }
  };

  return { attempt, run, ask };
}
