/** Whether the tabs of this browser can agree which of them asks. Without HTTPS they cannot. */
export const canShareFeed = (): boolean =>
  'locks' in navigator && 'BroadcastChannel' in window && 'EventSource' in window;

const AGAIN_MS = 15_000;

/**
 * Hears how many messages somebody has not read, as soon as that changes. A browser keeps six
 * connections to a site for all its tabs together: so one tab alone holds the stream and tells the
 * others, and when it is closed the next one takes over. @returns how to stop
 */
export function followUnread(personId: string, hear: (unread: number) => void): () => void {
  const name = `quarterdeck.unread.${personId}`;
  const others = new BroadcastChannel(name);
  others.onmessage = ({ data }: MessageEvent<number>) => hear(data);
  const stopping = new AbortController();
  const { signal } = stopping;
  navigator.locks
    .request(name, { signal }, () =>
      listen(signal, (unread) => {
        others.postMessage(unread);
        hear(unread);
      }),
    )
    // Stopped before its turn came.
    .catch(() => undefined)
    .finally(() => others.close());
  return () => stopping.abort();
}

/** Holds the stream until it is stopped; what the browser gives up is opened again. */
const listen = (signal: AbortSignal, hear: (unread: number) => void): Promise<void> =>
  new Promise((settle) => {
    let source: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource('/api/inbox/unread');
      source.addEventListener('unread', ({ data }: MessageEvent<string>) =>
        hear((JSON.parse(data) as { unread: number }).unread),
      );
      source.addEventListener('error', () => {
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_MS);
      });
    };
    const stop = () => {
      clearTimeout(again);
      source?.close();
      settle();
    };
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop);
    open();
  });
