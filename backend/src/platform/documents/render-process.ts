import type { Answered, Asked } from './render-apart.js';
import { renderDocument } from './render-document.js';

/** The process in which documents are rendered: it answers what it is asked until its parent lets it go. */
process.on('message', ({ no, document }: Asked) => {
  // When the parent has died there is nobody left to tell.
  const answer = (answered: Answered): void =>
    void process.send?.(answered, undefined, undefined, () => undefined);
  renderDocument(document).then(
    (bytes) => answer({ no, bytes }),
    (error: unknown) =>
      answer({ no, error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches it too; what is being rendered is for the parent to finish or to give up.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
