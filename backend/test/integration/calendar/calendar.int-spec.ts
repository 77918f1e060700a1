import ICAL from 'ical.js';
import { ChangePerson, SetCover } from '../../../src/modules/identity/index.js';
import { SignIns } from '../../builders/sign-ins.js';
import {
  approve,
  buildWorld,
  EVERYDAY,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { checksums } from '../../support/checksums.js';
import { TestApp, type Answer } from '../../support/test-app.js';

interface LinkBody {
  link?: { madeAt: string; lastReadAt?: string };
  url?: string;
}

let test: TestApp;
let world: World;
let signedIn: SignIns;

beforeAll(async () => {
  test = await TestApp.start({ publicUrl: 'https://plans.example.org/' });
  world = await buildWorld(test);
  signedIn = new SignIns(test, world);
}, 60_000);
afterAll(() => test.stop());
beforeEach(() => test.manager.query('DELETE FROM rate_limits'));

const own = async (
  person: WorldPerson,
  method: 'GET' | 'POST' = 'GET',
  path = '',
): Promise<Answer<LinkBody>> => {
  const as = signedIn.get(person);
  return test.request<LinkBody>(method, `/api/calendar-link${path}`, { as });
};
const newLink = async (person: WorldPerson): Promise<string> =>
  new URL((await own(person, 'POST')).body.url!).pathname;
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  test.request('GET', path, { headers });
/** Each event as its day, what it says and where it leads. */
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown[])
    .getAllSubcomponents('vevent')
    .map((component) => {
      const event = new ICAL.Event(component);
      const link = String(component.getFirstPropertyValue('url'));
      const { uid, summary, sequence, startDate } = event;
      return { uid, summary, sequence, on: startDate.toString(), link };
    });
const calendarOf = async (person: WorldPerson) => eventsOf((await get(await newLink(person))).text);
const trail = (): Promise<{ kind: string; actor: string; subject: string }[]> =>
  test.manager.query(
    `SELECT kind, actor_id AS actor, subject_id AS subject FROM audit_entries WHERE kind LIKE 'calendar.%' ORDER BY seq`,
  );

describe('a person’s own link to their calendar', () => {
  it('is told once, kept as a hash, and recorded', async () => {
    expect((await own('lead')).body).toEqual({});
    const { body } = await own('lead', 'POST');
    expect(body.url).toMatch(/^https:\/\/plans\.example\.org\/calendar\/[\w-]{43}\.ics$/);
    const token = body.url!.slice(-47, -4);
    expect((await own('lead')).body).toEqual({ link: { madeAt: expect.any(String) } });
    const rows = await test.manager.query<object[]>('SELECT * FROM calendar_links');
    expect(JSON.stringify(rows)).not.toContain(token);
    const me = world.people.lead;
    expect(await trail()).toEqual([{ kind: 'calendar.link_made', actor: me, subject: me }]);
  });

  it('is one at most, also when two are made at once: a new one ends the one before', async () => {
    const first = await newLink('lead');
    const made = await Promise.all([newLink('lead'), newLink('lead')]);
    const answers = await Promise.all(
      [first, ...made].map(async (link) => (await get(link)).status),
    );
    expect(answers[0]).toBe(404);
    expect(answers.slice(1).sort()).toEqual([200, 404]);
    expect(
      (await trail()).map(({ kind }) => kind).filter((kind) => kind.endsWith('ended')),
    ).toHaveLength(3);
    const again = `INSERT INTO calendar_links (id, person_id, token_hash, made_at) VALUES (gen_random_uuid(), $1, 'x', now())`;
    await expect(test.manager.query(again, [world.people.lead])).rejects.toThrow(
      'uq_calendar_links_live',
    );
  });

  it('ends at once and for good, and there is nothing to end afterwards', async () => {
    const link = await newLink('auditor');
    expect((await own('auditor', 'POST', '/end')).body).toEqual({});
    expect((await get(link)).status).toBe(404);
    expect((await own('auditor', 'POST', '/end')).status).toBe(404);
    for (const sql of ['UPDATE calendar_links SET ended_at = NULL', 'DELETE FROM calendar_links'])
      await expect(test.manager.query(sql)).rejects.toThrow('only read and ended');
    await expect(test.manager.query('TRUNCATE calendar_links')).rejects.toThrow();
  });

  it('opens nothing while the account is closed', async () => {
    const link = await newLink('stranger');
    const setActive = (isActive: boolean) =>
      test.as(world.people.administrator, (act) =>
        test.app.get(ChangePerson).execute(act, world.people.stranger, { isActive }),
      );
    expect((await get(link)).status).toBe(200);
    await setActive(false);
    expect((await get(link)).status).toBe(404);
    await setActive(true);
    // Their sessions ended with the account.
    signedIn = new SignIns(test, world);
  });

  it('cannot be guessed, nor read without end', async () => {
    const link = await newLink('owner');
    expect((await get(link.replace('.ics', ''))).status).toBe(404);
    expect((await get('/calendar/x.ics')).text).toBe((await get('/calendar/y.ics')).text);
    for (let tried = 0; tried < 30; tried++) await get(`/calendar/wrong-${tried}.ics`);
    expect((await get(link)).status).toBe(429);
    await test.manager.query('DELETE FROM rate_limits');
    for (let read = 0; read < 60; read++) await get(link);
    const { status, headers } = await get(link);
    expect([status, Number(headers['retry-after'])]).toEqual([429, expect.any(Number)]);
  });
});

describe('the calendar', () => {
  it('changes nothing when it is read but when it was, once an hour', async () => {
    const link = await newLink('lead');
    const readAt = async () => (await own('lead')).body.link!.lastReadAt;
    await signedIn.now('lead');
    const before = await checksums(test.dataSource);
    await get(link);
    const first = await readAt();
    expect(first).toBeDefined();
    await get(link);
    expect(await readAt()).toBe(first);
    await test.manager.query(
      `UPDATE calendar_links SET last_read_at = last_read_at - interval '61 minutes' WHERE ended_at IS NULL`,
    );
    await get(link);
    expect(await readAt()).not.toBe(first);
    const after = await checksums(test.dataSource);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(changed).toEqual(['calendar_links']);
  });

  it('has what Home has: what is owed, on the day it is due, with the very screen', async () => {
    await submit(test, world.updateIds[0]!, world.people.owner, 'Aardvarks were counted.');
    const home = await test.request<{ work: { ask: string; title: string; dueOn: string }[] }>(
      'GET',
      '/api/home',
      { as: signedIn.get('owner') },
    );
    const events = await calendarOf('owner');
    expect(home.body.work.length).toBeGreaterThan(0);
    for (const { ask, title, dueOn } of home.body.work)
      expect(events).toContainEqual(
        expect.objectContaining({ summary: `${ask}: ${title}`, on: dueOn }),
      );
    expect(events).toContainEqual({
      uid: `draft-${world.updateIds[1]}@plans.example.org`,
      ...{ summary: 'Write the update: Commitment 2', on: expect.any(String) },
      ...{
        link: `https://plans.example.org/app/updates/${world.updateIds[1]}`,
        sequence: expect.any(Number),
      },
    });
    const review = `https://plans.example.org/app/review/${world.updateIds[0]}`;
    expect(await calendarOf('lead')).toContainEqual(expect.objectContaining({ link: review }));
    expect(JSON.stringify(await calendarOf('lead'))).not.toContain('Aardvarks');
  });

  it('has the dates of a round that concern them, and no others', async () => {
    const of = async (person: WorldPerson): Promise<string[]> =>
      (await calendarOf(person))
        .filter(({ link }) => link.endsWith(`/rounds/${world.roundId}/show`))
        .map(({ summary }) => summary.split(':')[0]!);
    expect(await of('owner')).toEqual(['Updates are due', 'Publication']);
    expect(await of('lead')).toEqual(['Review is due', 'Publication']);
    expect(await of('clearer')).toEqual(['Review is due', 'Publication']);
    expect(await of('signatory')).toEqual(['Sign-off is due', 'Publication']);
    expect(await of('secretariat')).toHaveLength(4);
    for (const person of ['administrator', 'auditor', 'boardMember', 'stranger'] as const)
      expect([person, await of(person)]).toEqual([person, []]);
  });

  it('marks what is somebody else’s whom they cover', async () => {
    const { lead: absentId, stranger: coverId, secretariat } = world.people;
    const days = { startsOn: '2022-05-09', endsOn: '2022-05-20' };
    await test.as(secretariat, (act) =>
      test.app.get(SetCover).execute(act, { absentId, coverId, ...days, parts: EVERYDAY }),
    );
    const titles = (await calendarOf('stranger')).map(({ summary }) => summary);
    expect(titles).toContainEqual(expect.stringMatching(/^Review it: .* \(for The lead\)$/));
  });

  it('keeps an event’s name and counts its changes; what is done is gone', async () => {
    const reviewOf = async () =>
      (await calendarOf('secondLead')).find(({ uid }) =>
        uid.startsWith(`review-${world.updateIds[0]}`),
      );
    const before = (await reviewOf())!;
    expect(await reviewOf()).toEqual(before);
    await test.as(world.people.secretariat, async (act) =>
      act.record('round.changed', { kind: 'round', id: world.roundId }, { fields: [], dates: {} }),
    );
    expect(await reviewOf()).toEqual({ ...before, sequence: before.sequence + 1 });
    await approve(test, world.updateIds[0]!, world.people.secondLead);
    expect(await reviewOf()).toBeUndefined();
  });

  it('is answered with “unchanged” while nothing has, and is nobody else’s to keep', async () => {
    const link = await newLink('owner');
    const { headers, text } = await get(link);
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
    });
    const again = await get(link, { 'if-none-match': String(headers['etag']) });
    expect([again.status, again.text]).toEqual([304, '']);
    expect(again.headers['etag']).toBe(headers['etag']);
    await submit(test, world.updateIds[1]!, world.people.owner, 'More was done.');
    const changed = await get(link, { 'if-none-match': String(headers['etag']) });
    expect([changed.status, changed.text === text]).toEqual([200, false]);
  });
});
