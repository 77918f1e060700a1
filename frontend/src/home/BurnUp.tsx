import { Box, Typography, useMediaQuery, useTheme } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { BurnUp as Series, Reminded, RoundProgress } from '../api/types.ts';
import { useClock } from '../providers/clock.tsx';
import { useApi } from '../providers/useMe.ts';
import { useReminded } from '../reminders/useReminded.ts';
import { BurnUpNumbers } from './BurnUpNumbers.tsx';
import { stepsOf, type Point } from './burnUpSteps.ts';

const HEIGHT = 220;
/** Below the axis, where no line can run through it. */
const LEGEND = { height: 22, step: 94 };
const plotOf = (width: number) => ({ left: 32, right: width - 12, top: 28, bottom: HEIGHT - 24 });

/** How the round fills up against its due dates: two lines, and the numbers they are drawn from. */
export function BurnUp({ round: { round, dates } }: { round: RoundProgress }) {
  const api = useApi();
  const now = useClock()?.now;
  const reminders = useReminded(round.id)?.days ?? [];
  const { data } = useQuery({
    queryKey: ['burn-up', round.id],
    queryFn: () => api.getBurnUp(round.id),
  });
  if (!data || !now || (data.days.length === 0 && reminders.length === 0)) return null;
  const last = data.days.at(-1) ?? { submitted: 0, approved: 0 };
  return (
    <Box component="figure" sx={{ m: 0, mt: 2 }}>
      <Typography component="figcaption" variant="body2" sx={{ mb: 0.5 }}>
        Of {data.total} {round.isSummary ? 'paragraphs' : 'updates'}, {last.submitted} have been
        submitted, those in clearance and those returned since among them, and {last.approved}{' '}
        approved.
      </Typography>
      <Chart series={data} dates={dates} now={now} reminders={reminders} />
      <BurnUpNumbers days={data.days} reminders={reminders} />
    </Box>
  );
}

function Chart({
  series,
  dates,
  now,
  reminders,
}: {
  series: Series;
  dates: RoundProgress['dates'];
  now: Date;
  reminders: Reminded['days'];
}) {
  const { palette, breakpoints } = useTheme();
  // Drawn at the size at which it is shown, so that its words are not made smaller.
  const width = useMediaQuery(breakpoints.down('sm'), { noSsr: true }) ? 320 : 640;
  const plot = plotOf(width);
  const firstDay = series.days[0]?.day ?? dates.opensOn;
  const from = Date.parse(firstDay < dates.opensOn ? firstDay : dates.opensOn);
  const until = Math.max(Date.parse(dates.publicationOn), now.getTime());
  const x = (time: number): number =>
    plot.left + ((time - from) / (until - from)) * (plot.right - plot.left);
  const y = (count: number): number =>
    plot.bottom - (count / series.total) * (plot.bottom - plot.top);
  const path = (points: Point[]): string =>
    points.map(({ time, count }, index) => `${index ? 'L' : 'M'}${x(time)} ${y(count)}`).join(' ');
  const marks = [
    { label: 'Drafts', time: Date.parse(dates.draftsDueOn) },
    { label: 'Review', time: Date.parse(dates.reviewDueOn) },
    { label: 'Sign-off', time: Date.parse(dates.signOffDueOn) },
  ];
  const text = { fontSize: 12, fill: palette.text.secondary };
  return (
    <Box
      component="svg"
      viewBox={`0 0 ${width} ${HEIGHT + LEGEND.height}`}
      aria-hidden
      sx={{ display: 'block', width: '100%', maxWidth: width, height: 'auto' }}
    >
      <line
        x1={plot.left}
        x2={plot.right}
        y1={plot.bottom}
        y2={plot.bottom}
        stroke={palette.divider}
      />
      <text x={plot.left - 6} y={plot.bottom} textAnchor="end" {...text}>
        0
      </text>
      <text x={plot.left - 6} y={plot.top + 4} textAnchor="end" {...text}>
        {series.total}
      </text>
      {marks.map(({ label, time }, index) => (
        <g key={label}>
          <line
            x1={x(time)}
            x2={x(time)}
            y1={plot.top}
            y2={plot.bottom}
            stroke={palette.text.secondary}
            strokeDasharray="2 4"
          />
          <text x={x(time)} y={index % 2 ? 10 : 22} textAnchor="middle" {...text}>
            {label} due
          </text>
        </g>
      ))}
      <line
        x1={x(now.getTime())}
        x2={x(now.getTime())}
        y1={plot.top}
        y2={plot.bottom}
        stroke={palette.text.primary}
      />
      <text x={x(now.getTime())} y={HEIGHT - 6} textAnchor="middle" {...text}>
        Today
      </text>
      {reminders.map(({ day }) => (
        <ReminderMark key={day} x={x(Date.parse(day))} y={plot.bottom} />
      ))}
      <path
        d={path(stepsOf(series.days, 'submitted', from, now.getTime()))}
        fill="none"
        stroke={palette.primary.main}
        strokeWidth={2.5}
      />
      <path
        d={path(stepsOf(series.days, 'approved', from, now.getTime()))}
        fill="none"
        stroke={palette.text.primary}
        strokeWidth={2}
        strokeDasharray="7 4"
      />
      <g transform={`translate(${plot.left} ${HEIGHT + 12})`}>
        <line x1={0} x2={24} y1={0} y2={0} stroke={palette.primary.main} strokeWidth={2.5} />
        <text x={30} y={4} {...text}>
          Submitted
        </text>
        <line
          x1={LEGEND.step}
          x2={LEGEND.step + 24}
          y1={0}
          y2={0}
          stroke={palette.text.primary}
          strokeWidth={2}
          strokeDasharray="7 4"
        />
        <text x={LEGEND.step + 30} y={4} {...text}>
          Approved
        </text>
        {reminders.length > 0 && (
          <>
            <ReminderMark x={2 * LEGEND.step + 16} y={5} />
            <text x={2 * LEGEND.step + 26} y={4} {...text}>
              Reminders
            </text>
          </>
        )}
      </g>
    </Box>
  );
}

/** A triangle that stands on the axis: on that day owners were reminded. */
const ReminderMark = ({ x, y }: { x: number; y: number }) => (
  <path d={`M${x - 5} ${y}h10l-5 -9z`} fill={useTheme().palette.warning.main} />
);
