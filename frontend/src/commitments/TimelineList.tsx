import { Box, Typography } from '@mui/material';
import type { CommitmentDetail, TimelinePoint } from '../api/types.ts';
import { TimelineItem } from './TimelineItem.tsx';
import { isText } from './timelineWords.ts';

interface TimelineListProps {
  commitment: CommitmentDetail;
  points: TimelinePoint[];
  chosen: TimelinePoint[];
  onChoose: (point: TimelinePoint) => void;
  onCompare: (from: TimelinePoint, to: TimelinePoint) => void;
}

/** The points under the round to which they belong. */
export function TimelineList(props: TimelineListProps) {
  const { commitment, points, chosen, onChoose, onCompare } = props;
  const rows = new Map(commitment.history.map((row) => [row.updateId, row]));
  return roundsOf(points).map(({ title, points: inRound }) => (
    <Box component="section" key={`${title} ${inRound[0]!.id}`} sx={{ mb: 3 }}>
      <Typography variant="h3" sx={{ mb: 1.5 }}>
        {title}
      </Typography>
      <Box component="ol" reversed sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {inRound.map((point) => {
          const before = points.slice(points.indexOf(point) + 1).find(isText);
          return (
            <TimelineItem
              key={`${point.kind} ${point.what} ${point.id}`}
              point={point}
              row={rows.get(point.updateId ?? '')}
              isChosen={chosen.includes(point)}
              onChoose={() => onChoose(point)}
              onCompare={before && (() => onCompare(before, point))}
            />
          );
        })}
      </Box>
    </Box>
  ));
}

/** Neighbouring points of one round, together. */
function roundsOf(points: TimelinePoint[]): { title: string; points: TimelinePoint[] }[] {
  const rounds: { title: string; points: TimelinePoint[] }[] = [];
  for (const point of points) {
    const title = point.round?.title ?? 'Before any round';
    const last = rounds.at(-1);
    if (last?.title === title) last.points.push(point);
    else rounds.push({ title, points: [point] });
  }
  return rounds;
}
