import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  DEMONSTRATION_PASSWORD,
  LoadDemonstration,
} from '../../../src/app/demonstration/load-demonstration.js';
import { readSeeds } from '../../../src/app/demonstration/seed-files.js';
import { londonInstant } from '../../../src/common/dates.js';
import { verifyAudit } from '../../../src/modules/audit/index.js';
import { verifyEditions } from '../../../src/modules/publication/index.js';
import { verifySignoff } from '../../../src/modules/signoff/index.js';
import { repositoryFolder } from '../../../src/platform/config/config.js';
import { Clock } from '../../../src/platform/database/clock.js';
import { checksums } from '../../support/checksums.js';
import { TestApp } from '../../support/test-app.js';

const FOLDER = resolve(repositoryFolder(), 'seeds');
const seeds = readSeeds(FOLDER);
const round = seeds.rounds.at(-1)!;
const summary = round.summary!;

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
}, 60_000);
afterAll(() => test.stop());

const load = (folder?: string): Promise<boolean> =>
  test.app.get(LoadDemonstration).whenEmpty(folder);
const count = async (from: string): Promise<number> => {
  const [row] = await test.manager.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM ${from}`,
  );
  return row!.count;
};

describe('seeds that are wrong', () => {
  let folder: string;
  let empty: Record<string, string>;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quarterdeck-seeds-'));
    cpSync(FOLDER, folder, { recursive: true });
    empty = await checksums(test.dataSource);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const change = (file: string, from: RegExp, to: string): void => {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
  };

  it('load nothing when a file cannot be right, and say where', async () => {
    change(`rounds/${round.slug}.yaml`, /publicationOn: .*/, 'publicationOn: "2022-02-30"');
    change('people.yaml', /email: .*/, 'email: nobody');
    const loading = load(folder);
    await expect(loading).rejects.toThrow(
      new RegExp(`rounds/${round.slug}\\.yaml:\\d+ publicationOn`),
    );
    await expect(loading).rejects.toThrow(/people\.yaml:\d+ \S*email/);
    expect(await checksums(test.dataSource)).toEqual(empty);
  });

  it('load nothing when an act is refused half-way, and say which', async () => {
    const approval = round.acts.find((act) => act.do === 'approve')!;
    const submission = round.acts.findLast(
      (act) => act.do === 'submit' && act.update === approval.update && act.at < approval.at,
    )!;
    const path = join(folder, `rounds/${round.slug}.yaml`);
    const lines = readFileSync(path, 'utf8').split('\n');
    // The approval is made by who submitted the text.
    const at = lines.findIndex((line, index) => index >= approval.line - 1 && /by: /.test(line));
    lines[at] = lines[at]!.replace(/by: [\w-]+/, `by: ${submission.by}`);
    writeFileSync(path, lines.join('\n'));
    await expect(load(folder)).rejects.toThrow(
      new RegExp(`${round.slug}\\.yaml, line ${approval.line}: approve was refused`),
    );
    expect(await checksums(test.dataSource)).toEqual(empty);
  });
});

describe('the demonstration', () => {
  beforeAll(async () => {
    expect(await load()).toBe(true);
    await test.app.get(Clock).refresh();
  }, 60_000);

  it('has everything that the files say', async () => {
    const rows = seeds.editions.flatMap((edition) => edition.rows);
    expect({
      organisations: await count('organisations'),
      people: await count('people'),
      grants: await count('grants'),
      plans: await count('plans'),
      chapters: await count('chapters'),
      commitments: await count('commitments'),
      editions: await count("editions WHERE kind = 'historic'"),
      historicRows: await count("updates WHERE state = 'published'"),
      rounds: await count("rounds WHERE state = 'open'"),
      holds: await count('holds'),
    }).toEqual({
      organisations: seeds.organisations.length,
      people: seeds.people.length,
      grants: seeds.people.flatMap((person) => person.roles).length,
      plans: 1,
      chapters: seeds.plan.chapters.length,
      commitments: seeds.plan.commitments.length,
      editions: seeds.editions.length,
      historicRows: rows.length,
      rounds: 2,
      holds: round.holds.length,
    });
    const acts = (kind: string): number =>
      [...round.acts, ...summary.acts].filter((act) => act.do === kind).length;
    expect(await count("update_revisions WHERE kind = 'submission'")).toBe(acts('submit'));
    expect(await count("update_decisions WHERE kind = 'approve'")).toBe(acts('approve'));
    expect(await count("update_decisions WHERE kind = 'return'")).toBe(acts('return'));
  });

  it('stands part-way: every state of a round at work, some of it late', async () => {
    const rows = await test.manager.query<{ state: string }[]>(
      `SELECT DISTINCT u.state FROM updates u JOIN rounds r ON r.id = u.round_id WHERE r.state = 'open'`,
    );
    expect(rows.map(({ state }) => state).sort()).toEqual(
      expect.arrayContaining(['approved', 'drafting', 'not_started', 'returned', 'submitted']),
    );
    expect(
      await count(
        "updates WHERE state IN ('not_started', 'drafting') AND respond_by < '2022-05-09'",
      ),
    ).toBeGreaterThan(0);
  });

  it('has a summary under work: themes in order, highlights from approved words, every stage', async () => {
    const rows = await test.manager.query<object[]>(
      `SELECT l.chapter AS theme, u.title, u.state, count(s.id)::int AS sources
       FROM updates u JOIN rounds r ON r.id = u.round_id JOIN listings l ON l.update_id = u.id
       LEFT JOIN update_sources s ON s.update_id = u.id
       WHERE r.summarises_id IS NOT NULL GROUP BY u.id, l.update_id ORDER BY l.position`,
    );
    const stages = ['approved', 'approved', 'approved', 'drafting', 'submitted'];
    const paragraphs = summary.themes.flatMap(({ title: theme, paragraphs }) =>
      paragraphs.map(({ title, from }) => ({ theme, title, sources: from.length })),
    );
    expect(rows).toEqual(paragraphs.map((each, index) => ({ ...each, state: stages[index] })));
  });

  it('begins on 9 May 2022 at 09:00 in London, and runs', () => {
    const { now } = test;
    expect(now.toISOString()).toMatch(/^2022-05-09T08:0/);
    expect(test.app.get(Clock).isDemonstration).toBe(true);
  });

  it('marks every entry and event as seed, so that nobody is notified', async () => {
    expect(await count('audit_entries')).toBeGreaterThan(round.acts.length / 2);
    expect(await count("audit_entries WHERE origin <> 'seed'")).toBe(0);
    expect(await count("outbox_events WHERE origin <> 'seed'")).toBe(0);
    expect(await count('outbox_deliveries')).toBe(0);
  });

  it('leaves the edition’s event for the listener that renders its files', async () => {
    const events = await test.manager.query<{ slug: string; dispatched_at: Date | null }[]>(
      `SELECT e.slug, o.dispatched_at FROM outbox_events o JOIN editions e ON e.id = (o.payload ->> 'editionId')::uuid
       WHERE o.kind = 'edition.published'`,
    );
    expect(events).toEqual(
      seeds.editions.map((edition) => ({ slug: edition.slug, dispatched_at: null })),
    );
  });

  it('happened in the order of its dates', async () => {
    const entries = await test.manager.query<{ happened_at: Date }[]>(
      'SELECT happened_at FROM audit_entries ORDER BY seq',
    );
    const times = entries.map((entry) => entry.happened_at.getTime());
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });

  it('left no date in what the database keeps of people, bodies and updates that is yet to come', async () => {
    const clockStartsAt = londonInstant(seeds.rounds.at(-1)!.clockStartsAt);
    for (const table of ['person_history', 'organisation_history', 'update_part_history']) {
      const [row] = await test.manager.query<{ last: Date }[]>(
        `SELECT max(since) AS last FROM ${table}`,
      );
      expect([table, row!.last.getTime() <= clockStartsAt.getTime()]).toEqual([table, true]);
    }
  });

  it('verifies: chain, approvals, editions', async () => {
    for (const check of [verifyAudit, verifySignoff, verifyEditions]) {
      expect(await check(test.dataSource)).not.toHaveProperty('wrong');
    }
  });

  it('has one password for everybody', async () => {
    const [person] = seeds.people;
    await test.signIn(person!.email, DEMONSTRATION_PASSWORD);
    await test.manager.query('DELETE FROM sessions');
  });

  it('is not loaded twice', async () => {
    const before = await checksums(test.dataSource);
    expect(await load()).toBe(false);
    expect(await checksums(test.dataSource)).toEqual(before);
  });
});
