import type { Round } from '../api/types.ts';
import { RecordLink } from '../components/RecordLink.tsx';

/** A round names its stakeholder summary, and a summary its round. */
export function PairedRound({ round: { summary, summarises } }: { round: Round }) {
  const other = summary ?? summarises;
  if (!other) return null;
  return (
    <>
      {summary ? ' · its stakeholder summary: ' : ' · the stakeholder summary of '}
      <RecordLink to={`/rounds/${other.id}/show`}>{other.title}</RecordLink>
    </>
  );
}
