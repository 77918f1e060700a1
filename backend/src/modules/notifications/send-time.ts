import {
  addWorkingDays,
  isWorkingDay,
  londonDate,
  londonInstant,
  londonTime,
} from '../../common/dates.js';

/** When emails may arrive: on working days, between these London times (HH:MM). */
export interface SendingHours {
  from: string;
  until: string;
}

export const SENDING_HOURS: SendingHours = { from: '07:00', until: '19:00' };
/** What happens at the same time is told together. */
const BURST_MINUTES = 3;
export const USUAL_DIGEST_TIME = '08:00';

const at = (day: string, time: string): Date => londonInstant(`${day}T${time}`);

/**
 * The first instant, from the given one, at which an email may arrive. Pure.
 * @param holidays bank holidays as YYYY-MM-DD
 */
export function nextSendingTime(
  instant: Date,
  hours: SendingHours,
  holidays: ReadonlySet<string>,
): Date {
  const day = londonDate(instant);
  const time = londonTime(instant);
  if (isWorkingDay(day, holidays)) {
    if (time < hours.from) return at(day, hours.from);
    if (time < hours.until) return instant;
  }
  return at(addWorkingDays(day, 1, holidays), hours.from);
}

/** The working day of a digest and when it goes. */
export interface DigestTime {
  day: string;
  sendAt: Date;
}

/**
 * Today's digest while today still has sending hours, else that of the next working day. Pure.
 * @param digestAt the London time the person chose (HH:MM)
 * @param afterDay a day whose digest has gone already
 */
export function digestTime(
  now: Date,
  digestAt: string,
  hours: SendingHours,
  holidays: ReadonlySet<string>,
  afterDay?: string,
): DigestTime {
  const first = nextSendingTime(now, hours, holidays);
  const firstDay = londonDate(first);
  const day =
    afterDay !== undefined && firstDay <= afterDay
      ? addWorkingDays(afterDay, 1, holidays)
      : firstDay;
  return { day, sendAt: digestSendAt(day, digestAt, now, hours, holidays) };
}

/** When the digest of that day goes: at the chosen time, or as soon as it can once that has passed. Pure. */
export function digestSendAt(
  day: string,
  digestAt: string,
  now: Date,
  hours: SendingHours,
  holidays: ReadonlySet<string>,
): Date {
  const [chosen, first] = [at(day, digestAt), nextSendingTime(now, hours, holidays)];
  return chosen > first ? chosen : first;
}

/** The end of the burst that begins with what happened at that instant. Pure. */
export const burstEnd = (since: Date): Date => new Date(since.getTime() + BURST_MINUTES * 60_000);

/** When what has just happened is told by email: after the burst, and in sending hours. Pure. */
export const burstTime = (now: Date, hours: SendingHours, holidays: ReadonlySet<string>): Date =>
  nextSendingTime(burstEnd(now), hours, holidays);
