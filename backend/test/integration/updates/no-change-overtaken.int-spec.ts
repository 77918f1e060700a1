import { londonInstant } from '../../../src/common/dates.js';
import { PublishRound } from '../../../src/modules/publication/index.js';
import { DeclareNoChange, UpdateDraft } from '../../../src/modules/updates/index.js';
import {
  approveAll,
  openNextRound,
  publish,
  publishAll,
  seal,
  sign,
  signCorrection,
} from '../../builders/signed-round.js';
import { reopen, returnIt } from '../../builders/update-acts.js';
import { approve, buildWorld, type World } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
/** The round that was published, and the one after it. */
let before: World;
let world: World;
let updateId: string;
/** What was last published of the row before it. */
let printedId: string;

beforeAll(async () => {
  test = await TestApp.start();
  before = await buildWorld(test);
  await publishAll(test, before);
  world = await openNextRound(test, before);
  updateId = world.updateIds[0]!;
  printedId = before.updateIds[0]!;
  await approveAll(test, world, [updateId]);
}, 60_000);
afterAll(() => test.stop());

async function declare(): Promise<void> {
  const kept = await test.manager.findOneBy(UpdateDraft, { updateId });
  await test.as(world.people.owner, (act) =>
    test.app.get(DeclareNoChange).execute(act, updateId, {
      reason: 'Nothing was done.',
      draftVersion: kept?.version ?? 0,
    }),
  );
}
/** On its own day, which is later. */
async function publishNext(): Promise<void> {
  await test.setClock(londonInstant('2022-09-09T09:30'));
  await test.as(world.people.secretariat, (act) =>
    test.app.get(PublishRound).execute(act, world.roundId),
  );
}
/** The published round says something else of the row now. */
async function correct(words: string): Promise<void> {
  printedId = await signCorrection(test, before, words, { updateId: printedId });
  await publish(test, before);
}
const OVERTAKEN = {
  code: 'update.no_change_overtaken',
  detail: expect.stringContaining('Commitment 1') as string,
};

describe('no change since words that were corrected meanwhile', () => {
  it('is not approved, and handed in again it is', async () => {
    await declare();
    await correct('Text of update 1, corrected.');
    await expect(approve(test, updateId, world.people.lead)).rejects.toMatchObject(OVERTAKEN);
    await returnIt(test, updateId, world.people.lead);
    await declare();
    await approve(test, updateId, world.people.lead);
  });

  it('is not sealed when it was approved before', async () => {
    await correct('Text of update 1, corrected twice.');
    await expect(seal(test, world)).rejects.toMatchObject(OVERTAKEN);
    await reopen(test, updateId, world.people.lead, 'The last edition was corrected.');
    await declare();
    await approve(test, updateId, world.people.lead);
    await seal(test, world);
  });

  it('is not published when it was signed before', async () => {
    await sign(test, world);
    await correct('Text of update 1, corrected three times.');
    await expect(publishNext()).rejects.toMatchObject(OVERTAKEN);
  });

  it('is no matter of a later correction of that round, which leaves the row as it was', async () => {
    await correct('Text of update 1, corrected twice.');
    await publishNext();
    await correct('Text of update 1, corrected after both.');
    await signCorrection(test, world, 'Another row, corrected.', { updateId: world.updateIds[1]! });
    await publishNext();
  });
});
