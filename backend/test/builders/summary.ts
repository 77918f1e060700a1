import { PlanSummary, Round } from '../../src/modules/rounds/index.js';
import { OpenRound } from '../../src/modules/updates/index.js';
import {
  ArrangeSummary,
  type ParagraphInput,
} from '../../src/modules/updates/summary/arrange-summary.js';
import type { TestApp } from '../support/test-app.js';
import { rowIds, type World } from './world.js';

/** The dates of a summary that is worked on beside the world's round. */
export const SUMMARY_DATES = {
  asAt: '2022-03-31',
  opensOn: '2022-05-09',
  draftsDueOn: '2022-05-16',
  reviewDueOn: '2022-05-20',
  signOffDueOn: '2022-05-30',
  publicationOn: '2022-06-10',
};

/** Plans the summary of the world's round and opens it: the same world, in the summary. */
export async function openSummary(test: TestApp, world: World): Promise<World> {
  const roundId = await test.as(world.people.secretariat, async (act) => {
    const id = await test.app
      .get(PlanSummary)
      .execute(act, world.roundId, { title: 'The stakeholder summary', ...SUMMARY_DATES });
    await test.app.get(OpenRound).execute(act, id);
    return id;
  });
  return { ...world, roundId, updateIds: [] };
}

/** Lays the summary out as the secretariat; answers with its updates in the order of print. */
export async function arrange(
  test: TestApp,
  { roundId, people }: World,
  rows: ParagraphInput[],
  by = people.secretariat,
): Promise<string[]> {
  const { version } = await test.manager.findOneByOrFail(Round, { id: roundId });
  await test.as(by, (act) => test.app.get(ArrangeSummary).execute(act, roundId, { version, rows }));
  return rowIds(test, roundId);
}
