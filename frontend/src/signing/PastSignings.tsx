import { Box, Link } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import type { PastSigning } from '../api/types.ts';
import { InstantText, PersonName } from '../components/Facts.tsx';
import { StateChip } from '../components/StateChip.tsx';
import { sentence } from '../components/words.ts';

/** The updates that a signatory would not sign for, each with the reason and where it stands now. */
export const Objections = ({ objections }: Pick<PastSigning, 'objections'>) => (
  <Box component="ul" sx={{ m: 0, mt: 1, pl: 2.5, maxWidth: '80ch' }}>
    {objections.map(({ updateId, title, reason, state, isOmitted }) => (
      <Box component="li" key={updateId} sx={{ mb: 1, overflowWrap: 'anywhere' }}>
        <Link component={RouterLink} to={`/updates/${updateId}`} sx={{ fontWeight: 650 }}>
          {title}
        </Link>{' '}
        <StateChip state={isOmitted ? 'omitted' : state} />
        <Box sx={{ whiteSpace: 'pre-line' }}>{reason}</Box>
      </Box>
    ))}
  </Box>
);

/** Version by version, the newest first, what became of each seal of the round. */
export const PastSignings = ({ signings }: { signings: readonly PastSigning[] }) => (
  <Box component="ol" reversed sx={{ listStyle: 'none', m: 0, p: 0 }}>
    {signings.map((signing) => (
      <Box
        component="li"
        key={signing.manifestId}
        sx={{ mb: 1.5, pl: 1.5, borderLeft: 3, borderColor: 'divider' }}
      >
        <strong>Version {signing.version}:</strong> sealed <InstantText value={signing.sealedAt} />{' '}
        by <PersonName person={signing.sealedBy} onBehalfOf={signing.sealedOnBehalfOf} />
        {signing.outcome !== 'sealed' && (
          <Box>
            <Outcome signing={signing} />
            {signing.reason && `: ${signing.reason}`}
          </Box>
        )}
        {signing.objections.length > 0 && <Objections objections={signing.objections} />}
      </Box>
    ))}
  </Box>
);

/** “Declined by B for A, 9 May 2022, 10:00”. */
export const Outcome = ({ signing }: { signing: PastSigning }) => (
  <>
    {OUTCOME_WORDS[signing.outcome] ?? sentence(signing.outcome)}
    {signing.by && (
      <>
        {' '}
        by <PersonName person={signing.by} onBehalfOf={signing.onBehalfOf} />
      </>
    )}
    {signing.at && (
      <>
        , <InstantText value={signing.at} />
      </>
    )}
  </>
);

const OUTCOME_WORDS: Partial<Record<PastSigning['outcome'], string>> = {
  published: 'Signed and published; signed',
  abandoned: 'Its correction was abandoned',
};
