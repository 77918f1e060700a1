import type { Me } from '../api/types.ts';
import { request, setCsrfToken } from './httpClient.ts';

let me: Promise<Me> | undefined;

const remember = (answer: Me): Me => {
  setCsrfToken(answer.csrfToken);
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

export async function signOut(): Promise<void> {
  await request<void>('/session', { method: 'DELETE' }).catch(() => undefined);
  forgetSession();
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
