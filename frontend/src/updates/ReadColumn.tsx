import { Alert, Typography } from '@mui/material';
import type { UpdateDetail } from '../api/types.ts';
import { actionOf, refusalWords } from '../components/ActionButton.tsx';
import { CommentableText } from '../comments/CommentableText.tsx';
import { HashText, InstantText, personWords } from '../components/Facts.tsx';
import { ContentView } from '../components/RichTextView.tsx';
import { EvidenceBegun } from '../evidence/EvidenceBegun.tsx';
import { EvidenceRead } from '../evidence/EvidenceRead.tsx';
import { FiguresBegun } from '../figures/FiguresBegun.tsx';
import { HowItCame } from './HowItCame.tsx';
import { KeptDrafts } from './KeptDrafts.tsx';
import { NoChangeBegun } from './NoChange.tsx';
import { NoTextYet } from './NoTextYet.tsx';
import { LeadEdits, WhoChangedIt } from './LeadEdits.tsx';

/** The text for someone who may not write it now: with why, and who can. */
export function ReadColumn({ update }: { update: UpdateDetail }) {
  const revision = update.approvedRevision ?? update.latestRevision;
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {headingOf(update)}
      </Typography>
      <Alert severity="info" sx={{ mb: 2 }}>
        You cannot change it. {refusalWords(actionOf(update, 'save_draft'))}
      </Alert>
      <KeptDrafts updateId={update.id} present={revision?.content} />
      <NoChangeBegun updateId={update.id} />
      <EvidenceBegun updateId={update.id} />
      <FiguresBegun updateId={update.id} />
      {revision ? (
        <>
          <WhoChangedIt update={update} revision={revision} />
          <HowItCame update={update} />
          <CommentableText>
            <ContentView content={revision.content} isEvidenceBeside />
          </CommentableText>
          <Typography variant="body2" sx={{ mt: 2, color: 'text.secondary' }}>
            Revision {revision.number}
            {revision.madeBy && `, ${personWords(revision.madeBy)}`},{' '}
            <InstantText value={revision.madeAt} />, hash <HashText hash={revision.contentHash} />
          </Typography>
          <LeadEdits update={update} revision={revision} />
          <EvidenceRead updateId={update.id} />
        </>
      ) : (
        <NoTextYet update={update} />
      )}
    </>
  );
}

const headingOf = ({ approvedRevision }: UpdateDetail): string => {
  if (!approvedRevision) return 'The text';
  return approvedRevision.kind === 'lead_edit' ? 'Approved with changes' : 'The approved text';
};
