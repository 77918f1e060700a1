import { isIsoDate } from '../../common/dates.js';
import { type Reader, text } from './seed-readers.js';

/** The kinds of scalar that the seeds are made of. */

const matching = (pattern: RegExp, problem: string): Reader<string> =>
  text((value) => (pattern.test(value) ? undefined : problem));

/** The name of a record, or of another record. */
export const key = matching(
  /^[a-z0-9]+(-[a-z0-9]+)*$/,
  'must be small letters, digits and single hyphens',
);

export const line = (most = 200): Reader<string> =>
  text((value) => {
    if (value.includes('\n')) return 'must be one line';
    return value.length > most
      ? `must be at most ${most} characters, not ${value.length}`
      : undefined;
  });

/** Plain text in one paragraph. */
export const sentences = line(1000);

/** Nobody in the demonstration has a real address. */
export const email = matching(/^[a-z0-9.-]+@example\.org$/, 'must be an address at example.org');

export const financialYear = text((value) => {
  const [, first, second] = /^(\d{4})\/(\d{2})$/.exec(value) ?? [];
  const follows = (Number(first) + 1) % 100 === Number(second);
  return first !== undefined && follows ? undefined : 'must be a financial year such as 2021/22';
});

export const date = text((value) =>
  isIsoDate(value) ? undefined : 'must be a date that exists, written 2022-03-31',
);

/** A moment in London, without an offset. */
export const localTime = text((value) => {
  const [, day, hour, minute] = /^(.{10})T(\d{2}):(\d{2})$/.exec(value) ?? [];
  const fits = day !== undefined && isIsoDate(day) && Number(hour) < 24 && Number(minute) < 60;
  return fits ? undefined : 'must be a day and time, written 2022-03-31T09:30';
});
