import { randomUUID } from 'node:crypto';
import { RefuseSameReading1650000000041 } from '../../../migrations/1650000000041-RefuseSameReading.js';
import { readsAs } from '../../../src/common/reads-as.js';
import { Organisation, SaveOrganisation } from '../../../src/modules/identity/index.js';
import { ChangePlan } from '../../../src/modules/plan/actions/change-plan.js';
import { Chapter, CreatePlan } from '../../../src/modules/plan/index.js';
import { Round } from '../../../src/modules/rounds/index.js';
import { ArrangeListings } from '../../../src/modules/updates/actions/arrange-listings.js';
import { LayoutReader } from '../../../src/modules/updates/layout.reader.js';
import { assign } from '../../builders/update-acts.js';
import { addPlan, buildWorld, type World } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
}, 60_000);
afterAll(() => test.stop());

/** The field that is refused as taken. */
const taken = (field: string) => ({
  ...{ code: 'request.invalid', extra: { issues: [{ field, code: 'taken' }] } },
});
const VARIANTS = ['first CHAPTER', ' First  chapter', 'First\u00a0chapter ', 'FIRST\tCHAPTER'];

it('reads names in the database as it does in the screens', async () => {
  for (const words of [...VARIANTS, 'Ärzte  ÜBER\u2003Ōsaka', 'ﬁrst \n', 'Straße']) {
    const [row] = await test.manager.query<{ read: string }[]>('SELECT reads_as($1) AS read', [
      words,
    ]);
    expect(row!.read).toBe(readsAs(words));
  }
});

describe('chapters of a plan that differ only by capitals or spaces', () => {
  const create = (chapterTitles: string[]) =>
    test.as(world.people.secretariat, async (act) => {
      const { id: publisherId } = await test.manager.findOneByOrFail(Organisation, {
        shortName: 'MOPAC',
      });
      const input = { title: `Plan ${randomUUID()}`, publisherId, chapterTitles };
      return test.app.get(CreatePlan).execute(act, input);
    });
  const change = (plan: World, titles: [string, string, string?]) =>
    test.as(plan.people.secretariat, (act) => {
      const chapters = titles.flatMap((title, at) =>
        title === undefined ? [] : { id: plan.chapterIds[at], title },
      );
      return test.app.get(ChangePlan).execute(act, plan.planId, { version: 1, chapters });
    });

  it('are refused in a new plan, at the later one', async () => {
    for (const variant of VARIANTS) {
      await expect(create(['Another', 'First chapter', variant])).rejects.toMatchObject(
        taken('chapterTitles.2'),
      );
    }
    await create(['First chapter', 'First chapters']);
  });

  it('are refused when one is renamed or added; its own capitals may be put right', async () => {
    const plan = await addPlan(test, world);
    for (const variant of VARIANTS) {
      await expect(change(plan, ['First chapter', variant])).rejects.toMatchObject(
        taken('chapters.1.title'),
      );
      await expect(
        change(plan, ['First chapter', 'Second chapter', variant]),
      ).rejects.toMatchObject(taken('chapters.2.title'));
    }
    await change(plan, ['FIRST chapter', 'Second chapter']);
  });

  it('are refused by the database too', async () => {
    const { planId } = await addPlan(test, world);
    await expect(
      test.manager.insert(Chapter, {
        id: randomUUID(),
        planId,
        position: 9,
        title: 'first CHAPTER',
      }),
    ).rejects.toThrow('uq_chapters_plan_title_read');
  });
});

describe('chapters that an edition prints', () => {
  it('have one spelling each: no row and no layout brings in another', async () => {
    const plan = await addPlan(test, world);
    const { secretariat } = plan.people;
    const [first, second] = plan.updateIds as [string, string];
    const listing = { chapter: 'FIRST chapter', wording: 'As printed.' };
    await expect(assign(test, first, secretariat, { version: 1, listing })).rejects.toMatchObject(
      taken('listing.chapter'),
    );
    const { rows } = await test.app
      .get(LayoutReader)
      .read(await test.actor(secretariat), plan.roundId);
    const arrange = async (chapterOf: (updateId: string) => string | undefined) => {
      const { version } = await test.manager.findOneByOrFail(Round, { id: plan.roundId });
      await test.as(secretariat, (act) =>
        test.app.get(ArrangeListings).execute(act, plan.roundId, {
          version,
          rows: rows.map(({ id: updateId, chapter, wording }) => ({
            ...{ updateId, wording, chapter: chapterOf(updateId) ?? chapter },
          })),
        }),
      );
    };
    await expect(
      arrange((id) => (id === second ? 'First  chapter' : undefined)),
    ).rejects.toMatchObject(taken('rows.1.chapter'));
    // The whole chapter may be spelt otherwise.
    await arrange((id) => ([first, second].includes(id) ? 'First Chapter' : undefined));
  });
});

describe('organisations that differ only by capitals or spaces', () => {
  const save = (name: string, id?: string) =>
    test.as(world.people.administrator, (act) =>
      test.app.get(SaveOrganisation).execute(act, { name, shortName: 'X' }, id),
    );

  it('are refused, new or renamed, by the action and by the database', async () => {
    const id = await save('A council');
    await expect(save('POLICE  service')).rejects.toMatchObject(taken('name'));
    await expect(save('police service ', id)).rejects.toMatchObject(taken('name'));
    await expect(
      test.manager.update(Organisation, { id }, { name: 'police SERVICE' }),
    ).rejects.toThrow('uq_organisations_name_read');
    await save('A Council', id);
    const two = await Promise.allSettled([save('One of two'), save('ONE of two')]);
    expect(two.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('an installation that has such names already', () => {
  it('is migrated with every name kept, and takes no further one', async () => {
    const { planId, chapterIds } = await addPlan(test, world);
    const runner = test.dataSource.createQueryRunner();
    await runner.query(`
      ALTER TABLE chapters DROP COLUMN is_title_repeated;
      ALTER TABLE organisations DROP COLUMN is_name_repeated;
      DROP INDEX IF EXISTS uq_chapters_plan_title_read, uq_organisations_name_read;
      DROP FUNCTION reads_as;`);
    const titles = ['First chapter', 'FIRST CHAPTER', 'first chapter'];
    for (const [at, title] of titles.slice(1).entries()) {
      await runner.query(
        'INSERT INTO chapters (id, plan_id, position, title) VALUES ($1, $2, $3, $4)',
        [randomUUID(), planId, at + 3, title],
      );
    }
    await runner.query(
      `INSERT INTO organisations (id, name, short_name) VALUES ('${randomUUID()}', 'CLEARING BODY', 'C2')`,
    );
    await new RefuseSameReading1650000000041().up(runner);
    await runner.release();

    const chapters = await test.manager.find(Chapter, {
      where: { planId },
      order: { position: 1 },
    });
    expect(chapters.map((each) => [each.title, each.isTitleRepeated])).toEqual([
      ...[
        ['First chapter', false],
        ['Second chapter', false],
      ],
      ...[
        ['FIRST CHAPTER', true],
        ['first chapter', true],
      ],
    ]);
    await expect(
      test.manager.update(Chapter, { id: chapterIds[1] }, { title: 'First Chapter' }),
    ).rejects.toThrow('uq_chapters_plan_title_read');
    const named = await test.manager.findBy(Organisation, { isNameRepeated: true });
    expect(named).toHaveLength(1);
    // Put right in one go; from then on they are like all others.
    const given = chapters.map(({ id }, at) => ({ id, title: `Chapter ${at}` }));
    await test.as(world.people.secretariat, (act) =>
      test.app.get(ChangePlan).execute(act, planId, { version: 1, chapters: given }),
    );
    expect(await test.manager.existsBy(Chapter, { planId, isTitleRepeated: true })).toBe(false);
  });
});
