import type { Act } from '../../audit/index.js';
import type { Row } from './row.js';

/** Tells somebody after commit that an update is theirs to write, unless they took it themselves. */
export function emitOwnerNamed(act: Act, updateId: string, ownerId: string): void {
  if (ownerId === act.actor?.personId) return;
  act.emit({ kind: 'update.owner_named', payload: { updateId, ownerId } });
}

/** The same to the owners of rows that an open round gains. */
export function emitOwnersOf(act: Act, rows: readonly Row[], added: readonly string[]): void {
  for (const { id, ownerId } of rows) {
    if (ownerId && added.includes(id)) emitOwnerNamed(act, id, ownerId);
  }
}
