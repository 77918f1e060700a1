import {
  Box,
  Paper,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
  useMediaQuery,
  useTheme,
  type Theme,
} from '@mui/material';
import type { ChapterProgress, RoundProgress as Progress } from '../api/types.ts';
import { DateText } from '../components/Facts.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import { RoundStateChip } from '../components/StateChip.tsx';
import { STATE_ORDER, STATE_TONES, TONES } from '../components/tones.ts';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';
import { UPDATE_STATE_WORDS } from '../components/words.ts';
import { BurnUp } from './BurnUp.tsx';

type State = (typeof STATE_ORDER)[number];

/** A bar for each chapter, with the numbers it is drawn from in the same table. */
export function RoundProgress({
  progress,
  isLinked = false,
}: {
  progress: Progress;
  /** On pages other than the round's own: its state, and the way to it. */
  isLinked?: boolean;
}) {
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'), { noSsr: true });
  const { round, dates, chapters } = progress;
  const states = STATE_ORDER.filter((state) => chapters.some(({ counts }) => counts[state]));
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center', mb: 1.5 }}>
        {isLinked && (
          <>
            <RoundStateChip state={round.state} />
            <RecordLink to={`/rounds/${round.id}/show`}>
              Go to the round<VisuallyHidden>: {round.title}</VisuallyHidden>
            </RecordLink>
          </>
        )}
        <Typography variant="body2">
          Drafts due <DateText value={dates.draftsDueOn} /> · review{' '}
          <DateText value={dates.reviewDueOn} /> · sign-off <DateText value={dates.signOffDueOn} />{' '}
          · publication <DateText value={dates.publicationOn} />
        </Typography>
      </Box>
      {isNarrow ? (
        <ChapterCards chapters={chapters} />
      ) : (
        <Box
          sx={{ overflowX: 'auto' }}
          tabIndex={0}
          role="region"
          aria-label={`Updates by chapter and state: ${round.title}`}
        >
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{round.isSummary ? 'Theme' : 'Chapter'}</TableCell>
                <TableCell sx={{ width: '26%', minWidth: 160 }}>Share</TableCell>
                {states.map((state) => (
                  <TableCell key={state} align="right" sx={{ whiteSpace: 'normal', px: 1 }}>
                    <StateHead state={state} />
                  </TableCell>
                ))}
                <TableCell align="right">All</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {chapters.map((chapter) => (
                <TableRow key={chapter.chapter}>
                  <TableCell component="th" scope="row" sx={{ minWidth: 180 }}>
                    {chapter.chapter}
                  </TableCell>
                  <TableCell>
                    <Bar chapter={chapter} />
                  </TableCell>
                  {states.map((state) => (
                    <TableCell key={state} align="right" sx={{ px: 1 }}>
                      {chapter.counts[state] ?? 0}
                    </TableCell>
                  ))}
                  <TableCell align="right">{chapter.total}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
      {progress.isOpen && <BurnUp round={progress} />}
    </Paper>
  );
}

/** On a narrow screen: each chapter with its bar, and its numbers in words. */
const ChapterCards = ({ chapters }: { chapters: ChapterProgress[] }) => (
  <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
    {chapters.map((chapter) => (
      <li key={chapter.chapter}>
        <Typography sx={{ fontWeight: 600 }}>{chapter.chapter}</Typography>
        <Bar chapter={chapter} />
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
          {countWords(chapter)}
        </Typography>
      </li>
    ))}
  </Box>
);

const countWords = ({ counts }: ChapterProgress): string =>
  STATE_ORDER.filter((state) => counts[state])
    .map((state) => `${counts[state]} ${UPDATE_STATE_WORDS[state].toLowerCase()}`)
    .join(', ');

/** The legend: the bar's colour beside the word, and beside the first of two that go on separate lines. */
function StateHead({ state }: { state: State }) {
  const [first, ...others] = UPDATE_STATE_WORDS[state].split(' ');
  return (
    <>
      <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
        <Swatch state={state} />
        {first}
      </Box>{' '}
      {others.join(' ')}
    </>
  );
}

function Swatch({ state }: { state: State }) {
  const { mode } = useTheme().palette;
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        display: 'inline-block',
        width: 12,
        height: 12,
        mr: 0.5,
        borderRadius: 0.5,
        border: 1,
        borderColor: 'text.secondary',
        backgroundColor: barColour(state, mode),
      }}
    />
  );
}

function Bar({ chapter }: { chapter: ChapterProgress }) {
  const { mode } = useTheme().palette;
  const parts = STATE_ORDER.filter((state) => chapter.counts[state]);
  return (
    <Box
      role="img"
      aria-label={countWords(chapter)}
      sx={{
        display: 'flex',
        gap: '2px',
        height: 20,
        borderRadius: 0.75,
        overflow: 'hidden',
        mt: 0.25,
      }}
    >
      {parts.map((state) => (
        <Box
          key={state}
          title={`${chapter.counts[state]} ${UPDATE_STATE_WORDS[state]}`}
          sx={{ flexGrow: chapter.counts[state], backgroundColor: barColour(state, mode) }}
        />
      ))}
    </Box>
  );
}

/** What nobody has begun is only outlined, so that the bar fills up as the round goes on. */
const barColour = (state: State, mode: 'light' | 'dark'): string =>
  state === 'not_started' ? TONES.grey[mode].tint : TONES[STATE_TONES[state]][mode].bar;
