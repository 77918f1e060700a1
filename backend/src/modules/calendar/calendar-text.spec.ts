import ICAL from 'ical.js';
import { calendarText, type CalendarDay } from './calendar-text.js';

const day = (fields: Partial<CalendarDay> = {}): CalendarDay => ({
  ...{ uid: 'draft-1@example.org', on: '2022-05-16', title: 'Write the update: A title' },
  ...{ link: 'https://example.org/app/updates/1', changes: 3 },
  changedAt: new Date('2022-05-09T08:00:00Z'),
  ...fields,
});

/** Read by a program that is not the one that wrote it. */
const read = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
};

describe('the text of a calendar', () => {
  it('is read back as whole days in any time zone, with a link and its changes', () => {
    const [event] = read(calendarText([day({ more: 'The lead waits.' })]));
    expect(event).toMatchObject({ uid: 'draft-1@example.org', sequence: 3 });
    expect(event!.startDate).toMatchObject({ year: 2022, month: 5, day: 16, isDate: true });
    expect(event!.endDate.toString()).toBe('2022-05-17');
    expect(event!.description).toBe('The lead waits.\nhttps://example.org/app/updates/1');
    expect(event!.component.getFirstPropertyValue('last-modified')?.toString()).toBe(
      '2022-05-09T08:00:00Z',
    );
  });

  it('ends the last day of a month in the next, and stays on its day when the clocks change', () => {
    const [march, october] = read(
      calendarText([day({ on: '2022-03-27' }), day({ on: '2022-10-31' })]),
    );
    expect([march!.startDate, march!.endDate].map(String)).toEqual(['2022-03-27', '2022-03-28']);
    expect([october!.startDate, october!.endDate].map(String)).toEqual([
      '2022-10-31',
      '2022-11-01',
    ]);
  });

  it('keeps what a title holds, in lines that no reader cuts', () => {
    const title = `Review; “é”, \\n: ${'a commitment about ethnicity — '.repeat(9)}end`;
    const text = calendarText([day({ title })]);
    expect(read(text)[0]!.summary).toBe(title);
    const lines = text.split('\r\n');
    expect(lines.at(-1)).toBe('');
    expect(lines.join('')).not.toMatch(/[\r\n]/);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text).not.toContain('VTIMEZONE');
  });

  it('cannot be made to hold another event by a title', () => {
    const events = read(calendarText([day({ title: 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:y' })]));
    expect(events).toHaveLength(1);
  });

  it('is the same for the same days, and a calendar without any when nothing is due', () => {
    expect(calendarText([day()])).toBe(calendarText([day()]));
    const empty = calendarText([]);
    expect(read(empty)).toEqual([]);
    const clock = new ICAL.Component(ICAL.parse(empty) as unknown[]).getFirstSubcomponent(
      'vtimezone',
    );
    const london = new ICAL.Timezone(clock!);
    const offset = (month: number) =>
      london.utcOffset(new ICAL.Time({ year: 2022, month, day: 15, hour: 12 }, london));
    expect([offset(1), offset(7)]).toEqual([0, 3600]);
  });
});
