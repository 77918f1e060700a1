import { KeptLine } from '../half-written/KeptLine.tsx';
import type { useProposal } from './useProposal.ts';

/** Said in the dialog where changes go on that were begun before. */
export const ProposalBegun = ({ proposal }: { proposal: ReturnType<typeof useProposal> }) => (
  <KeptLine kept={proposal.begun} onThrowAway={proposal.throwAway}>
    {proposal.isMerged &&
      'The text was changed since: your changes stand in the new words. Where both changed the same place, both versions stand one after the other.'}
  </KeptLine>
);
