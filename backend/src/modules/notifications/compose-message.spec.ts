import { describe, expect, it } from '@jest/globals';
import type { NoticeLine } from '../reminders/index.js';
import { composeMessage, type ToldLine } from './compose-message.js';
import { messageHtml, messageText } from './render-message.js';
import { USUAL_TEMPLATES } from './templates.js';

const aLine = (fields: Partial<NoticeLine> = {}, forName?: string): ToldLine => ({
  line: {
    ...{ rule: 'before_due', planId: 'plan', planTitle: 'The plan', roundId: 'round' },
    ...{ roundTitle: 'Quarter 4', subjectId: '1', title: '1.1 One' },
    ...{
      ask: 'Write it',
      task: 'to write',
      dueOn: '2022-05-13',
      workingDaysLeft: 4,
      when: 'due in 4 working days',
    },
    ...{ notes: [], path: '/app/updates/1' },
    ...fields,
  },
  ...(forName && { forName }),
});
const compose = (told: ToldLine[]) =>
  composeMessage(told, USUAL_TEMPLATES.digest, {
    ...{ name: 'The owner', service: 'Updates', today: '2022-05-09' },
  });
const FRAME = { publicUrl: 'https://updates.example.org', service: 'Updates' };

describe('a message', () => {
  it('says what and by when in its subject', () => {
    expect(compose([aLine()]).subject).toBe('Write it: 1.1 One, due in 4 working days');
    const late = aLine({ subjectId: '2', workingDaysLeft: -1, dueOn: '2022-05-06' });
    expect(compose([aLine(), late]).subject).toBe(
      '2 to write: 1 overdue (it was due on 6 May 2022), the next due on 13 May 2022',
    );
    const later = aLine({ subjectId: '3', workingDaysLeft: -3, dueOn: '2022-05-03' });
    expect(compose([late, later]).subject).toBe(
      '2 to write: 2 overdue (the first was due on 3 May 2022)',
    );
    const review = aLine({ subjectId: '4', task: 'to review' });
    const others = aLine({ subjectId: '5', task: 'waiting for others', workingDaysLeft: 5 });
    expect(compose([others, review, aLine()]).subject).toBe(
      '1 to review, 1 to write, 1 waiting for others: the first due on 13 May 2022',
    );
  });

  it('says all that was said when the same was asked for again before it went', () => {
    const asked = (by: string, words: string): ToldLine =>
      aLine({ workingDaysLeft: -1, rule: 'chased', request: { by, words } });
    const [first, second] = [asked('Ann', 'By Friday.'), asked('Ann', 'No, by Thursday.')];
    const { body } = compose([first, second, second, asked('Bob', 'Please.')]);
    expect(body.groups).toMatchObject([
      {
        heading: 'Overdue, asked for by Ann',
        request: { words: 'By Friday.\n\nNo, by Thursday.\n\nBob: Please.' },
        lines: [{ title: '1.1 One' }],
      },
    ]);
  });

  it('says once what was said of several things at once, above them and of nothing else', () => {
    const request = { by: 'The secretariat', words: 'Please send <it>.\nToday.' };
    const late = { workingDaysLeft: -1, rule: 'chased', request } as const;
    const { body } = compose([
      aLine({ ...late, subjectId: '2', title: '1.2 Two' }),
      aLine({ ...late, subjectId: '3', title: '1.3 Three' }, 'Ann'),
      aLine({ ...late, request: undefined, rule: 'returned', subjectId: '4', title: '1.4 Four' }),
    ]);
    expect(
      body.groups.map(({ heading, lines }) => [heading, lines.map(({ title }) => title)]),
    ).toEqual([
      ['Overdue', ['1.4 Four']],
      ['Overdue, asked for by The secretariat', ['1.2 Two', '1.3 Three']],
    ]);
    const text = messageText(body, FRAME);
    expect(text).toContain(
      'OVERDUE, ASKED FOR BY THE SECRETARIAT\n\n> Please send <it>.\n> Today.\n\n* 1.2 Two\n',
    );
    expect(text.split('Please send')).toHaveLength(2);
    const html = messageHtml(body, 'S', FRAME);
    expect(html.split('Please send &lt;it&gt;.<br>Today.')).toHaveLength(2);
    expect(html.indexOf('Please send')).toBeLessThan(html.indexOf('1.2 Two'));
    expect(html.indexOf('Please send')).toBeGreaterThan(html.indexOf('1.4 Four'));
  });

  it('says when even if titles are long, and what even if nothing has a date', () => {
    const { subject } = compose([aLine({ title: 'Long '.repeat(80) })]);
    expect(subject).toMatch(/^Write it: Long Long .*…, due in 4 working days$/);
    expect(subject.length).toBeLessThan(180);
    const none = { dueOn: undefined, workingDaysLeft: undefined, when: undefined };
    const mentions = ['1', '2', '3'].map((subjectId) =>
      aLine({ ...none, subjectId, ask: 'A comment mentions you' }),
    );
    expect(compose(mentions).subject).toBe('A comment mentions you: 1.1 One, and 2 more');
  });

  it('says when also after long words of a template', () => {
    const { subject } = composeMessage(
      [
        aLine({
          ask: 'Confirm that it is still true: publication has moved to 15 September 2022',
          title: 'Long '.repeat(80),
          when: 'overdue by 12 working days: it was due on 29 September 2022',
        }),
      ],
      { subject: `${'Words '.repeat(23)}{{summary}}`, opening: '', closing: '' },
      { name: 'The owner', service: 'Updates', today: '2022-05-09' },
    );
    expect(subject).toMatch(/it was due on 29 September 2022$/);
  });

  it('puts what is most urgent first, and each thing once', () => {
    const { body } = compose([
      aLine(),
      aLine({
        ...{ subjectId: '3', task: 'to know', dueOn: undefined },
        ...{ workingDaysLeft: undefined, when: undefined },
      }),
      aLine({ subjectId: '2', workingDaysLeft: -3, rule: 'overdue' }),
      aLine({ rule: 'chased', notes: [{ by: 'The secretariat', words: 'Please.' }] }),
      aLine({ subjectId: '4', workingDaysLeft: 0 }),
    ]);
    expect(
      body.groups.map(({ heading, lines }) => [heading, lines.map((l) => l.subjectId)]),
    ).toEqual([
      ['Overdue', ['2']],
      ['Due today', ['4']],
      ['To do', ['1']],
      ['To know', ['3']],
    ]);
    const [merged] = body.groups[2]!.lines;
    expect(merged).toMatchObject({
      rules: ['before_due', 'chased'],
      notes: [{ words: 'Please.' }],
    });
  });

  it('keeps apart what is one’s own and what is covered', () => {
    const { body } = compose([aLine(), aLine({}, 'The absent owner')]);
    expect(body.groups[0]!.lines).toHaveLength(2);
    expect(messageText(body, FRAME)).toContain('For The absent owner, whom you cover');
  });

  it('says of which plan and round each line is when there are several, and not otherwise', () => {
    const placesOf = (...lines: ToldLine[]): unknown[] =>
      compose(lines).body.groups.flatMap(({ lines: members }) => members.map(({ place }) => place));
    const other = { subjectId: '2', roundId: 'next', roundTitle: 'Quarter <1>' };
    expect(placesOf(aLine(), aLine({ subjectId: '2' }))).toEqual([undefined, undefined]);
    expect(placesOf(aLine(), aLine(other))).toEqual(['Quarter 4', 'Quarter <1>']);
    const another = { ...other, planId: 'another', planTitle: 'Another plan' };
    const lines = [aLine(), aLine(another)];
    expect(placesOf(...lines)).toEqual(['The plan, Quarter 4', 'Another plan, Quarter <1>']);
    // About the round as a whole, it is named already.
    expect(placesOf(aLine(), aLine({ ...another, title: 'Quarter <1>' }))).toContain(
      'Another plan',
    );
    const { subject, body } = compose(lines);
    expect(messageText(body, FRAME)).toContain(
      '* 1.1 One\n  Write it (due in 4 working days)\n  Another plan, Quarter <1>\n',
    );
    expect(messageHtml(body, subject, FRAME)).toContain('<br>Another plan, Quarter &lt;1&gt;</li>');
    expect(body.groups[0]!.lines[0]).not.toHaveProperty('planTitle');
  });

  it('links every line to its screen, in both forms', () => {
    const { subject, body } = compose([aLine()]);
    expect(messageText(body, FRAME)).toContain('https://updates.example.org/app/updates/1');
    expect(messageHtml(body, subject, FRAME)).toContain(
      'href="https://updates.example.org/app/updates/1"',
    );
  });

  it('is HTML in which nothing that people wrote is markup, and nothing is fetched', () => {
    const { subject, body } = compose([
      aLine({ title: '<img src=x>', notes: [{ by: 'A', words: '<script>\nB' }] }),
    ]);
    const html = messageHtml(body, subject, FRAME);
    expect(html).not.toMatch(/<img|<script|\ssrc="/);
    expect(html).toContain('&lt;script&gt;<br>B');
  });
});
