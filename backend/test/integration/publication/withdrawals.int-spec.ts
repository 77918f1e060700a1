import { exportSite } from '../../../src/app/export-site/export-site.js';
import { verifyAll } from '../../../src/app/commands/verify.js';
import { Acts } from '../../../src/modules/audit/index.js';
import {
  AskToWithdraw,
  DecideWithdrawal,
  PublishRound,
  RenderEdition,
} from '../../../src/modules/publication/index.js';
import { SetHold } from '../../../src/modules/rounds/index.js';
import { publishAll, signCorrection } from '../../builders/signed-round.js';
import { buildWorld, PASSWORD, type World, type WorldPerson } from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

const EXPLANATION = 'A figure in it was wrong. A corrected version follows.';
const WHY = {
  reasonType: 'wrong' as const,
  ...{ reason: 'It counts twice.', explanation: EXPLANATION },
};

interface WithdrawalBody {
  id: string;
  state: string;
  fromVersion: number;
  toVersion: number;
  availableActions: { action: string; isAllowed: boolean; why?: string }[];
}

describe('withdrawing what was published', () => {
  let test: TestApp;
  let world: World;
  let editionId: string;

  beforeEach(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
    editionId = await publishAll(test, world);
    await render(editionId);
  }, 30_000);
  afterEach(() => test.stop());

  const render = (id: string) =>
    test.app.get(Acts).perform(null, (act) => test.app.get(RenderEdition).execute(act, id));
  const correct = async (text: string): Promise<string> => {
    await signCorrection(test, world, text);
    return test.as(world.people.secretariat, (act) =>
      test.app.get(PublishRound).execute(act, world.roundId),
    );
  };
  const ask = (scope: 'version' | 'edition' = 'edition', id = editionId) =>
    test.as(world.people.secretariat, (act) =>
      test.app.get(AskToWithdraw).execute(act, id, { scope, ...WHY }),
    );
  const decide = (person: WorldPerson, id: string, action: 'confirm' | 'refuse' = 'confirm') =>
    test.as(world.people[person], (act) => test.app.get(DecideWithdrawal).execute(act, id, action));
  const send = async (person: WorldPerson, method: 'GET' | 'POST', url: string, body?: unknown) =>
    test.request<WithdrawalBody & { data: WithdrawalBody[]; snapshot?: unknown; work?: unknown[] }>(
      method,
      url,
      {
        as: await test.signIn(world.emailOf(person), PASSWORD),
        ...(method === 'POST' && { body: body ?? {} }),
      },
    );
  const statusOf = async (url: string) => (await test.request('GET', url)).status;

  it('leaves the explanation alone in a copy of the site', async () => {
    const before = await exportSite(test.app);
    const holding = ({ files }: typeof before, words: string): string[] =>
      [...files].flatMap(([name, bytes]) => (bytes.includes(words) ? [name] : []));
    expect(holding(before, 'Text of update 1.')).toContain('editions/2021-22-q4/v1.json');
    await decide('secondSecretariat', await ask());
    const after = await exportSite(test.app);
    for (const place of ['2021-22-q4', '2021-22-q4/v1']) {
      expect(after.files.get(`editions/${place}/index.html`)!.toString('utf8')).toContain(
        EXPLANATION,
      );
    }
    expect([...after.files.keys()].filter((name) => /2021-22-q4.*\.(?!html)/u.test(name))).toEqual(
      [],
    );
    expect(holding(after, 'Text of update')).toEqual([]);
    expect(after.unlinked).toEqual([]);
  }, 30_000);

  it('takes two people, and then nothing of it is served: the public reads why', async () => {
    const asked = await send('secretariat', 'POST', `/api/editions/${editionId}/withdrawals`, {
      ...{ scope: 'edition', ...WHY },
    });
    expect([asked.status, asked.body.state]).toEqual([201, 'asked']);
    expect(asked.body.availableActions).toMatchObject([
      { action: 'confirm', isAllowed: false },
      { action: 'refuse', isAllowed: true },
    ]);
    expect(await statusOf('/editions/2021-22-q4')).toBe(200);
    const confirm = (person: WorldPerson) =>
      send(person, 'POST', `/api/withdrawals/${asked.body.id}/confirm`);
    expect((await confirm('secretariat')).status).toBe(403);
    expect((await confirm('owner')).status).toBe(403);
    expect((await send('signatory', 'GET', '/api/home')).body.work).toMatchObject([
      { kind: 'decide_withdrawal', title: '2021/22 Quarter 4 update' },
    ]);
    expect((await send('secretariat', 'GET', '/api/home')).body.work).toEqual([]);
    expect((await confirm('lead')).body.state).toBe('confirmed');
    await expect(decide('signatory', asked.body.id)).rejects.toMatchObject({
      code: 'record.changed_meanwhile',
      extra: { conflict: { who: 'The lead', what: 'confirmed it' } },
    });

    const forms = ['', '.pdf', '.json', '.csv', '.docx', '/v1', '/v1.pdf', '/v1.csv-metadata.json'];
    for (const form of forms) {
      const page = await test.request('GET', `/editions/2021-22-q4${form}`);
      expect([form, page.status, page.headers['cache-control']]).toEqual([form, 410, 'no-store']);
      expect(page.text).toContain(EXPLANATION);
      expect(page.text).toContain('Something in it is wrong.');
      expect(page.text).not.toContain('Text of update');
    }
    expect((await test.request('GET', '/editions')).text).toContain('<strong>Withdrawn</strong>');
    const feed = (await test.request('GET', '/editions.atom')).text;
    expect(feed).toContain(`Withdrawn: ${EXPLANATION}`);
    expect(feed).not.toContain('.pdf');
    expect((await test.request('GET', '/search?q=update')).text).not.toContain('Text of');
    expect((await test.request('GET', '/sitemap.xml')).text).not.toContain('/editions/2021-22-q4');
    expect((await test.request('GET', '/editions/2021-22-q4/v1/check')).text).toContain(
      'It was withdrawn on 10 June 2022.',
    );
    const commitment = await test.request('GET', `/commitments/${world.commitmentIds[0]}`);
    expect(commitment.text).toContain('This edition has been withdrawn.');
    expect(commitment.text).not.toContain('Text of update');
    expect((await verifyAll(test.dataSource, test.files)).checked).toContain(
      '1 versions of editions are withdrawn, by two people each',
    );
  });

  it('hides its words inside too, but for those who answer for it', async () => {
    await decide('secondSecretariat', await ask());
    const words = async (person: WorldPerson) =>
      (await send(person, 'GET', `/api/editions/${editionId}`)).body.snapshot !== undefined;
    expect(await words('boardMember')).toBe(false);
    expect(await words('owner')).toBe(false);
    expect(await words('auditor')).toBe(true);
    expect(await words('signatory')).toBe(true);
    const found = await send('auditor', 'GET', '/api/edition-search?q=update');
    expect(found.body.data).toEqual([]);
    const commitment = await send('owner', 'GET', `/api/commitments/${world.commitmentIds[0]}`);
    expect(commitment.text).toContain('"isWithdrawn":true');
    expect(commitment.text).not.toContain('Text of update');
    const timeline = async (person: WorldPerson) =>
      (await send(person, 'GET', `/api/commitments/${world.commitmentIds[0]}/timeline`)).text;
    expect(await timeline('boardMember')).toContain('"isWithdrawn":true');
    expect(await timeline('boardMember')).not.toContain('Text of update');
    expect(await timeline('auditor')).toContain('Text of update');
    const read = await send('boardMember', 'GET', `/api/updates/${world.updateIds[0]}`);
    expect(read.text).not.toContain('Text of update');
    for (const [person, status] of [
      ['boardMember', 403],
      ['auditor', 200],
    ] as const) {
      expect((await send(person, 'GET', '/api/withdrawals')).status).toBe(status);
    }
  });

  it('is possible in a hold, and can be refused or taken back', async () => {
    await test.as(world.people.secretariat, (act) =>
      test.app.get(SetHold).execute(act, {
        planId: world.planId,
        name: 'By-election',
        reason: 'Nothing new is published.',
        startsOn: '2022-06-01',
        endsOn: '2022-06-30',
      }),
    );
    const first = await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'transition.illegal' });
    await decide('secretariat', first, 'refuse');
    expect(await statusOf('/editions/2021-22-q4')).toBe(200);
    await decide('signatory', await ask());
    expect(await statusOf('/editions/2021-22-q4')).toBe(410);
    await expect(ask()).rejects.toMatchObject({
      code: 'transition.illegal',
      context: { why: 'It is withdrawn already.' },
    });
  });

  it('of one version leaves the others, and a corrected version can follow', async () => {
    await correct('The right number.');
    await decide('signatory', await ask('version'));
    expect(await statusOf('/editions/2021-22-q4/v1')).toBe(410);
    const current = await test.request('GET', '/editions/2021-22-q4');
    expect(current.status).toBe(200);
    expect(current.text).toContain('(withdrawn)');
    // The difference would show what was taken back.
    expect(current.text).not.toContain('Text of update 1.');
    expect((await test.request('GET', '/editions/2021-22-q4/v1')).text).toContain('Version 2');
    expect(await statusOf('/editions/2021-22-q4/v2.pdf')).toBe(200);
    // Inside, only the text that no standing version prints is marked.
    const marks = async (row: 0 | 1) => {
      const url = `/api/commitments/${world.commitmentIds[row]}`;
      const { history } = (await send('owner', 'GET', url)).body as unknown as {
        history: { isWithdrawn: boolean; content?: object }[];
      };
      return history.map(({ isWithdrawn, content }) => [isWithdrawn, content !== undefined]);
    };
    expect(await marks(0)).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(await marks(1)).toEqual([[false, true]]);
  });

  it('of the edition is followed by a corrected version, which stands', async () => {
    await decide('signatory', await ask());
    const second = await correct('The right number.');
    const current = await test.request('GET', '/editions/2021-22-q4');
    expect(current.status).toBe(200);
    expect(current.text).toContain('The right number.');
    expect(await statusOf('/editions/2021-22-q4/v1')).toBe(410);
    await decide('lead', await ask('edition', second));
    expect(await statusOf('/editions/2021-22-q4')).toBe(410);
  });

  it('cannot be forged or undone in the database, and verify names what was', async () => {
    const id = await ask();
    const set = (values: string) =>
      test.dataSource.query(`UPDATE edition_withdrawals SET ${values} WHERE id = '${id}'`);
    await expect(set(`explanation = 'Something else.'`)).rejects.toThrow(/once/u);
    await expect(
      set(`state = 'confirmed', decided_by_id = asked_by_id, decided_at = asked_at`),
    ).rejects.toThrow(/ck_edition_withdrawals_second_person/u);
    await decide('signatory', id);
    await expect(set(`state = 'refused'`)).rejects.toThrow(/once/u);
    await expect(test.dataSource.query('DELETE FROM edition_withdrawals')).rejects.toThrow(/once/u);
    await test.dataSource.query('ALTER TABLE edition_withdrawals DISABLE TRIGGER USER');
    const wrong = async () => (await verifyAll(test.dataSource, test.files)).wrong;
    const check = async () => (await test.request('POST', '/editions/2021-22-q4/v1/check')).text;
    // The public reads the day.
    for (const column of ['asked_at', 'decided_at']) {
      await set(`${column} = ${column} - interval '1 day'`);
      expect(await wrong()).toBe(`withdrawal ${id} is not as the audit trail tells it`);
      expect(await check()).toContain(`withdrawal ${id} is not as the audit trail tells it`);
      await set(`${column} = ${column} + interval '1 day'`);
      expect(await wrong()).toBeUndefined();
      expect(await check()).toContain('It is as it was published');
    }
    await set(`explanation = 'Something else.'`);
    expect(await wrong()).toBe(`withdrawal ${id} is not as the audit trail tells it`);
  });
});

describe('the page of a correction', () => {
  it('says at its top what was corrected, with the difference beside it, and leads both ways', async () => {
    const test = await TestApp.start();
    const world = await buildWorld(test);
    await publishAll(test, world);
    await signCorrection(test, world, 'Text of update 1, put right.');
    await test.as(world.people.secretariat, (act) =>
      test.app.get(PublishRound).execute(act, world.roundId),
    );
    const page = await test.request('GET', '/editions/2021-22-q4');
    const note = page.text.slice(page.text.indexOf('id="correction"'));
    expect(note.indexOf('The number was wrong.')).toBeLessThan(
      note.indexOf('What changed in 1 update'),
    );
    expect(note).toMatch(/<ins>.*put right/u);
    expect(note.indexOf('<ins>')).toBeLessThan(note.indexOf('id="contents"'));
    expect(page.text).toContain('href="/editions/2021-22-q4/v1"');
    const old = await test.request('GET', '/editions/2021-22-q4/v1');
    expect(old.text).toContain('This version has been replaced.');
    expect(old.text).toContain('href="/editions/2021-22-q4"');
    for (const file of ['v1.pdf', 'v2.pdf', 'v1.docx', 'v2.json']) {
      expect((await test.request('GET', `/editions/2021-22-q4/${file}`)).status).toBe(200);
    }
    expect((await test.request('GET', '/editions/2021-22-q4/v3')).status).toBe(404);
    await test.stop();
  });
});
