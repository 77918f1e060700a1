import type { AuditEntry } from '../api/types.ts';
import { sentence } from '../components/words.ts';

/** Who did what: “The lead approved text 0c1f5ca3d9e0”. */
export function EntryWords({ entry }: { entry: AuditEntry }) {
  const { actor, onBehalfOf, words } = entry;
  if (!actor) return <>{sentence(words)}</>;
  return (
    <>
      <strong>{actor.name}</strong>
      {onBehalfOf && ` for ${onBehalfOf.name}`} {words}
    </>
  );
}
