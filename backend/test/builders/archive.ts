import {
  BringInHistoricEdition,
  CloseRound,
  FILE_FORMS,
} from '../../src/modules/publication/index.js';
import { Acts } from '../../src/modules/audit/index.js';
import { StartCorrection } from '../../src/modules/signoff/index.js';
import { OmitUpdate, SaveDraft, SubmitUpdate } from '../../src/modules/updates/index.js';
import type { TestApp } from '../support/test-app.js';
import { aContent } from './manifest.js';
import { aDocument, aFigure, HOSTILE_TEXT } from './snapshot.js';
import { approveAll, publish, seal, sign } from './signed-round.js';
import { approve, buildWorld, PASSWORD, type World } from './world.js';
import { aPdf } from './zip.js';

/** Where the site with the archive is read. */
export const PUBLIC_URL = 'https://updates.example.org';

/** An edition from before, and one with an omission and evidence that was corrected after its round was closed. */
export async function buildArchive(test: TestApp): Promise<World> {
  const world = await buildWorld(test);
  await bringIn(test, world);
  await publishWithAnOmission(test, world);
  await correct(test, world);
  return world;
}

const { change: _, ...CORRECTED_FIGURE } = aFigure();
/** What the correction brought beside its words. */
export const FIGURE = CORRECTED_FIGURE;
export const EVIDENCE = { title: 'The count', href: 'https://www.example.org/the-count' };

/** An edition from before, with words that look like markup. */
const bringIn = (test: TestApp, world: World) =>
  test.app.get(Acts).perform(
    null,
    (act) =>
      test.app.get(BringInHistoricEdition).execute(act, {
        planId: world.planId,
        slug: '2021-22-q3',
        title: '2021/22 Quarter 3 update',
        period: { label: '2021/22 Q3', start: '2021-10-01', end: '2021-12-31' },
        asAt: '2021-12-31',
        publishedOn: '2022-01-14',
        introduction: aDocument(HOSTILE_TEXT),
        rows: [
          {
            title: HOSTILE_TEXT,
            chapter: 'First chapter',
            reference: '1.1',
            wording: 'As it was printed.',
            commitmentIds: world.commitmentIds.slice(0, 2),
            content: { document: aContent('Said then.').document, figures: [FIGURE] },
          },
        ],
      }),
    'seed',
  );

async function publishWithAnOmission(test: TestApp, world: World): Promise<void> {
  const [first, second] = world.updateIds as [string, string];
  const as = await test.signIn(world.emailOf('owner'), PASSWORD);
  const fields = { title: 'The report', marking: 'official', isPublished: true };
  const evidence = `/api/updates/${first}/evidence/files`;
  const { body } = await test.request('POST', evidence, {
    as,
    body: { ...fields, name: 'an été.pdf' },
  });
  await test.request('PUT', `/api/updates/${first}/evidence/${String(body.id)}/file`, {
    as,
    body: aPdf('What is behind it.'),
  });
  await approveAll(test, world, [second]);
  await test.as(world.people.secretariat, (act) =>
    test.app.get(OmitUpdate).execute(act, second, 'Nobody was there to write it.'),
  );
  await seal(test, world);
  await sign(test, world);
  await publish(test, world);
}

async function correct(test: TestApp, world: World): Promise<void> {
  const { people, roundId, updateIds } = world;
  // Also of a round that was closed meanwhile.
  await test.as(people.secretariat, (act) => test.app.get(CloseRound).execute(act, roundId));
  const [copyId] = await test.as(people.secretariat, (act) =>
    test.app
      .get(StartCorrection)
      .execute(act, roundId, { updateIds: [updateIds[2]!], reason: 'The number was wrong.' }),
  );
  // Words, figures and evidence alike.
  await test.request('POST', `/api/updates/${copyId}/evidence/links`, {
    as: await test.signIn(world.emailOf('secondOwner'), PASSWORD),
    body: { ...EVIDENCE, marking: 'official', isPublished: true },
  });
  const content = { ...aContent('The right number.'), figures: [FIGURE] };
  await test.as(people.secondOwner, async (act) => {
    const { version } = await test.app.get(SaveDraft).execute(act, copyId!, 1, content);
    await test.app.get(SubmitUpdate).execute(act, copyId!, version);
  });
  await approve(test, copyId!, people.lead);
  await seal(test, world);
  await sign(test, world);
  await publish(test, world);
}

/** Every version of every edition, as it is kept. */
export const snapshotsOf = (
  test: TestApp,
): Promise<{ slug: string; version: number; text: string; hash: string }[]> =>
  test.manager.query(
    'SELECT slug, version, snapshot AS text, snapshot_hash AS hash FROM editions ORDER BY slug, version',
  );

/** The first version of the later edition reported no figures: it has no file of them. */
export const formsOf = (name: string) =>
  FILE_FORMS.filter(
    (form) =>
      (form !== 'figures.csv' || name !== '2021-22-q4/v1') &&
      // It lies with the files that it names, which are those of a version.
      (form !== 'csv-metadata.json' || name.includes('/')),
  );
