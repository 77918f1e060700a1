import { Box, Link } from '@mui/material';
import type { EditionSummary } from '../api/types.ts';

export const FORM_WORDS = {
  pdf: 'PDF',
  docx: 'Word',
  csv: 'Updates (CSV)',
  'commitments.csv': 'Commitments (CSV)',
  'figures.csv': 'Figures (CSV)',
  'csv-metadata.json': 'What the CSV holds (CSVW)',
  json: 'Data (JSON)',
} as const;

const sizeWords = (bytes: number): string =>
  bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.ceil(bytes / 1000)} kB`;

/** The public page and the files of an edition. */
export function FileLinks({ edition }: { edition: EditionSummary }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5 }}>
      <Link href={edition.href} aria-label={`Public page of ${edition.title}`}>
        Public page
      </Link>
      {edition.files.map((file) => (
        <Link
          key={file.form}
          href={file.href}
          aria-label={`${FORM_WORDS[file.form]} of ${edition.title}, ${sizeWords(file.size)}`}
        >
          {FORM_WORDS[file.form]} ({sizeWords(file.size)})
        </Link>
      ))}
    </Box>
  );
}
