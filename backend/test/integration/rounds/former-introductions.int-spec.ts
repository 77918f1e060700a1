import { verifyAll } from '../../../src/app/commands/verify.js';
import { documentFromMarkdown, documentToText } from '../../../src/common/rich-text/index.js';
import type { RichTextDocument } from '../../../src/common/rich-text/index.js';
import { ChangeRound, Round } from '../../../src/modules/rounds/index.js';
import { SignIns } from '../../builders/sign-ins.js';
import { buildWorld, type World, type WorldPerson } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let signedIn: SignIns;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  signedIn = new SignIns(test, world);
}, 60_000);
afterAll(() => test.stop());

/** Saves an introduction from the round's present version. */
async function introduce(words: string, person: WorldPerson = 'secretariat'): Promise<void> {
  const { version } = await test.manager.findOneByOrFail(Round, { id: world.roundId });
  const introduction = documentFromMarkdown(words);
  await test.as(world.people[person], (act) =>
    test.app.get(ChangeRound).execute(act, world.roundId, { version, introduction }),
  );
}

interface Former {
  id: string;
  introduction: RichTextDocument;
  replacedBy: { id: string };
}
const formerAs = (person: WorldPerson) =>
  test.request<{ data: Former[] }>('GET', `/api/rounds/${world.roundId}/former-introductions`, {
    as: signedIn.get(person),
  });

describe('an introduction that is changed', () => {
  it('is kept as it was, with who replaced it; the same words again replace nothing', async () => {
    await introduce('The first words.');
    expect((await formerAs('secretariat')).body.data).toEqual([]);
    await introduce('The first words.');
    await introduce('The *second* words.', 'secondSecretariat');
    await introduce('');
    await introduce('The third words.');

    const { body } = await formerAs('secretariat');
    expect(body.data.map(({ introduction }) => documentToText(introduction))).toEqual([
      'The second words.',
      'The first words.',
    ]);
    expect(body.data[0]!.introduction).toEqual(documentFromMarkdown('The *second* words.'));
    expect(body.data.map(({ replacedBy }) => replacedBy.id)).toEqual([
      world.people.secretariat,
      world.people.secondSecretariat,
    ]);
    const round = await test.manager.findOneByOrFail(Round, { id: world.roundId });
    expect(documentToText(round.introduction!)).toBe('The third words.');
  });

  it('is read by the secretariat alone', async () => {
    for (const person of ['owner', 'lead', 'signatory', 'administrator', 'stranger'] as const) {
      expect((await formerAs(person)).status).toBe(403);
    }
  });

  it('can be neither changed nor removed, and verify finds it out where the database was told to', async () => {
    await expect(test.dataSource.query('DELETE FROM former_introductions')).rejects.toThrow();
    expect((await verifyAll(test.dataSource, test.files)).wrong).toBeUndefined();
    await test.dataSource.query(`
      ALTER TABLE former_introductions DISABLE TRIGGER USER;
      UPDATE former_introductions SET introduction = replace(introduction, 'first', 'other'),
        introduction_hash = text_hash(replace(introduction, 'first', 'other'));
      ALTER TABLE former_introductions ENABLE TRIGGER USER`);
    expect((await verifyAll(test.dataSource, test.files)).wrong).toMatch(
      /round\.changed.*says otherwise/,
    );
  });
});
