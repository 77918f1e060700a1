import type { ContentMerge } from '@common/content-merge.ts';
import { DELIVERY_WORDS, type Delivery } from '@common/content.ts';
import { Alert, AlertTitle, Box } from '@mui/material';

interface MergeConflictsProps {
  conflicts: ContentMerge['conflicts'];
  /** Who each of the two is, to stand before what they made of the place. */
  mine: string;
  theirs: string;
  /** Both are one's own: two windows of one person. */
  isOwn: boolean;
}

/** The places that both changed, with what each made of them. */
export function MergeConflicts({ conflicts, mine, theirs, isOwn }: MergeConflictsProps) {
  if (conflicts.length === 0) return null;
  const places = conflicts.length === 1 ? 'one place' : `${conflicts.length} places`;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      <AlertTitle>
        {isOwn ? 'Both windows' : 'You both'} changed {places}
      </AlertTitle>
      Here both versions of these words stand one after the other; of a delivery status, a next
      milestone or figures, {isOwn ? 'this window’s' : 'yours'}. Put them right in the text
      afterwards.
      <Box component="ul" sx={{ my: 1, pl: 2.5, whiteSpace: 'pre-line' }}>
        {conflicts.map(({ field, ...made }, index) => {
          const said = (words: string) => wordsOf(field, words);
          return (
            <li key={index}>
              {field !== 'document' && <strong>{FIELD_WORDS[field]}. </strong>}
              {made.base === '' ? 'Both put words in here. ' : `It said ${said(made.base)}. `}
              {mine}: {said(made.mine)}. {theirs}: {said(made.theirs)}.
            </li>
          );
        })}
      </Box>
    </Alert>
  );
}

const FIELD_WORDS = {
  delivery: 'Delivery status',
  nextMilestone: 'Next milestone',
  figures: 'Figures',
};

function wordsOf(field: ContentMerge['conflicts'][number]['field'], words: string): string {
  if (words === '') return field === 'document' ? 'took it out' : 'none';
  return `“${field === 'delivery' ? DELIVERY_WORDS[words as Delivery] : words}”`;
}
