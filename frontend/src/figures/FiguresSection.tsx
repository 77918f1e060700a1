import {
  FIGURES_MAX_COUNT,
  figureIssues,
  figureKey,
  figurePeriodWords,
  figureWords,
  newFigure,
  nextFigure,
  valueWords,
  type Figure,
  type PublishedFigure,
} from '@common/figures.ts';
import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { EmptyState } from '../components/States.tsx';
import { useApi } from '../providers/useMe.ts';
import { FigureDialog } from './FigureDialog.tsx';
import { FiguresBegun, keptAs } from './FiguresBegun.tsx';

interface FiguresSectionProps {
  updateId: string;
  figures: readonly Figure[];
  onChange: (figures: Figure[]) => void;
}

/** The one that is being given, and where it goes: at its place, or last. */
interface Giving {
  kind: string;
  figure: Figure;
  at: number;
}

/** The numbers that an update reports, for who writes its text, beside those published before. */
export function FiguresSection({ updateId, figures, onChange }: FiguresSectionProps) {
  const api = useApi();
  const headingId = useId();
  const [giving, setGiving] = useState<Giving>();
  const { data } = useQuery({
    queryKey: ['published-figures', updateId],
    queryFn: () => api.getPublishedFigures(updateId),
    staleTime: Infinity,
  });
  const published = data?.data ?? [];
  const issues = figureIssues(
    figures,
    new Map(published.map((each) => [figureKey(each.figure), each])),
  );
  const isFull = figures.length >= FIGURES_MAX_COUNT;
  const give = (figure: Figure) => setGiving({ kind: keptAs(), figure, at: figures.length });
  const remove = (at: number) => onChange(figures.filter((_, index) => index !== at));
  return (
    <Box component="section" aria-labelledby={headingId} sx={{ mb: 3 }}>
      <Typography variant="h3" component="h2" id={headingId} sx={{ mb: 1 }}>
        Figures
      </Typography>
      {figures.length > 0 ? (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {figures.map((figure, index) => (
            <Box
              component="li"
              key={index}
              sx={{ py: 1, borderBottom: '1px solid', borderColor: 'divider' }}
            >
              <Typography sx={{ overflowWrap: 'anywhere' }}>{figureWords(figure)}</Typography>
              {issues
                .filter(({ field }) => field.startsWith(`figures.${index}.`))
                .map(({ field, message }) => (
                  <Typography key={field} variant="body2" sx={{ color: 'error.main' }}>
                    Before you submit: {message.charAt(0).toLowerCase() + message.slice(1)}
                  </Typography>
                ))}
              <Button
                size="small"
                aria-label={`Change ${figure.measure}, ${figurePeriodWords(figure.period)}`}
                onClick={() => setGiving({ kind: keptAs(figure), figure, at: index })}
              >
                Change
              </Button>
              <Button
                size="small"
                aria-label={`Remove ${figure.measure}, ${figurePeriodWords(figure.period)}`}
                onClick={() => remove(index)}
              >
                Remove
              </Button>
            </Box>
          ))}
        </Box>
      ) : (
        <EmptyState title="No figures yet">
          A number that the text rests on: what it measures, for which period, and where it is from.
          The edition prints it below the text.
        </EmptyState>
      )}
      <PublishedBefore published={toGive(published, figures)} onGive={isFull ? undefined : give} />
      <Box sx={{ mt: 1.5 }}>
        {!giving && (
          <FiguresBegun
            updateId={updateId}
            onGoOn={(kind) => {
              const at = figures.findIndex((figure) => keptAs(figure) === kind);
              // One that has been removed since is given anew.
              const isGone = at === -1;
              setGiving({
                kind,
                figure: isGone ? newFigure() : figures[at]!,
                at: isGone ? figures.length : at,
              });
            }}
          />
        )}
      </Box>
      <Button variant="outlined" disabled={isFull} onClick={() => give(newFigure())}>
        Add a figure
      </Button>
      {giving && (
        <FigureDialog
          updateId={updateId}
          keptAs={giving.kind}
          figure={giving.figure}
          isNew={giving.at === figures.length}
          others={figures.filter((_, index) => index !== giving.at)}
          published={published}
          onGive={(figure) =>
            onChange([...figures.slice(0, giving.at), figure, ...figures.slice(giving.at + 1)])
          }
          onClose={() => setGiving(undefined)}
        />
      )}
    </Box>
  );
}

/** What was published last of each measure that the text does not give yet. */
function toGive(
  published: readonly PublishedFigure[],
  figures: readonly Figure[],
): PublishedFigure[] {
  const measureOf = ({ measure }: Figure): string => measure.toLowerCase();
  const given = new Set(figures.map(measureOf));
  return published.filter(
    ({ figure }) =>
      !given.has(measureOf(figure)) &&
      !published.some(
        (other) =>
          measureOf(other.figure) === measureOf(figure) &&
          other.figure.period.end > figure.period.end,
      ),
  );
}

interface PublishedBeforeProps {
  published: readonly PublishedFigure[];
  onGive?: (figure: Figure) => void;
}

/** Measures of earlier editions: their next value is one press away. */
function PublishedBefore({ published, onGive }: PublishedBeforeProps) {
  if (published.length === 0) return null;
  return (
    <Box sx={{ mt: 1.5 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        Published before
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {published.map(({ figure, editionPeriod }) => (
          <Typography component="li" variant="body2" key={figureKey(figure)}>
            {figure.measure}, {figurePeriodWords(figure.period)}: {valueWords(figure)} (edition for{' '}
            {editionPeriod.replace(/\s*\(.*$/, '')}){' '}
            {onGive && (
              <Button
                size="small"
                aria-label={`Give the next value of ${figure.measure}, after ${figurePeriodWords(figure.period)}`}
                onClick={() => onGive(nextFigure(figure))}
              >
                Give the next value
              </Button>
            )}
          </Typography>
        ))}
      </Box>
    </Box>
  );
}
