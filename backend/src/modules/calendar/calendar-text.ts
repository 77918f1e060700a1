import ical, { ICalEventTransparency } from 'ical-generator';
import { nextDay } from '../../common/dates.js';

/** One whole day of a calendar. */
export interface CalendarDay {
  /** The same for the same thing, as long as it is asked: a calendar then moves it and makes no second. */
  uid: string;
  on: string;
  title: string;
  more?: string;
  link: string;
  /** How often what it is about has changed, and when last. */
  changes: number;
  changedAt: Date;
}

const ASK_AGAIN_SECONDS = 3600;

/** What a calendar with nothing due holds: RFC 5545 wants a component, and whole days need no clock. */
const LONDON_CLOCK = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/London',
  ...['BEGIN:DAYLIGHT', 'TZNAME:BST', 'TZOFFSETFROM:+0000', 'TZOFFSETTO:+0100'],
  ...['DTSTART:19810329T010000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT'],
  ...['BEGIN:STANDARD', 'TZNAME:GMT', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0000'],
  ...['DTSTART:19961027T020000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD'],
  'END:VTIMEZONE',
].join('\r\n');
const midnight = (isoDate: string): Date => new Date(`${isoDate}T00:00:00Z`);

/** A calendar of days as RFC 5545 has it. The same days give the same text. */
export function calendarText(days: readonly CalendarDay[]): string {
  const calendar = ical({
    name: 'Your work in Quarterdeck',
    prodId: { company: 'Quarterdeck', product: 'Quarterdeck', language: 'EN' },
    ttl: ASK_AGAIN_SECONDS,
  });
  if (days.length === 0) {
    calendar.timezone({ name: 'Europe/London', generator: () => LONDON_CLOCK });
  }
  for (const { uid, on, title, more, link, changes, changedAt } of days) {
    calendar.createEvent({
      ...{ id: uid, start: midnight(on), end: midnight(nextDay(on)), allDay: true },
      ...{ summary: title, description: more ? `${more}\n${link}` : link, url: link },
      ...{ sequence: changes, stamp: changedAt, lastModified: changedAt },
      // Something due takes no time out of the day.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return `${calendar.toString()}\r\n`;
}
