import type { AuthProvider } from 'react-admin';
import { problemOf } from './httpClient.ts';
import { canAccess } from './access.ts';
import { currentMe, forgetSession, isPageHeld, signIn, signOut } from './session.ts';

export const authProvider: AuthProvider = {
  login: async ({ email, password }: { email: string; password: string }) => {
    await signIn(email, password);
  },
  logout: async () => {
    await signOut();
  },
  // A server that does not answer has signed nobody out.
  checkAuth: async () => {
    await currentMe().catch((error: unknown) => {
      if (problemOf(error).status === 401) throw error;
    });
  },
  checkError: async (error: unknown) => {
    if (problemOf(error).status === 401 && !isPageHeld()) {
      forgetSession();
      throw new Error('You have been signed out. Sign in to go on.');
    }
  },
  getIdentity: async () => {
    const { person } = await currentMe();
    return { ...person, fullName: person.name };
  },
  getPermissions: () => currentMe(),
  canAccess: async ({ resource, action }) => canAccess(await currentMe(), resource, action),
};
