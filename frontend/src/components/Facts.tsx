import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { PersonRef } from '../api/types.ts';
import { formatDate, formatInstant, workingDaysWords } from './dates.ts';
import { personWords } from './personWords.ts';

export { personWords } from './personWords.ts';

export const DateText = ({ value }: { value: string }) => (
  <Box component="time" dateTime={value} sx={{ whiteSpace: 'nowrap' }}>
    {formatDate(value)}
  </Box>
);

export const InstantText = ({ value }: { value: string }) => (
  <Box component="time" dateTime={value} sx={{ whiteSpace: 'nowrap' }}>
    {formatInstant(value)}
  </Box>
);

/** An instant, or its day where nothing more is known. */
export const WhenText = ({ value, isDayOnly }: { value: string; isDayOnly?: boolean }) =>
  isDayOnly ? (
    <Box component="time" sx={{ whiteSpace: 'nowrap' }}>
      {formatDate(new Date(value))}
    </Box>
  ) : (
    <InstantText value={value} />
  );

/** "in 3 working days"; late is said in words and set in bold. */
export const WorkingDays = ({ days }: { days: number }) => (
  <Box
    component="span"
    sx={{
      whiteSpace: 'nowrap',
      ...(days < 0 && { color: 'error.main', fontWeight: 650 }),
      ...(days === 0 && { fontWeight: 650 }),
    }}
  >
    {workingDaysWords(days)}
  </Box>
);

interface PersonNameProps {
  person?: PersonRef;
  /** Whom they covered when they did it. */
  onBehalfOf?: PersonRef;
  fallback?: string;
}

/** A person with their organisation, where the name does not already say it. */
export function PersonName({ person, onBehalfOf, fallback }: PersonNameProps) {
  if (!person) {
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {fallback ?? 'Nobody yet'}
      </Box>
    );
  }
  return <span>{personWords(person, onBehalfOf)}</span>;
}

/** Whose work it is, where it is the reader's only on cover. */
export const ForPerson = ({ person }: { person: PersonRef | undefined }) =>
  person && (
    <Typography variant="body2" component="span" sx={{ display: 'block', fontWeight: 650 }}>
      for {personWords(person)}
    </Typography>
  );

/** The first twelve characters of a hash, the whole of it on hover and when copied from the page. */
export const HashText = ({ hash, isWhole = false }: { hash: string; isWhole?: boolean }) => (
  <Box
    component="code"
    title={hash}
    sx={{ fontSize: '1rem', overflowWrap: 'anywhere', fontFamily: 'ui-monospace, monospace' }}
  >
    {isWhole ? hash : hash.slice(0, 12)}
  </Box>
);

/** Names and values, one under the other or side by side. */
export function FactList({ facts }: { facts: [label: string, value: ReactNode][] }) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: 'minmax(9rem, max-content) 1fr' },
        columnGap: 3,
        rowGap: { xs: 0, sm: 0.75 },
      }}
    >
      {facts.map(([label, value]) => (
        <Box key={label} sx={{ display: 'contents' }}>
          <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
            {label}
          </Typography>
          <Typography component="dd" variant="body2" sx={{ m: 0, mb: { xs: 1, sm: 0 } }}>
            {value}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
