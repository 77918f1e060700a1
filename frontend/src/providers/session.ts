import type { Me } from '../api/types.ts';
import { keepAgain } from '../half-written/halfWritten.ts';
import { problemOf, request, setCsrfToken } from './httpClient.ts';

let me: Promise<Me> | undefined;

const remember = (answer: Me): Me => {
  setCsrfToken(answer.csrfToken);
  keepAgain(answer.person.id);
  return answer;
};

/** Who is signed in; asked once, then remembered until signed out. */
export function currentMe(): Promise<Me> {
  me ??= request<Me>('/session')
    .then(remember)
    .catch((error: unknown) => {
      me = undefined;
      throw error;
    });
  return me;
}

export async function signIn(email: string, password: string): Promise<Me> {
  const answer = remember(
    await request<Me>('/session', { method: 'POST', body: { email, password } }),
  );
  me = Promise.resolve(answer);
  return answer;
}

/**
 * Ends the session on the server. One that has ended there is no failure; any other is thrown: the
 * browser still holds the cookie, and whoever comes next is signed in.
 */
export async function signOut(): Promise<void> {
  if (!me) return;
  try {
    await endSession();
  } catch (error) {
    if (problemOf(error).status !== 401) throw error;
  }
  forgetSession();
}

async function endSession(): Promise<void> {
  const end = () => request<void>('/session', { method: 'DELETE' });
  try {
    await end();
  } catch (error) {
    if (problemOf(error).code !== 'session.csrf') throw error;
    // Somebody signed in anew in another window: that session is the browser's now.
    remember(await request<Me>('/session'));
    await end();
  }
}

export function forgetSession(): void {
  me = undefined;
  setCsrfToken(undefined);
}

let holders = 0;

/**
 * While a page is held, an ended session does not lead away from it: it holds words that are not
 * saved, and offers itself to sign in again. @returns how to let go
 */
export function holdPage(): () => void {
  holders += 1;
  return () => {
    holders -= 1;
  };
}

export const isPageHeld = (): boolean => holders > 0;
