import { useEffect, useRef } from 'react';
import { useLogout, useNotify } from 'react-admin';
import { forgetAllHalfWritten } from '../half-written/halfWritten.ts';
import { forgetSession, signOut } from '../providers/session.ts';

/** Signs out, here and in this browser's other windows: none goes on showing what its reader may see. */
export function useLeaving(personId = ''): () => Promise<void> {
  const logout = useLogout();
  const notify = useNotify();
  const others = useRef<BroadcastChannel>(undefined);
  const hear = useRef<(who: string) => void>(undefined);
  hear.current = (who) => {
    if (who !== personId) return;
    // They said there that what is kept may go.
    forgetAllHalfWritten(who);
    forgetSession();
    void logout().then(() => notify('You have signed out in another window.'));
  };
  useEffect(() => {
    const channel = new BroadcastChannel('quarterdeck.signed-out');
    channel.onmessage = ({ data }) => hear.current?.(data as string);
    others.current = channel;
    return () => channel.close();
  }, []);
  return async () => {
    await signOut();
    // What is kept here goes only with the session.
    forgetAllHalfWritten(personId);
    others.current?.postMessage(personId);
    await logout();
  };
}
