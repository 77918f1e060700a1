import { randomUUID } from 'node:crypto';
import type { CoverPart } from '../../../src/common/actor.js';
import { londonInstant } from '../../../src/common/dates.js';
import { Acts, type Act } from '../../../src/modules/audit/index.js';
import { EndCover, Organisation, SetCover } from '../../../src/modules/identity/index.js';
import { SaveTemplate } from '../../../src/modules/notifications/actions/save-template.js';
import { USUAL_TEMPLATES } from '../../../src/modules/notifications/templates.js';
import { CreatePlan } from '../../../src/modules/plan/index.js';
import { EndHold } from '../../../src/modules/rounds/actions/holds.js';
import { CreateRound, SetHold } from '../../../src/modules/rounds/index.js';
import { UpdatesQuery } from '../../../src/modules/updates/dto/update.dto.js';
import { UpdateListReader } from '../../../src/modules/updates/update-list.reader.js';
import { HomeReader } from '../../../src/modules/updates/home.reader.js';
import { ClaimUpdate } from '../../../src/modules/updates/index.js';
import { changeRegister } from '../../builders/register-acts.js';
import { openSummary } from '../../builders/summary.js';
import {
  approve,
  aRound,
  buildWorld,
  draft,
  EVERYDAY,
  give,
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
  const anOrganisation = async () => (await test.manager.find(Organisation))[0]!.id;
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

  it('is not given to somebody who is away and covered in that themselves', async () => {
    const { people } = world;
    await cover('owner', ['drafting']);
    const given = (startsOn: string, endsOn: string, parts: CoverPart[]): Promise<string> =>
      test.as(people.secondOwner, (act) =>
        test.app.get(SetCover).execute(act, {
          ...{ absentId: people.secondOwner, coverId: people.owner, startsOn, endsOn, parts },
        }),
      );
    await expect(given('2022-05-20', '2022-05-30', ['drafting', 'review'])).rejects.toMatchObject({
      extra: { issues: [{ field: 'coverId', code: 'away' }] },
    });
    await given('2022-05-21', '2022-05-30', ['drafting']);
    await given('2022-05-09', '2022-05-20', ['review']);
  });

  it('is not set twice, by whomever and however much at once, and names the one that stands', async () => {
    const { people } = world;
    const given = (startsOn: string, endsOn: string, parts: CoverPart[], coverId: string) =>
      test.as(people.owner, (act) =>
        test.app.get(SetCover).execute(act, {
          ...{ absentId: people.owner, coverId, startsOn, endsOn, parts },
        }),
      );
    const { boardMember, secondOwner } = people;
    const atOnce = await Promise.allSettled([
      cover('owner', ['drafting', 'review']),
      cover('owner', ['drafting', 'review'], 'administrator'),
      cover('owner', ['drafting', 'review']),
    ]);
    const refused = {
      extra: {
        issues: [
          {
            ...{ field: 'coverId', code: 'covers_already' },
            message:
              'The boardMember covers already, from 9 May 2022 to 20 May 2022: write and submit texts; review and approve. ' +
              'End that cover first, or choose somebody else, other days or other work.',
          },
        ],
      },
    };
    const reasons = atOnce.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(reasons).toMatchObject([refused, refused]);
    await expect(
      given('2022-05-20', '2022-05-30', ['review', 'signing'], boardMember),
    ).rejects.toMatchObject(refused);
    // Other days, other work, somebody else for the same, and what has ended.
    await given('2022-05-21', '2022-05-30', ['drafting'], boardMember);
    await given('2022-05-09', '2022-05-20', ['signing'], boardMember);
    await given('2022-05-09', '2022-05-20', ['drafting'], secondOwner);
    const [{ id } = { id: '' }] = await test.manager.query<{ id: string }[]>(
      `SELECT id FROM covers WHERE 'review' = ANY(parts)`,
    );
    await test.as(people.owner, (act) => test.app.get(EndCover).execute(act, id));
    await given('2022-05-09', '2022-05-20', ['review'], boardMember);
    // What is over is in nobody's way.
    await test.setClock(londonInstant('2022-05-31T09:00'));
    await given('2022-05-09', '2022-06-10', ['drafting', 'review'], boardMember);
  });

  it('is set and ended by the secretariat of every plan in which it would count', async () => {
    const { people } = world;
    const { planId } = await test.app.get(Acts).perform(null, async (act) =>
      test.app.get(CreatePlan).execute(act, {
        ...{ slug: 'another', title: 'Another plan', chapterTitles: ['A chapter'] },
        publisherId: await anOrganisation(),
      }),
    );
    await give(test, people.lead, { role: 'lead', planId });
    const bySecretariat = (absent: WorldPerson, parts: CoverPart[]) =>
      cover(absent, parts, 'secretariat').then(
        () => 'set',
        ({ code }: { code: string }) => code,
      );
    expect(await bySecretariat('owner', ['drafting'])).toBe('set');
    // As lead of both plans; who has no work of that part; in no plan at all.
    expect(await bySecretariat('lead', ['drafting', 'review'])).toBe('permission.refused');
    expect(await bySecretariat('owner', ['signing'])).toBe('permission.refused');
    expect(await bySecretariat('stranger', EVERYDAY)).toBe('permission.refused');
    const id = await cover('lead', ['review'], 'administrator');
    const end = () => test.as(people.secretariat, (act) => test.app.get(EndCover).execute(act, id));
    await expect(end()).rejects.toMatchObject({ code: 'permission.refused' });
    await give(test, people.secretariat, { role: 'secretariat', planId });
    await end();
    expect(await bySecretariat('lead', ['review'])).toBe('set');
  });

  it('is named in the audit trail with every act that it allowed', async () => {
    const { people, planId, roundId } = world;
    await cover('secretariat', ['secretariat']);
    const acting = <T>(work: (act: Act) => Promise<T>) => test.as(people.boardMember, work);
    const [from, to] = ['2022-06-01', '2022-06-02'];
    const absent = { absentId: people.owner, coverId: people.contributor };
    const coverId = await acting((act) =>
      test.app
        .get(SetCover)
        .execute(act, { ...absent, parts: ['drafting'], startsOn: from, endsOn: to }),
    );
    await acting((act) => test.app.get(EndCover).execute(act, coverId));
    const holdId = await acting((act) =>
      test.app
        .get(SetHold)
        .execute(act, { planId, name: 'A hold', reason: 'Voting.', startsOn: from, endsOn: to }),
    );
    await acting((act) => test.app.get(EndHold).execute(act, holdId));
    await changeRegister(test, people.boardMember, {
      ...{ kind: 'add', planId, roundId, chapterId: world.chapterIds[0]!, title: 'A new one' },
      ...{ summary: 'New.', wording: 'Anew.', leadOrganisationId: await anOrganisation() },
    });
    const next = { periodStart: '2022-04-01', periodEnd: '2022-06-30', slug: 'next' };
    await acting((act) => test.app.get(CreateRound).execute(act, planId, aRound(next)));
    await acting((act) =>
      test.app
        .get(SaveTemplate)
        .execute(act, 'digest', { version: 0, ...USUAL_TEMPLATES.digest, closing: 'Goodbye.' }),
    );
    await openSummary(test, { ...world, people: { ...people, secretariat: people.boardMember } });
    const entries = await test.manager.query<{ kind: string; forWhom: string | null }[]>(
      `SELECT kind, on_behalf_of_id AS "forWhom" FROM audit_entries WHERE actor_id = $1`,
      [people.boardMember],
    );
    expect(entries.filter(({ forWhom }) => forWhom !== people.secretariat)).toEqual([]);
    expect([...new Set(entries.map(({ kind }) => kind))].sort()).toEqual([
      ...['commitment.added', 'commitment.change_effective', 'commitment.change_recorded'],
      ...['cover.ended', 'cover.set', 'hold.ended', 'hold.set', 'message.template_saved'],
      ...['round.created', 'round.opened', 'round.rows_changed'],
    ]);
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
