import { Round } from '../../../src/modules/rounds/index.js';
import { Update } from '../../../src/modules/updates/index.js';
import {
  ArrangeListings,
  type ListingRow,
} from '../../../src/modules/updates/actions/arrange-listings.js';
import { LayoutReader } from '../../../src/modules/updates/layout.reader.js';
import { eachWithARegister, type KeptRegister } from '../../builders/kept-register.js';
import { approve, submit, type World } from '../../builders/world.js';
import type { TestApp } from '../../support/test-app.js';

let test: TestApp;
let plan: World;
let register: KeptRegister;
eachWithARegister((given) => ({ test, plan, register } = given));

/** A row that was taken out of a round by a change or by the layout, and is put back. */
describe('a row that comes back', () => {
  let roundId: string;
  beforeEach(async () => {
    await test.manager.query(
      `UPDATE updates SET is_clearance_required = false WHERE round_id = $1`,
      [plan.roundId],
    );
    for (const updateId of plan.updateIds) {
      const { ownerId } = await test.manager.findOneByOrFail(Update, { id: updateId });
      await submit(test, updateId, ownerId!, 'Published words.');
      await approve(test, updateId, plan.people.lead);
    }
    await test.manager.query(`UPDATE updates SET state = 'published' WHERE round_id = $1`, [
      plan.roundId,
    ]);
    await test.manager.query(`UPDATE rounds SET state = 'published' WHERE id = $1`, [plan.roundId]);
    roundId = await register.plannedRound();
    await register.open(roundId);
  });

  const lines = (id = roundId): Promise<unknown> =>
    test.manager.query(
      `SELECT u.title, u.previous_update_id AS from FROM updates u JOIN listings l ON l.update_id = u.id
       WHERE u.round_id = $1 ORDER BY l.position`,
      [id],
    );
  const arrange = async (
    arranged: (rows: (ListingRow & { commitmentIds: string[] })[]) => ListingRow[],
  ): Promise<void> => {
    const { secretariat } = plan.people;
    const { rows } = await test.app.get(LayoutReader).read(await test.actor(secretariat), roundId);
    const { version } = await test.manager.findOneByOrFail(Round, { id: roundId });
    const present = rows.map(({ id, chapter, wording, commitments }) => ({
      ...{ updateId: id, chapter, wording },
      commitmentIds: commitments.map((each) => each.id),
    }));
    await test.as(secretariat, (act) =>
      test.app.get(ArrangeListings).execute(act, roundId, { version, rows: arranged(present) }),
    );
  };

  it('stands where it stood, and goes on from what was published, when its closure is undone', async () => {
    await arrange(([first, second, ...others]) => [second!, first!, ...others]);
    const before = await lines();
    const commitmentId = register.id(1);
    const { id } = await register.change({ kind: 'close', commitmentId, roundId });
    await register.undo(id);
    expect(await lines()).toEqual(before);
  });

  it('goes on from what was published also in a later round on the same edition', async () => {
    const before = await lines();
    const { id } = await register.change({ kind: 'close', commitmentId: register.id(1), roundId });
    await register.undo(id);
    const next = await register.plannedRound({
      periodStart: '2022-07-01',
      periodEnd: '2022-09-30',
    });
    await register.open(next);
    expect(await lines(next)).toEqual(before);
  });

  it('goes on from its own when two rows are combined and separated again', async () => {
    const before = await lines();
    await arrange(([first, second, ...others]) => [
      { ...first!, commitmentIds: [...first!.commitmentIds, ...second!.commitmentIds] },
      ...others,
    ]);
    await arrange(([both, ...others]) => {
      const { updateId: _, ...fresh } = both!;
      const [one, other] = both!.commitmentIds;
      return [
        { ...both!, commitmentIds: [one!] },
        { ...fresh, commitmentIds: [other!] },
        ...others,
      ];
    });
    expect(await lines()).toEqual(before);
  });
});
