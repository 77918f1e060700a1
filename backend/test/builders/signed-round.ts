import {
  Manifest,
  SealRound,
  SignRound,
  StartCorrection,
} from '../../src/modules/signoff/index.js';
import { PublishRound } from '../../src/modules/publication/index.js';
import { CreateRound } from '../../src/modules/rounds/index.js';
import { ClearUpdate, OpenRound } from '../../src/modules/updates/index.js';
import { londonInstant } from '../../src/common/dates.js';
import type { TestApp } from '../support/test-app.js';
import { approve, aRound, PASSWORD, rowIds, submit, type World } from './world.js';

/** Writes and approves every update of the world's round that is not named as an exception. */
export async function approveAll(
  test: TestApp,
  world: World,
  except: string[] = [],
): Promise<void> {
  const { people } = world;
  const owners = [people.owner, people.owner, people.secondOwner, people.clearingOwner];
  for (const [index, updateId] of world.updateIds.entries()) {
    if (except.includes(updateId)) continue;
    const revision = await submit(test, updateId, owners[index]!, `Text of update ${index + 1}.`);
    if (index === 3) {
      await test.as(people.clearer, (act) =>
        test.app.get(ClearUpdate).execute(act, updateId, revision.id),
      );
    }
    await approve(test, updateId, people.lead);
  }
}

/** Seals the round as the secretariat and returns its manifest. */
export async function seal(test: TestApp, { roundId, people }: World): Promise<Manifest> {
  await test.as(people.secretariat, (act) => test.app.get(SealRound).execute(act, roundId));
  return test.manager.findOneByOrFail(Manifest, { roundId, state: 'sealed' });
}

/** Signs what is sealed, as the signatory. */
export async function sign(test: TestApp, { roundId, people }: World): Promise<Manifest> {
  const manifest = await test.manager.findOneByOrFail(Manifest, { roundId, state: 'sealed' });
  await test.as(people.signatory, (act) =>
    test.app.get(SignRound).execute(act, roundId, {
      manifestId: manifest.id,
      manifestHash: manifest.hash,
      password: PASSWORD,
    }),
  );
  return manifest;
}

/** Publishes what is signed, on the day of publication, and returns the edition's id. */
export async function publish(test: TestApp, { roundId, people }: World): Promise<string> {
  await test.setClock(londonInstant('2022-06-10T09:30'));
  return test.as(people.secretariat, (act) => test.app.get(PublishRound).execute(act, roundId));
}

/** The whole way from an open round to its edition. */
export async function publishAll(test: TestApp, world: World): Promise<string> {
  await approveAll(test, world);
  await seal(test, world);
  await sign(test, world);
  return publish(test, world);
}

/**
 * Corrects the first update of the world's published round, as far as a signature.
 * @returns the id of the corrected copy
 */
export async function signCorrection(
  test: TestApp,
  world: World,
  text: string,
  { updateId = world.updateIds[0]!, reason = 'The number was wrong.' } = {},
): Promise<string> {
  const { people, roundId } = world;
  const [copyId] = await test.as(people.secretariat, (act) =>
    test.app.get(StartCorrection).execute(act, roundId, { updateIds: [updateId], reason }),
  );
  await submit(test, copyId!, people.owner, text);
  await approve(test, copyId!, people.lead);
  await seal(test, world);
  await sign(test, world);
  return copyId!;
}

/** Opens the round that comes after the world's published one: the same world, in that round. */
export async function openNextRound(test: TestApp, world: World): Promise<World> {
  const roundId = await test.as(world.people.secretariat, async (act) => {
    const id = await test.app.get(CreateRound).execute(
      act,
      world.planId,
      aRound({
        title: '2022/23 Quarter 1 update',
        slug: `next-${world.roundId}`,
        periodLabel: '2022/23 Q1 (April to June 2022)',
        periodStart: '2022-04-01',
        periodEnd: '2022-06-30',
        asAt: '2022-06-30',
        opensOn: '2022-06-10',
        draftsDueOn: '2022-07-29',
        reviewDueOn: '2022-08-12',
        signOffDueOn: '2022-08-26',
        publicationOn: '2022-09-09',
      }),
    );
    await test.app.get(OpenRound).execute(act, id);
    return id;
  });
  return { ...world, roundId, updateIds: await rowIds(test, roundId) };
}
