import { londonInstant } from '../../../src/common/dates.js';
import { SaveSchedule } from '../../../src/modules/reminders/actions/save-schedule.js';
import { Round } from '../../../src/modules/rounds/index.js';
import {
  ArrangeListings,
  type ListingRow,
} from '../../../src/modules/updates/actions/arrange-listings.js';
import { LayoutReader } from '../../../src/modules/updates/layout.reader.js';
import { verifyTrail } from '../../../src/modules/publication/index.js';
import { Update } from '../../../src/modules/updates/index.js';
import { ListingChange } from '../../../src/modules/updates/rows/listing-change.js';
import {
  addPlan,
  approve,
  buildWorld,
  draft,
  rowIds,
  submit,
  type World,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let plan: World;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  await test.setClock(londonInstant('2022-04-28T10:00'));
}, 60_000);
afterAll(() => test.stop());
beforeEach(async () => {
  plan = await addPlan(test, world);
});

const layout = async (person: keyof World['people'] = 'secretariat') =>
  test.app.get(LayoutReader).read(await test.actor(plan.people[person]), plan.roundId);
const version = async (): Promise<number> =>
  (await test.manager.findOneByOrFail(Round, { id: plan.roundId })).version;
const arrange = async (
  rows: ListingRow[],
  seen?: number,
  person: keyof World['people'] = 'secretariat',
): Promise<void> => {
  const input = { version: seen ?? (await version()), rows };
  await test.as(plan.people[person], (act) =>
    test.app.get(ArrangeListings).execute(act, plan.roundId, input),
  );
};
/** The rows as they stand, as they would be sent back. */
const present = async (): Promise<ListingRow[]> =>
  (await layout()).rows.map(({ id, chapter, reference, wording, commitments }) => ({
    ...{ updateId: id, chapter, reference, wording },
    commitmentIds: commitments.map((each) => each.id),
  }));
const answered = async (): Promise<string[]> =>
  (await layout()).rows.map(({ commitments }) => commitments.map(({ title }) => title).join(' + '));

describe('laying out the edition', () => {
  it('combines two rows into one update for both commitments', async () => {
    const [first, second, ...others] = (await present()) as [ListingRow, ListingRow, ListingRow];
    const both = [...first.commitmentIds!, ...second.commitmentIds!];
    await arrange([{ ...first, commitmentIds: both }, ...others]);
    expect(await answered()).toEqual([
      'Commitment 1 + Commitment 2',
      'Commitment 3',
      'Commitment 4',
    ]);
    expect(await test.manager.findOneBy(Update, { id: second.updateId })).toBeNull();
  });

  it('separates them again: the new update has its own owner, date and chapter', async () => {
    const [first, second, ...others] = (await present()) as [ListingRow, ListingRow, ListingRow];
    const both = [...first.commitmentIds!, ...second.commitmentIds!];
    await arrange([{ ...first, commitmentIds: both }, ...others]);
    const { updateId: _, ...fresh } = second;
    await arrange([first, { ...fresh, reference: first.reference }, ...others]);
    expect(await answered()).toEqual([
      'Commitment 1',
      'Commitment 2',
      'Commitment 3',
      'Commitment 4',
    ]);
    const ids = await rowIds(test, plan.roundId);
    expect(await test.manager.findOneByOrFail(Update, { id: ids[1]! })).toMatchObject({
      ...{ title: 'Commitment 2', state: 'not_started', ownerId: plan.people.owner },
      ...{ respondBy: '2022-04-29', chapterId: plan.chapterIds[0] },
    });
  });

  it('asks for the words of a row that comes after the date for drafts by a date that can be met', async () => {
    const late = await addPlan(test, plan);
    const [first] = await rowIds(test, late.roundId);
    const due = async (now: string): Promise<unknown> => {
      await test.setClock(londonInstant(now));
      const {
        rows,
        newRowsDueOn,
        version: seen,
      } = await test.app
        .get(LayoutReader)
        .read(await test.actor(late.people.secretariat), late.roundId);
      const kept = rows.map(({ id, chapter, wording, commitments }) => ({
        ...{ updateId: id, chapter, wording },
        commitmentIds: commitments.map((each) => each.id),
      }));
      const { updateId: _, ...another } = kept[0]!;
      await test.as(late.people.secretariat, (act) =>
        test.app
          .get(ArrangeListings)
          .execute(act, late.roundId, { version: seen, rows: [...kept, another] }),
      );
      const ids = await rowIds(test, late.roundId);
      const { respondBy } = await test.manager.findOneByOrFail(Update, { id: ids.at(-1)! });
      return { newRowsDueOn, respondBy };
    };
    const onDay = (day: string) => ({ newRowsDueOn: day, respondBy: day });
    expect(await due('2022-04-28T10:00')).toEqual({ respondBy: '2022-04-29' });
    // 2 May 2022 was a bank holiday.
    expect(await due('2022-04-29T10:00')).toEqual(onDay('2022-05-05'));
    expect(await due('2022-05-20T10:00')).toEqual(onDay('2022-05-25'));
    // Signing is due on 30 May 2022.
    expect(await due('2022-05-27T10:00')).toEqual(onDay('2022-05-30'));
    expect(await test.manager.findOneByOrFail(Update, { id: first! })).toMatchObject({
      respondBy: '2022-04-29',
    });
    await test.setClock(londonInstant('2022-04-28T10:00'));
  });

  it('prints several updates under one reference', async () => {
    const rows = await present();
    const first = { ...rows[0]!, reference: '1.1' };
    const { updateId: _, ...another } = first;
    await arrange([first, another, ...rows.slice(1)]);
    const { rows: printed } = await layout();
    expect(printed.slice(0, 2).map(({ title, reference }) => [title, reference])).toEqual([
      ['Commitment 1', '1.1'],
      ['Commitment 1', '1.1'],
    ]);
    // One of the two may go again; the other still answers.
    await arrange(await present().then(([one, , ...rest]) => [one!, ...rest]));
    expect(await answered()).toHaveLength(4);
  });

  it('keeps which words it put in, in a record that verify holds against the trail', async () => {
    const [first, second, ...others] = (await present()) as [ListingRow, ListingRow, ListingRow];
    const kept = () =>
      test.manager.find(ListingChange, { where: { planId: plan.planId }, order: { seq: 'ASC' } });
    await arrange([second, first, ...others]);
    expect(await kept()).toEqual([]);
    await arrange([second, { ...first, wording: 'Wardens everywhere.' }, ...others]);
    const { updateId: _, ...another } = second;
    await arrange([second, another, { ...first, wording: 'Wardens everywhere.' }, ...others]);
    const listed = { title: 'Commitment 1', chapter: first.chapter };
    expect(await kept()).toMatchObject([
      {
        before: { ...listed, wording: first.wording },
        after: { ...listed, wording: 'Wardens everywhere.' },
        madeById: plan.people.secretariat,
      },
      { before: null, after: { title: 'Commitment 2', wording: second.wording } },
    ]);
    expect(await verifyTrail(test.dataSource)).not.toHaveProperty('wrong');
    const rewrite = (set: string) =>
      test.manager.transaction(async (manager) => {
        await manager.query('ALTER TABLE listing_changes DISABLE TRIGGER USER');
        await manager.query(`UPDATE listing_changes SET ${set} WHERE plan_id = $1`, [plan.planId]);
        await manager.query('ALTER TABLE listing_changes ENABLE TRIGGER USER');
      });
    await expect(test.manager.query('DELETE FROM listing_changes')).rejects.toThrow('append-only');
    await rewrite(`after = after || '{"x": "y"}'`);
    expect(await verifyTrail(test.dataSource)).toHaveProperty('wrong');
    await rewrite("after = after - 'x'");
    expect(await verifyTrail(test.dataSource)).not.toHaveProperty('wrong');
  });

  it('refuses to take a row away in which something was written, and names it', async () => {
    await draft(test, plan.updateIds[1]!, plan.people.owner, 'Begun.');
    const [first, second, ...others] = (await present()) as [ListingRow, ListingRow, ListingRow];
    const both = [...first.commitmentIds!, ...second.commitmentIds!];
    await expect(arrange([{ ...first, commitmentIds: both }, ...others])).rejects.toMatchObject({
      code: 'register.row_in_use',
      extra: { issues: [{ field: `row-${second.updateId}`, code: 'in_use' }] },
    });
    expect((await layout()).rows[1]).toMatchObject({
      keepsRow: expect.stringContaining('written in') as string,
    });
    // The other way round nothing is lost: the text stays, and answers both.
    await arrange([{ ...second, commitmentIds: both }, ...others]);
    expect(await answered()).toHaveLength(3);
  });

  it('lets no approved words answer more or less than they did, but moves and renumbers them', async () => {
    await submit(test, plan.updateIds[0]!, plan.people.owner, 'Done.');
    await approve(test, plan.updateIds[0]!, plan.people.lead);
    const [first, second, ...others] = (await present()) as [ListingRow, ListingRow, ListingRow];
    const both = [...first.commitmentIds!, ...second.commitmentIds!];
    await expect(arrange([{ ...first, commitmentIds: both }, ...others])).rejects.toMatchObject({
      code: 'register.row_in_use',
      context: { why: expect.stringContaining('reopen it first') as string },
    });
    await arrange([second, { ...first, reference: '9.9', chapter: 'Elsewhere' }, ...others]);
    expect((await layout()).rows[1]).toMatchObject({ state: 'approved', reference: '9.9' });
  });

  it('leaves no commitment unanswered, and takes none of another plan', async () => {
    const rows = await present();
    await expect(arrange(rows.slice(1))).rejects.toMatchObject({
      code: 'request.invalid',
      extra: {
        issues: [{ code: 'incomplete', message: 'No row would answer “Commitment 1” any more.' }],
      },
    });
    const foreign = { ...rows[0]!, commitmentIds: [world.commitmentIds[0]!] };
    await expect(arrange([foreign, ...rows.slice(1)])).rejects.toMatchObject({
      code: 'request.invalid',
      extra: { issues: [{ field: 'rows.0.commitmentIds', code: 'unknown' }] },
    });
    const { updateId: _, commitmentIds: __, ...nothing } = rows[0]!;
    await expect(arrange([...rows, nothing])).rejects.toMatchObject({
      extra: { issues: [{ field: 'rows.4.commitmentIds', code: 'required' }] },
    });
  });

  it('saves once from one version: the second is told who was first', async () => {
    const rows = await present();
    const seen = await version();
    await arrange(rows.toReversed(), seen);
    // Of the round as well, but not of its rows: this is not what came first.
    await test.as(plan.people.secondSecretariat, (act) =>
      test.app.get(SaveSchedule).execute(act, plan.roundId, { version: 0, rules: [] }),
    );
    const second = [rows[1]!, rows[0]!, ...rows.slice(2)];
    await expect(arrange(second, seen, 'secondSecretariat')).rejects.toMatchObject({
      code: 'record.changed_meanwhile',
      extra: { conflict: { who: 'The secretariat', what: 'changed this round' } },
    });
    const now = await version();
    const outcomes = await Promise.allSettled([
      arrange(rows, now),
      arrange(second, now, 'secondSecretariat'),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is shown to the secretariat of the plan, and to the auditor, who changes nothing', async () => {
    await expect(layout('lead')).rejects.toMatchObject({ code: 'record.not_found' });
    const { rows, fixed } = await layout('auditor');
    expect(rows).toEqual((await layout()).rows);
    expect(fixed).toMatch(/^The secretariat lays out the edition/);
  });
});
