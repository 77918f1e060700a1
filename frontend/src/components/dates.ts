const LONDON = 'Europe/London';

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: LONDON,
});
const timeFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: LONDON,
});

/** 9 May 2022, from an ISO date or instant. */
export const formatDate = (value: string | Date): string => {
  // A bare date is taken at noon, so that no time zone can move it.
  const date = typeof value === 'string' && value.length === 10 ? `${value}T12:00:00Z` : value;
  return dayFormat.format(new Date(date));
};

/** 09:04, London time. */
export const formatTime = (value: string | Date): string => timeFormat.format(new Date(value));

/** 9 May 2022, 09:04. */
export const formatInstant = (value: string | Date): string =>
  `${formatDate(new Date(value))}, ${formatTime(value)}`;

/** "at 09:04" when that is today, else "on 9 May 2022 at 09:04". */
export const momentWords = (value: string | Date, now: Date): string => {
  const day = formatDate(new Date(value));
  return `${day === formatDate(now) ? '' : `on ${day} `}at ${formatTime(value)}`;
};

/** "in 3 working days", "today", "2 working days late". */
export const workingDaysWords = (days: number): string => {
  if (days === 0) return 'today';
  const count = Math.abs(days);
  const unit = count === 1 ? 'working day' : 'working days';
  return days > 0 ? `in ${count} ${unit}` : `${count} ${unit} late`;
};

/** Whole days between an instant and now, both told by the installation's clock. */
export const daysBetween = (from: string, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - new Date(from).getTime()) / 86_400_000));

/** The instant at which London's clocks show this date and time. */
export function londonInstant(date: string, time: string): string {
  const asUtc = new Date(`${date}T${time}:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: LONDON,
  }).format(asUtc);
  const offset = new Date(`${shown.replace(' ', 'T')}:00Z`).getTime() - asUtc.getTime();
  return new Date(asUtc.getTime() - offset).toISOString();
}

/** An instant's date and time in London, for form fields. */
export function londonFields(instant: Date): { date: string; time: string } {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: LONDON,
  }).format(instant);
  const [date = '', time = ''] = shown.split(' ');
  return { date, time };
}
