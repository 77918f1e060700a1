import { clear, edit, recall, returnIt } from '../../builders/update-acts.js';
import { SetCover } from '../../../src/modules/identity/index.js';
import { openNextRound, publish, publishAll, signCorrection } from '../../builders/signed-round.js';
import { SignIns } from '../../builders/sign-ins.js';
import {
  aContent,
  addPlan,
  buildWorld,
  draft,
  EVERYDAY,
  latestRevision,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp, type Answer } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let plan: World;
let people: World['people'];
let updateId: string;
let signedIn: SignIns;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  people = world.people;
  signedIn = new SignIns(test, world);
}, 60_000);
afterAll(() => test.stop());
beforeEach(async () => {
  plan = await addPlan(test, world);
  updateId = plan.updateIds[0]!;
});

interface Compared {
  from: { label: string };
  to: { label: string };
  isEqual: boolean;
  shown?: { revisionId: string; number: number; contentHash: string };
  lastLook?: { revisionId: string; number: number };
}
const look = (
  person: WorldPerson,
  from = 'last_edition',
  to = 'latest',
): Promise<Answer<Compared>> =>
  test.request('POST', `/api/updates/${updateId}/look`, {
    as: signedIn.get(person),
    body: { from, to },
  });
const diff = (person: WorldPerson, query: string): Promise<Answer<Compared>> =>
  test.request('GET', `/api/updates/${updateId}/diff?${query}`, { as: signedIn.get(person) });

interface Row {
  id: string;
  look: string;
  isDiffOpened: boolean;
  latestRevisionId: string;
}
async function queue(person: WorldPerson, query = 'awaiting=me'): Promise<Row[]> {
  const { body } = await test.request<{ data: Row[] }>(
    'GET',
    `/api/updates?planId=${plan.planId}&${query}`,
    { as: signedIn.get(person) },
  );
  return body.data;
}
const row = async (person: WorldPerson): Promise<[string, boolean]> => {
  const found = (await queue(person)).find(({ id }) => id === updateId)!;
  return [found.look, found.isDiffOpened];
};
const viewsOf = (): Promise<Record<string, unknown>[]> =>
  test.manager.query(
    'SELECT person_id, revision_id, content_hash, compared_with FROM update_views WHERE update_id = $1',
    [updateId],
  );

describe('what a reviewer has looked at', () => {
  it('is what the server showed to them: this revision, with its hash, beside the last edition', async () => {
    const revision = await submit(test, updateId, people.owner, 'First words.');
    expect(await row('lead')).toEqual(['not_yet', false]);
    const { status, body } = await look('lead');
    expect(status).toBe(200);
    expect(body.shown).toEqual({
      ...{ revisionId: revision.id, number: 1, contentHash: revision.contentHash },
    });
    expect(await viewsOf()).toEqual([
      {
        ...{ person_id: people.lead, revision_id: revision.id },
        ...{ content_hash: revision.contentHash, compared_with: 'last_edition' },
      },
    ]);
    expect(await row('lead')).toEqual(['looked_at', true]);
    expect(await row('secondLead')).toEqual(['not_yet', false]);
  });

  it('changes when another lead edits, and when it is returned and submitted anew', async () => {
    await submit(test, updateId, people.owner, 'First words.');
    await look('lead');
    await edit(test, updateId, people.secondLead, aContent('Second words.'));
    expect(await row('lead')).toEqual(['changed', false]);
    await look('lead');
    expect(await row('lead')).toEqual(['looked_at', true]);
    await returnIt(test, updateId, people.lead);
    await submit(test, updateId, people.owner, 'Third words.');
    expect(await row('lead')).toEqual(['changed', false]);
  });

  it('is of the words: recalled and submitted as they were, they are none that are new', async () => {
    await submit(test, updateId, people.owner, 'First words.');
    await look('lead');
    await recall(test, updateId, people.owner);
    await submit(test, updateId, people.owner, 'First words.');
    expect(await row('lead')).toEqual(['looked_at', true]);
    await recall(test, updateId, people.owner);
    await submit(test, updateId, people.owner, 'Second words.');
    expect(await row('lead')).toEqual(['changed', false]);
  });

  it('has changed when words that were looked at come back after others', async () => {
    for (const words of ['First words.', 'Second words.']) {
      await submit(test, updateId, people.owner, words);
      await look('lead');
      await returnIt(test, updateId, people.lead);
    }
    await submit(test, updateId, people.owner, 'First words.');
    // Beside the last edition they were shown before.
    expect(await row('lead')).toEqual(['changed', true]);
    expect(await queue('lead', 'awaiting=me&look=changed')).toHaveLength(1);
    await look('lead');
    expect(await row('lead')).toEqual(['looked_at', true]);
  });

  it('is not what was fetched ahead, nor compared without being shown for review', async () => {
    await submit(test, updateId, people.owner, 'First words.');
    await diff('lead', 'from=last_edition');
    expect(await viewsOf()).toEqual([]);
  });

  it('counts once, however often it is shown, and never goes again', async () => {
    await submit(test, updateId, people.owner, 'First words.');
    await look('lead');
    await look('lead');
    expect(await viewsOf()).toHaveLength(1);
    await expect(
      test.manager.query('UPDATE update_views SET shown_at = now() WHERE update_id = $1', [
        updateId,
      ]),
    ).rejects.toThrow();
    await expect(
      test.manager.query('DELETE FROM update_views WHERE update_id = $1', [updateId]),
    ).rejects.toThrow();
  });

  it('opens the difference only when it was compared with the last edition', async () => {
    await submit(test, updateId, people.owner, 'First words.');
    await look('lead', 'nothing');
    expect(await row('lead')).toEqual(['looked_at', false]);
  });

  it('compares with the newest revision before, that was shown; an older one in between does not count', async () => {
    const first = await submit(test, updateId, people.owner, 'First words.');
    expect((await look('lead')).body.lastLook).toBeUndefined();
    await returnIt(test, updateId, people.lead);
    const second = await submit(test, updateId, people.owner, 'Second words.');
    await look('lead');
    await look('lead', 'nothing', first.id);
    await edit(test, updateId, people.secondLead, aContent('Third words.'));
    const { body } = await look('lead', 'last_look');
    expect(body.lastLook).toMatchObject({ revisionId: second.id, number: 2 });
    expect([body.from.label, body.to.label]).toEqual([
      'Revision 2, which you looked at last',
      'Revision 3',
    ]);
    // Looking has not moved it.
    expect((await look('lead', 'last_look')).body.lastLook?.revisionId).toBe(second.id);
    expect((await look('secondLead', 'last_look')).body.from.label).toBe(
      'You have not looked at it before',
    );
  });

  it('is the person’s own, also on cover', async () => {
    await submit(test, updateId, people.owner, 'First words.');
    await test.as(people.lead, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: people.lead, coverId: people.stranger },
        ...{ startsOn: '2022-05-09', endsOn: '2022-05-10', parts: EVERYDAY },
      }),
    );
    await look('stranger');
    expect((await viewsOf()).map((view) => view['person_id'])).toEqual([people.stranger]);
    expect(await row('lead')).toEqual(['not_yet', false]);
  });

  it('filters the queue, with a total that agrees', async () => {
    const [one, two] = plan.updateIds as [string, string];
    await submit(test, one, people.owner, 'One.');
    await submit(test, two, people.owner, 'Two.');
    await look('lead');
    const listed = async (filter: string): Promise<string[]> =>
      (await queue('lead', `awaiting=me&look=${filter}`)).map(({ id }) => id);
    expect(await listed('looked_at')).toEqual([one]);
    expect(await listed('not_yet')).toEqual([two]);
    expect(await listed('changed')).toEqual([]);
  });

  it('is noted for a clearer in their own queue', async () => {
    updateId = plan.updateIds[3]!;
    await submit(test, updateId, people.clearingOwner, 'Ours.');
    const waiting = () => queue('clearer', 'awaiting=clearance');
    expect((await waiting())[0]).toMatchObject({ look: 'not_yet' });
    await look('clearer');
    expect((await waiting())[0]).toMatchObject({ look: 'looked_at', isDiffOpened: true });
    expect((await look('lead')).status).toBe(404);
    await clear(test, updateId, people.clearer);
    expect((await look('lead')).status).toBe(200);
  });
});

describe('comparing any two texts of an update', () => {
  it('takes the last edition, any revision and the draft on either side', async () => {
    const first = await submit(test, updateId, people.owner, 'First words.');
    await returnIt(test, updateId, people.lead);
    await draft(test, updateId, people.owner, 'Words being written.');
    const sides = ['last_edition', 'last_submission', 'last_look', 'latest', 'draft', 'nothing'];
    for (const from of [...sides, first.id]) {
      for (const to of [...sides, first.id]) {
        const { status, body } = await diff('owner', `from=${from}&to=${to}`);
        expect([from, to, status]).toEqual([from, to, 200]);
        if (from === to && from !== 'last_look') expect(body.isEqual).toBe(true);
      }
    }
  });

  it('sets the draft beside the submission that was returned', async () => {
    await submit(test, updateId, people.owner, 'First words.');
    await returnIt(test, updateId, people.lead);
    await submit(test, updateId, people.owner, 'Second words.');
    await returnIt(test, updateId, people.lead);
    await draft(test, updateId, people.owner, 'Words being written.');
    const before = async (to: string) =>
      (await diff('owner', `from=last_submission&to=${to}`)).body.from.label;
    expect(await before('draft')).toBe('Revision 2');
    expect(await before('latest')).toBe('Revision 1');
  });

  it('shows the draft to those who write it alone', async () => {
    await submit(test, updateId, people.owner, 'First words.');
    await returnIt(test, updateId, people.lead);
    await draft(test, updateId, people.owner, 'Words being written.');
    for (const person of ['lead', 'secretariat', 'auditor', 'signatory'] as const) {
      expect((await diff(person, 'from=latest&to=draft')).status).toBe(404);
      expect((await diff(person, 'from=draft&to=latest')).status).toBe(404);
    }
    expect((await diff('owner', 'from=latest&to=draft')).body.to.label).toBe('The draft');
  });

  it('is not asked of a revision of another update', async () => {
    await submit(test, updateId, people.owner, 'First words.');
    await submit(test, plan.updateIds[1]!, people.owner, 'Other words.');
    const other = await latestRevision(test, plan.updateIds[1]!);
    expect((await look('lead', other.id)).status).toBe(404);
    expect((await look('lead', 'nothing', other.id)).status).toBe(404);
    expect(await viewsOf()).toEqual([]);
  });
});

describe('a look beside the last edition', () => {
  it('counts no more when that edition has been corrected, until it is looked at again', async () => {
    await publishAll(test, plan);
    const next = await openNextRound(test, plan);
    updateId = next.updateIds[0]!;
    const { id: revisionId } = await submit(test, updateId, people.owner, 'News.');
    await look('lead');
    expect(await row('lead')).toEqual(['looked_at', true]);
    await signCorrection(test, plan, 'Corrected words.');
    await publish(test, plan);
    expect(await row('lead')).toEqual(['looked_at', false]);
    const approveIt = async () => {
      const { body } = await test.request<{ results: { refusal?: { code: string } }[] }>(
        'POST',
        '/api/updates/approve-several',
        { as: signedIn.get('lead'), body: { updates: [{ updateId, revisionId }] } },
      );
      return body.results[0]!.refusal?.code;
    };
    expect(await approveIt()).toBe('update.changes_not_opened');
    await look('lead');
    expect(await row('lead')).toEqual(['looked_at', true]);
    expect(await approveIt()).toBeUndefined();
  });
});
