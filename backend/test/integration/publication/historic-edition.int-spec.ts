import { Acts, verifyAudit } from '../../../src/modules/audit/index.js';
import { Commitment } from '../../../src/modules/plan/index.js';
import {
  BringInHistoricEdition,
  Edition,
  EditionFile,
  FILE_FORMS,
  verifyEditions,
  type BroughtIn,
} from '../../../src/modules/publication/index.js';
import { RenderEditionListener } from '../../../src/modules/publication/render-edition.listener.js';
import { Round } from '../../../src/modules/rounds/index.js';
import { verifySignoff } from '../../../src/modules/signoff/index.js';
import { Update, UpdateRevision } from '../../../src/modules/updates/index.js';
import { aContent } from '../../builders/manifest.js';
import { aDocument } from '../../builders/snapshot.js';
import { buildWorld, type World } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

describe('an edition from before the system', () => {
  let test: TestApp;
  let world: World;
  let broughtIn: BroughtIn;

  beforeAll(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
    const { leadOrganisationId: organisationId } = await test.manager.findOneByOrFail(Commitment, {
      id: world.commitmentIds[0]!,
    });
    const row = (text: string, reference: string | undefined, ...commitmentIds: string[]) => ({
      title: `About ${text}`,
      chapter: 'A chapter of its own',
      ...(reference && { reference }),
      wording: `The wording of ${text}.`,
      commitmentIds,
      organisationId,
      content: { document: aContent(`What was printed of ${text}.`).document },
    });
    const [first, second] = world.commitmentIds;
    broughtIn = await test.app.get(Acts).perform(
      null,
      (act) =>
        test.app.get(BringInHistoricEdition).execute(act, {
          planId: world.planId,
          slug: '2021-22-q3',
          title: '2021/22 Quarter 3 update',
          period: { label: '2021/22 Q3', start: '2021-10-01', end: '2021-12-31' },
          asAt: '2021-12-31',
          publishedOn: '2022-01-14',
          introduction: aDocument('What this edition is.'),
          rows: [
            row('stops', '1.1', first!),
            row('both', '1.1', first!, second!),
            row('neither', undefined),
          ],
        }),
      'seed',
    );
  });
  afterAll(() => test.stop());

  it('is closed and published, with nobody’s approval or signature claimed for it', async () => {
    expect(await test.manager.findOneByOrFail(Round, { id: broughtIn.roundId })).toMatchObject({
      state: 'closed',
      isHistoric: true,
      publicationOn: '2022-01-14',
    });
    expect(await test.manager.findOneByOrFail(Edition, { id: broughtIn.editionId })).toMatchObject({
      kind: 'historic',
      manifestId: null,
      publishedById: null,
      asAt: '2021-12-31',
    });
    for (const id of broughtIn.updateIds) {
      const update = await test.manager.findOneByOrFail(Update, { id });
      const revision = await test.manager.findOneByOrFail(UpdateRevision, { updateId: id });
      expect(update).toMatchObject({ state: 'published', approvedRevisionId: revision.id });
      expect(revision).toMatchObject({ kind: 'historic', madeById: null });
    }
  });

  it('is read like any other edition, and says that its sign-off is not recorded', async () => {
    const page = await test.request('GET', '/editions/2021-22-q3');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Sign-off not recorded in this system');
    expect(page.text).toContain('What was printed of neither.');
    // The register knows whose the rows are; the original did not say so.
    expect(page.text).not.toContain('Lead organisation');
    const history = await test.request('GET', `/commitments/${world.commitmentIds[0]}`);
    expect(history.text).toContain('What was printed of stops.');
    expect(history.text).toContain('What was printed of both.');
  });

  it('gets its files from the listener once, however often the event is heard', async () => {
    const listener = test.app.get(RenderEditionListener);
    const event = {
      id: '1',
      kind: 'edition.published',
      payload: { editionId: broughtIn.editionId },
      origin: 'seed' as const,
      happenedAt: new Date(),
    };
    for (let time = 0; time < 2; time += 1) {
      await test.dataSource.transaction((manager) => listener.hear(event, manager));
    }
    // It reports no figures.
    const forms = FILE_FORMS.filter((form) => form !== 'figures.csv');
    expect(await test.manager.countBy(EditionFile, { editionId: broughtIn.editionId })).toBe(
      forms.length,
    );
    const entries = await test.dataSource.query<{ origin: string }[]>(
      `SELECT origin FROM audit_entries WHERE kind = 'edition.file_rendered' AND subject_id = $1`,
      [broughtIn.editionId],
    );
    expect(entries).toEqual(forms.map(() => ({ origin: 'seed' })));
  });

  it('is verified with everything else', async () => {
    for (const check of [verifyAudit, verifySignoff, verifyEditions]) {
      expect((await check(test.dataSource)).wrong).toBeUndefined();
    }
  });

  it.each([
    `UPDATE listings SET wording = 'Forged' WHERE round_id = $1`,
    `UPDATE listings SET reference = '99' WHERE round_id = $1`,
    `UPDATE listings SET chapter = 'Forged' WHERE round_id = $1`,
    `UPDATE updates SET title = 'Forged' WHERE round_id = $1`,
  ])('is found out where the next round would go on from other words: %s', async (forge) => {
    const runner = test.dataSource.createQueryRunner();
    await runner.startTransaction();
    for (const table of ['listings', 'updates'])
      await runner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await runner.query(forge, [broughtIn.roundId]);
    expect((await verifyEditions(runner.manager)).wrong).toMatch(
      /what is kept of the row “.*” is not what it prints/,
    );
    await runner.rollbackTransaction();
    await runner.release();
  });
});
