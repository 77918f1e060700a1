import { OVERRIDE_WORDS } from '@common/overrides.ts';
import { Box } from '@mui/material';
import type { Signing } from '../api/types.ts';
import { personWords } from '../components/Facts.tsx';
import { EmptyState } from '../components/States.tsx';
import { Section } from '../layout/Page.tsx';

/** Everything that a signature excuses: what is left out, and what was done outside the rules. */
export function Excused({ signing: { lines, overrides, isSummary } }: { signing: Signing }) {
  const omitted = lines.filter(({ omission }) => omission);
  return (
    <>
      <Section
        title={`${isSummary ? 'Left out, and not printed' : 'Omitted rows'} (${omitted.length})`}
      >
        {omitted.length === 0 ? (
          <EmptyState title={`Every ${isSummary ? 'paragraph' : 'row'} has its text`} />
        ) : (
          <Box component="ul" sx={{ m: 0, pl: 2.5, maxWidth: '80ch' }}>
            {omitted.map(({ updateId, title, omission }) => (
              <li key={updateId}>
                <strong>{title}:</strong> {omission?.reason}
              </li>
            ))}
          </Box>
        )}
      </Section>
      <Section title={`Overrides (${overrides.length})`}>
        {overrides.length === 0 ? (
          <EmptyState title="Nothing was done outside the rules" />
        ) : (
          <Box component="ul" sx={{ m: 0, pl: 2.5, maxWidth: '80ch' }}>
            {overrides.map((override) => (
              <li key={override.id}>
                <strong>
                  {OVERRIDE_WORDS[override.kind]}, {override.subject.title}:
                </strong>{' '}
                {override.reason} (made by {personWords(override.madeBy, override.madeOnBehalfOf)},{' '}
                {override.confirmedBy
                  ? `confirmed by ${personWords(override.confirmedBy, override.confirmedOnBehalfOf)}`
                  : 'not confirmed by a second person'}
                )
              </li>
            ))}
          </Box>
        )}
      </Section>
    </>
  );
}
