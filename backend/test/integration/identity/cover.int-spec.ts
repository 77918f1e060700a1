import { randomUUID } from 'node:crypto';
import type { CoverPart } from '../../../src/common/actor.js';
import { londonInstant } from '../../../src/common/dates.js';
import { SetCover } from '../../../src/modules/identity/index.js';
import { UpdatesQuery } from '../../../src/modules/updates/dto/update.dto.js';
import { UpdateListReader } from '../../../src/modules/updates/update-list.reader.js';
import { HomeReader } from '../../../src/modules/updates/home.reader.js';
import { ClaimUpdate } from '../../../src/modules/updates/index.js';
import {
  approve,
  buildWorld,
  draft,
  PASSWORD,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { DatabaseListener } from '../../../src/platform/database/listener.js';
import { TestApp } from '../../support/test-app.js';

describe('cover', () => {
  let test: TestApp;
  let world: World;

  beforeEach(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
  });
  afterEach(() => test.stop());

  /** The Board member, who has no work of their own here, acts for somebody until 20 May. */
  const cover = (absent: WorldPerson, parts: CoverPart[], by: WorldPerson = absent) =>
    test.as(world.people[by], (act) =>
      test.app.get(SetCover).execute(act, {
        absentId: world.people[absent],
        coverId: world.people.boardMember,
        ...{ startsOn: '2022-05-09', endsOn: '2022-05-20', parts },
      }),
    );
  const workOfCover = async () => {
    const actor = await test.actor(world.people.boardMember);
    const { work } = await test.app.get(HomeReader).read(actor);
    return work.map(({ kind, title, forPerson }) => `${kind} ${title} for ${forPerson?.name}`);
  };
  const draftAsCover = () =>
    draft(test, world.updateIds[0]!, world.people.boardMember, 'Written on cover.');
  const claimAsCover = () =>
    test.as(world.people.boardMember, (act) =>
      test.app.get(ClaimUpdate).execute(act, world.updateIds[0]!, 'claim'),
    );

  it('lets the cover write where writing is named, and says for whom in their list', async () => {
    await cover('owner', ['drafting']);
    expect(await workOfCover()).toEqual([
      'draft Commitment 1 for The owner',
      'draft Commitment 2 for The owner',
    ]);
    await draftAsCover();
  });

  it('lets the cover review where review is named, and nothing else of the lead’s', async () => {
    await submit(test, world.updateIds[0]!, world.people.owner);
    await cover('lead', ['drafting', 'clearance', 'signing', 'secretariat']);
    expect(await workOfCover()).toEqual([]);
    await expect(claimAsCover()).rejects.toMatchObject({ code: 'record.not_found' });
    await cover('lead', ['review']);
    expect(await workOfCover()).toEqual(['review Commitment 1 for The lead']);
    const actor = await test.actor(world.people.boardMember);
    const query = Object.assign(new UpdatesQuery(), { awaiting: 'me' });
    const { data } = await test.app.get(UpdateListReader).list(actor, query);
    expect(data).toMatchObject([{ title: 'Commitment 1', forPerson: { name: 'The lead' } }]);
    await approve(test, world.updateIds[0]!, world.people.boardMember);
  });

  it('does not let the cover write where only another part is named', async () => {
    await cover('owner', ['review', 'signing']);
    expect(await workOfCover()).toEqual([]);
    await expect(draftAsCover()).rejects.toMatchObject({ code: 'record.not_found' });
  });

  it('keeps the contributor rule: nobody approves for one who wrote the text', async () => {
    const { people, updateIds } = world;
    await cover('owner', ['drafting']);
    await draftAsCover();
    await submit(test, updateIds[0]!, people.owner);
    await cover('lead', ['review']);
    await expect(approve(test, updateIds[0]!, people.boardMember)).rejects.toMatchObject({
      code: 'permission.refused',
    });
  });

  it('ends by itself after its last day', async () => {
    await cover('owner', ['drafting']);
    await test.setClock(londonInstant('2022-05-20T23:30'));
    await draftAsCover();
    await test.setClock(londonInstant('2022-05-21T00:10'));
    await expect(draftAsCover()).rejects.toMatchObject({ code: 'record.not_found' });
    expect(await workOfCover()).toEqual([]);
  });

  it('ends by itself also for whoever is signed in all the while', async () => {
    await test.app.get(DatabaseListener).start();
    await cover('owner', ['drafting']);
    await test.setClock(londonInstant('2022-05-20T23:50'));
    const as = await test.signIn(world.emailOf('boardMember'), PASSWORD);
    const status = async () =>
      (await test.request('GET', `/api/updates/${world.updateIds[0]}/draft`, { as })).status;
    // Twice: the second answer is given from what is remembered of the session.
    expect([await status(), await status()]).toEqual([200, 200]);
    await test.setClock(londonInstant('2022-05-21T00:01'));
    expect(await status()).toBe(404);
  });

  it('is set by the person or by the secretariat, who name somebody else', async () => {
    const { people } = world;
    await cover('owner', ['drafting'], 'secretariat');
    await expect(cover('owner', ['drafting'], 'secondOwner')).rejects.toMatchObject({
      code: 'permission.refused',
    });
    const forThemselves = test.as(people.secretariat, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: people.signatory, coverId: people.secretariat },
        ...{ startsOn: '2022-05-09', endsOn: '2022-05-20', parts: ['signing'] },
      }),
    );
    await expect(forThemselves).rejects.toMatchObject({
      extra: { issues: [{ field: 'coverId', code: 'own_decision' }] },
    });
  });

  it.each(['{}', '{everything}'])('cannot be of %s, whoever writes it', async (parts) => {
    const { owner, secondOwner } = world.people;
    await expect(
      test.manager.query(
        `INSERT INTO covers (id, absent_id, cover_id, starts_on, ends_on, parts, set_by_id, set_at)
         VALUES ($1, $2, $3, '2022-05-09', '2022-05-20', $4, $2, now())`,
        [randomUUID(), owner, secondOwner, parts],
      ),
    ).rejects.toThrow('ck_covers_parts');
  });
});
