import NewIcon from '@mui/icons-material/AddCircleOutlined';
import ChangedIcon from '@mui/icons-material/DifferenceOutlined';
import GroupIcon from '@mui/icons-material/CallMergeOutlined';
import MovedIcon from '@mui/icons-material/SwapVertOutlined';
import NumberIcon from '@mui/icons-material/TagOutlined';
import ChapterIcon from '@mui/icons-material/DriveFileMoveOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import { Box, Paper, Typography } from '@mui/material';
import type { TitledRef } from '../api/types.ts';
import { Tag } from '../components/StateChip.tsx';
import type { Tone } from '../components/tones.ts';
import { Section } from '../layout/Page.tsx';
import type { compareWithLast, LayoutDifference, RowComparison } from './layoutRows.ts';

type Comparison = ReturnType<typeof compareWithLast>;

const LOOKS: Record<LayoutDifference, { tone: Tone; icon: SvgIconComponent; counted: string }> = {
  new: { tone: 'green', icon: NewIcon, counted: 'new' },
  further: { tone: 'green', icon: NewIcon, counted: 'further for the same commitment' },
  moved: { tone: 'blue', icon: MovedIcon, counted: 'moved' },
  other_chapter: { tone: 'violet', icon: ChapterIcon, counted: 'in another chapter' },
  renumbered: { tone: 'amber', icon: NumberIcon, counted: 'renumbered' },
  reworded: { tone: 'teal', icon: ChangedIcon, counted: 'reworded' },
  regrouped: { tone: 'grey', icon: GroupIcon, counted: 'answering other commitments' },
};

/** What is different from the last edition, in words. */
function words(difference: LayoutDifference, { before }: RowComparison): string {
  switch (difference) {
    case 'new':
      return 'New';
    case 'further':
      return 'Further row for the same';
    case 'moved':
      return `Moved from place ${before?.position ?? ''}`;
    case 'other_chapter':
      return `Was in ${before?.row.chapter ?? ''}`;
    case 'renumbered':
      return before?.row.reference ? `Was ${before.row.reference}` : 'Had no number';
    case 'reworded':
      return 'Wording changed';
    case 'regrouped':
      return 'Answers other commitments';
  }
}

/** The differences of one row; the wording of before can be opened. */
export function RowMarks({ compared }: { compared: RowComparison }) {
  const { differences, before } = compared;
  if (differences.length === 0) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, mt: 0.5, alignItems: 'center' }}>
      {differences.map((difference) => (
        <Box key={difference} sx={{ maxWidth: '100%', '& > span': { whiteSpace: 'normal' } }}>
          <Tag {...LOOKS[difference]} label={words(difference, compared)} />
        </Box>
      ))}
      {differences.includes('reworded') && before && (
        <Box component="details" sx={{ flexBasis: '100%' }}>
          <summary>As the last edition worded it</summary>
          <Typography variant="body2" sx={{ mt: 0.5, maxWidth: '80ch' }}>
            {before.row.wording}
          </Typography>
        </Box>
      )}
    </Box>
  );
}

/** The whole layout against the last edition, in one line. */
export function LayoutSummary({
  comparison,
  lastEdition,
}: {
  comparison: Comparison;
  lastEdition?: TitledRef;
}) {
  const counts = (Object.keys(LOOKS) as LayoutDifference[])
    .map((difference) => [
      comparison.rows.filter(({ differences }) => differences.includes(difference)).length,
      LOOKS[difference].counted,
    ])
    .filter(([count]) => count !== 0)
    .map((pair) => pair.join(' '));
  const gone = comparison.gone.length > 0 ? [`${comparison.gone.length} gone`] : [];
  return (
    <Typography sx={{ color: 'text.secondary' }}>
      {comparison.rows.length === 1 ? '1 row' : `${comparison.rows.length} rows`}.{' '}
      {lastEdition
        ? `Against ${lastEdition.title}: ${[...counts, ...gone].join(', ') || 'the same layout'}.`
        : 'There is no earlier edition to compare with.'}
    </Typography>
  );
}

/** What the last edition printed and this one will not. */
export function GoneRows({
  gone,
  lastEdition,
}: {
  gone: Comparison['gone'];
  lastEdition?: TitledRef;
}) {
  if (gone.length === 0) return null;
  return (
    <Box sx={{ mt: 4 }}>
      <Section title="No longer in the edition">
        <Typography sx={{ color: 'text.secondary', mb: 1 }}>
          {lastEdition?.title} printed these rows, and no row of this round goes on from them.
        </Typography>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {gone.map(({ row, position }) => (
            <Paper component="li" variant="outlined" key={row.id} sx={{ px: 1.5, py: 1, mb: 0.75 }}>
              <Typography sx={{ fontWeight: 600 }}>
                {row.reference && `${row.reference} `}
                {row.title}
              </Typography>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                Place {position}, in {row.chapter}
              </Typography>
            </Paper>
          ))}
        </Box>
      </Section>
    </Box>
  );
}
