/** A corner of the line: milliseconds since 1970, and how many updates by then. */
export interface Point {
  time: number;
  count: number;
}

/**
 * The corners of a line that rises in steps: level between the days on which something happened, up
 * on those days, and level to the end. The days are in order, and their counts never fall.
 */
export function stepsOf<Name extends string>(
  days: readonly ({ day: string } & Record<Name, number>)[],
  name: Name,
  from: number,
  until: number,
): Point[] {
  const points: Point[] = [{ time: from, count: 0 }];
  for (const day of days) {
    const time = Date.parse(day.day);
    points.push({ time, count: points.at(-1)!.count }, { time, count: day[name] });
  }
  return [...points, { time: until, count: points.at(-1)!.count }];
}

interface CountedDay {
  day: string;
  submitted: number;
  approved: number;
}

/**
 * The days on which something was submitted, approved or reminded of, in order: what had been reached
 * by the end of each, and how many people were reminded on it.
 */
export function withReminders(
  days: readonly CountedDay[],
  reminders: readonly { day: string; people: number }[],
): (CountedDay & { people: number })[] {
  const all = [...new Set([...days, ...reminders].map(({ day }) => day))].sort();
  let reached = { submitted: 0, approved: 0 };
  return all.map((day) => {
    const { submitted, approved } = days.find((each) => each.day === day) ?? reached;
    reached = { submitted, approved };
    return { day, ...reached, people: reminders.find((each) => each.day === day)?.people ?? 0 };
  });
}
