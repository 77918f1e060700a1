import {
  SealRound,
  SignRound,
  DeclineRound,
  Manifest,
  Signature,
  UnsealRound,
  verifySignoff,
} from '../../../src/modules/signoff/index.js';
import type { CoverPart } from '../../../src/common/actor.js';
import { Round } from '../../../src/modules/rounds/index.js';
import { SetCover } from '../../../src/modules/identity/index.js';
import { OmitUpdate, Update } from '../../../src/modules/updates/index.js';
import { Override } from '../../../src/modules/overrides/index.js';
import type { PastSigningsDto } from '../../../src/modules/signoff/dto/past-signing.dto.js';
import type { SigningDto } from '../../../src/modules/signoff/dto/signing.dto.js';
import { readManifest } from '../../../src/modules/signoff/manifest.js';
import { approveAll, publishAll, seal, sign } from '../../builders/signed-round.js';
import { reopen } from '../../builders/update-acts.js';
import {
  approve,
  buildWorld,
  PASSWORD,
  submit,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

describe('sign-off', () => {
  let test: TestApp;
  let world: World;

  beforeEach(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
  });
  afterEach(() => test.stop());

  const states = async (): Promise<string[]> => {
    const updates = await test.manager.findBy(Update, { roundId: world.roundId });
    return world.updateIds.map((id) => updates.find((update) => update.id === id)!.state);
  };
  const roundState = async (): Promise<string> =>
    (await test.manager.findOneByOrFail(Round, { id: world.roundId })).state;
  const sealAs = (personId: string) =>
    test.as(personId, (act) => test.app.get(SealRound).execute(act, world.roundId));
  const signAs = (personId: string, manifest: Manifest, password = PASSWORD) =>
    test.as(personId, (act) =>
      test.app.get(SignRound).execute(act, world.roundId, {
        manifestId: manifest.id,
        manifestHash: manifest.hash,
        password,
      }),
    );

  it('refuses to seal while an update waits, and names it', async () => {
    await approveAll(test, world, [world.updateIds[1]!]);
    await expect(sealAs(world.people.secretariat)).rejects.toMatchObject({
      code: 'round.not_ready_to_seal',
      context: { count: '1', titles: 'Commitment 2' },
    });
    expect(await roundState()).toBe('open');
  });

  it('seals with an omission, signs, and verifies', async () => {
    const [, omitted] = world.updateIds;
    await approveAll(test, world, [omitted!]);
    await test.as(world.people.secretariat, (act) =>
      test.app.get(OmitUpdate).execute(act, omitted!, 'No answer came in time.'),
    );
    const manifest = await seal(test, world);
    const { lines } = readManifest(manifest.body);
    expect(lines.map((line) => [line.updateId, line.contentHash !== undefined])).toEqual(
      world.updateIds.map((id) => [id, id !== omitted]),
    );
    expect(lines[1]!.omission).toEqual({ reason: 'No answer came in time.' });
    expect(await roundState()).toBe('sealed');

    await sign(test, world);
    expect(await states()).toEqual(['signed', 'not_started', 'signed', 'signed']);
    expect(await roundState()).toBe('signed');
    expect(await verifySignoff(test.dataSource)).toEqual({
      checked: '3 texts, 3 approvals, 1 manifests',
    });
  });

  it('tells the second of two people who seal at once who was first', async () => {
    await approveAll(test, world);
    const results = await Promise.allSettled([
      sealAs(world.people.secretariat),
      sealAs(world.people.secondSecretariat),
    ]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]!.reason).toMatchObject({
      code: 'record.changed_meanwhile',
      extra: { conflict: { what: 'sealed the round', who: expect.stringMatching(/ecretariat$/u) } },
    });
    expect(await test.manager.countBy(Manifest, { roundId: world.roundId })).toBe(1);
  });

  it('lets nobody but a signatory sign, with their own password, and only what they saw', async () => {
    await approveAll(test, world);
    const manifest = await seal(test, world);
    await expect(signAs(world.people.secretariat, manifest)).rejects.toMatchObject({
      code: 'permission.refused',
    });
    await expect(signAs(world.people.stranger, manifest)).rejects.toMatchObject({
      code: 'record.not_found',
    });
    await expect(
      signAs(world.people.signatory, manifest, 'another password'),
    ).rejects.toMatchObject({
      code: 'session.wrong_password',
      extra: { issues: [{ field: 'password' }] },
    });
    await expect(
      signAs(world.people.signatory, { ...manifest, hash: '0'.repeat(64) }),
    ).rejects.toMatchObject({ code: 'manifest.changed' });
    expect(await test.manager.countBy(Signature, {})).toBe(0);
  });

  it('lets cover sign only where it includes signing, and says for whom', async () => {
    await approveAll(test, world);
    const manifest = await seal(test, world);
    const cover = (...parts: CoverPart[]) =>
      test.as(world.people.signatory, (act) =>
        test.app.get(SetCover).execute(act, {
          absentId: world.people.signatory,
          coverId: world.people.boardMember,
          startsOn: '2022-05-09',
          endsOn: '2022-05-31',
          parts,
        }),
      );
    await cover('drafting', 'review', 'clearance', 'secretariat');
    await expect(signAs(world.people.boardMember, manifest)).rejects.toMatchObject({
      code: 'record.not_found',
    });
    await cover('signing');
    await signAs(world.people.boardMember, manifest);
    expect(
      await test.manager.findOneByOrFail(Signature, { manifestId: manifest.id }),
    ).toMatchObject({
      signedById: world.people.boardMember,
      onBehalfOfId: world.people.signatory,
    });
  });

  it('says on the signing page for whom it was sealed and published on cover', async () => {
    const { people } = world;
    await test.as(people.secretariat, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: people.secretariat, coverId: people.contributor, parts: ['secretariat'] },
        ...{ startsOn: '2022-05-09', endsOn: '2022-06-30' },
      }),
    );
    await publishAll(test, { ...world, people: { ...people, secretariat: people.contributor } });
    const as = await test.signIn(world.emailOf('signatory'), PASSWORD);
    const path = `/api/rounds/${world.roundId}`;
    const { body } = await test.request<SigningDto>('GET', `${path}/signing`, { as });
    const [by, onBehalfOf] = [{ id: people.contributor }, { id: people.secretariat }];
    expect(body.manifest).toMatchObject({
      ...{ sealedBy: by, sealedOnBehalfOf: onBehalfOf },
      ...{ publishedBy: by, publishedOnBehalfOf: onBehalfOf, publishedAt: expect.any(String) },
    });
    expect(body.manifest).not.toHaveProperty('signedOnBehalfOf');
    const past = await test.request<PastSigningsDto>('GET', `${path}/signings`, { as });
    expect(past.body.data[0]).toMatchObject({ sealedBy: by, sealedOnBehalfOf: onBehalfOf });
  });

  it('returns only what a signatory declines; the next page opens on what changed', async () => {
    await approveAll(test, world);
    const first = await seal(test, world);
    const [declined] = world.updateIds;
    await test.as(world.people.signatory, (act) =>
      test.app.get(DeclineRound).execute(act, world.roundId, {
        manifestId: first.id,
        objections: [{ updateId: declined!, reason: 'The date has passed.' }],
      }),
    );
    expect(await states()).toEqual(['returned', 'approved', 'approved', 'approved']);
    expect(await roundState()).toBe('open');
    expect(await test.manager.findOneByOrFail(Manifest, { id: first.id })).toMatchObject({
      state: 'voided',
      body: first.body,
    });
    await expect(signAs(world.people.signatory, first)).rejects.toMatchObject({
      code: 'record.changed_meanwhile',
      extra: { conflict: { what: 'declined to sign the round' } },
    });

    await submit(test, declined!, world.people.owner, 'A later date.');
    await approve(test, declined!, world.people.lead);
    await seal(test, world);
    const signatory = await test.signIn(world.emailOf('signatory'), PASSWORD);
    const page = await test.request<{
      lines: { updateId: string; changedSinceLastSeal: boolean; approvedBy: { name: string } }[];
      previousDecision: { objections: unknown[] };
      comparedWith: unknown;
      counts: unknown;
      heading: object;
    }>('GET', `/api/rounds/${world.roundId}/signing`, { as: signatory });
    expect(page.status).toBe(200);
    expect(page.body.heading).toMatchObject({
      periodLabel: '2021/22 Q4 (January to March 2022)',
      asAt: '2022-03-31',
      publicationOn: '2022-06-10',
      publisher: expect.any(String),
      planTitle: expect.any(String),
    });
    expect(page.body.lines.map((line) => line.changedSinceLastSeal)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(page.body.lines[0]!.approvedBy.name).toBe('The lead');
    expect(page.body.previousDecision.objections).toEqual([
      { updateId: declined, title: 'Commitment 1', reason: 'The date has passed.' },
    ]);
    expect(page.body.comparedWith).toEqual({
      ...{ version: 1, wasDeclined: true, removed: [] },
      ...{ isHeadChanged: false, isIntroductionChanged: false, acronyms: [] },
    });
    expect(page.body.counts).toEqual({
      total: 4,
      approved: 4,
      omitted: 0,
      changed: 4,
      unchanged: 0,
    });
  });

  describe('of a seal that no longer stands', () => {
    const past = async (person: WorldPerson = 'signatory') => {
      const as = await test.signIn(world.emailOf(person), PASSWORD);
      const path = `/api/rounds/${world.roundId}`;
      const page = await test.request<SigningDto>('GET', `${path}/signing`, { as });
      return { page, ...(await test.request<PastSigningsDto>('GET', `${path}/signings`, { as })) };
    };

    it('says who declined it, for whom, when, which updates and why, and what it waits for', async () => {
      await approveAll(test, world);
      const manifest = await seal(test, world);
      const [, second, third] = world.updateIds as [string, string, string];
      await test.as(world.people.signatory, (act) =>
        test.app.get(DeclineRound).execute(act, world.roundId, {
          manifestId: manifest.id,
          objections: [
            { updateId: third, reason: 'No figure.' },
            { updateId: second, reason: 'The date has passed.' },
          ],
        }),
      );
      const { page, status, body } = await past();
      expect([page.status, status]).toEqual([404, 200]);
      expect(body).toMatchObject({
        round: { id: world.roundId, state: 'open' },
        ...{ total: 1, waiting: 2, unconfirmed: 0, correctionNo: 0 },
      });
      expect(body.data[0]).toMatchObject({
        ...{ manifestId: manifest.id, version: 1, outcome: 'declined' },
        by: { name: 'The signatory' },
        objections: [
          { updateId: second, reason: 'The date has passed.', state: 'returned', isOmitted: false },
          { updateId: third, reason: 'No figure.' },
        ],
      });
      for (const person of ['lead', 'owner', 'boardMember', 'administrator', 'stranger'] as const) {
        expect([person, (await past(person)).status]).toEqual([person, 403]);
      }

      await submit(test, second, world.people.owner, 'A later date.');
      await approve(test, second, world.people.lead);
      await submit(test, third, world.people.secondOwner, 'Forty.');
      await approve(test, third, world.people.lead);
      expect((await past()).body).toMatchObject({
        waiting: 0,
        data: [{ objections: [{ state: 'approved' }, { state: 'approved' }] }],
      });
      await seal(test, world);
      expect((await past()).page.status).toBe(200);
    });

    it('says who unsealed it and why, and compares with what was declined, not with the seal between', async () => {
      await approveAll(test, world);
      const first = await seal(test, world);
      const [declined, other] = world.updateIds as [string, string];
      await test.as(world.people.signatory, (act) =>
        test.app.get(DeclineRound).execute(act, world.roundId, {
          manifestId: first.id,
          objections: [{ updateId: declined, reason: 'The date has passed.' }],
        }),
      );
      await submit(test, declined, world.people.owner, 'A later date.');
      await approve(test, declined, world.people.lead);
      await seal(test, world);
      await test.as(world.people.secretariat, (act) =>
        test.app.get(UnsealRound).execute(act, world.roundId, 'A figure came in late.'),
      );
      const { page, body } = await past();
      expect(page.status).toBe(404);
      expect(body.data).toMatchObject([
        {
          ...{ version: 2, outcome: 'unsealed', reason: 'A figure came in late.', objections: [] },
          by: { name: 'The secretariat' },
        },
        { version: 1, outcome: 'declined' },
      ]);
      await reopen(test, other, world.people.lead, 'A figure came in late.');
      await submit(test, other, world.people.owner, 'With the figure.');
      await approve(test, other, world.people.secondLead);
      await seal(test, world);
      const again = (await past()).page.body;
      expect(again.comparedWith).toMatchObject({ version: 1, wasDeclined: true });
      expect(again.lines.map((line) => line.changedSinceLastSeal)).toEqual([
        true,
        true,
        false,
        false,
      ]);
    });

    it('compares with what was signed since, and asks no more after what was declined before', async () => {
      await approveAll(test, world);
      const first = await seal(test, world);
      const [declined] = world.updateIds as [string];
      await test.as(world.people.signatory, (act) =>
        test.app.get(DeclineRound).execute(act, world.roundId, {
          manifestId: first.id,
          objections: [{ updateId: declined, reason: 'The date has passed.' }],
        }),
      );
      await submit(test, declined, world.people.owner, 'A later date.');
      await approve(test, declined, world.people.lead);
      await signAs(world.people.signatory, await seal(test, world));
      await test.as(world.people.secretariat, (act) =>
        test.app.get(UnsealRound).execute(act, world.roundId, 'A figure came in late.'),
      );
      await seal(test, world);
      const { body } = (await past()).page;
      expect(body.comparedWith).toMatchObject({ version: 2, wasDeclined: false });
      expect(body).not.toHaveProperty('previousDecision');
    });

    it('shows what was signed also when it is published, and nothing before the first seal', async () => {
      const before = await past();
      expect([before.page.status, before.body]).toMatchObject([404, { data: [], waiting: 4 }]);
      await publishAll(test, world);
      const { page, body } = await past();
      expect(page).toMatchObject({
        status: 200,
        body: { manifest: { state: 'published', signedBy: { name: 'The signatory' } } },
      });
      expect(page.body.availableActions.every(({ isAllowed }) => !isAllowed)).toBe(true);
      expect(body.data).toMatchObject([{ outcome: 'published', by: { name: 'The signatory' } }]);
    });
  });

  it('unseals with a reason, which is an override; the manifest is kept and approvals stand', async () => {
    await approveAll(test, world);
    await seal(test, world);
    const manifest = await sign(test, world);
    const overrideId = await test.as(world.people.secretariat, (act) =>
      test.app.get(UnsealRound).execute(act, world.roundId, 'A figure came in late.'),
    );
    expect(await test.manager.findOneByOrFail(Override, { id: overrideId })).toMatchObject({
      kind: 'unsealing',
      reason: 'A figure came in late.',
      confirmedById: null,
    });
    expect(await states()).toEqual(['approved', 'approved', 'approved', 'approved']);
    expect(await roundState()).toBe('open');
    expect((await test.manager.findOneByOrFail(Manifest, { id: manifest.id })).state).toBe(
      'voided',
    );
    await seal(test, world);
    expect(await verifySignoff(test.dataSource)).toEqual({
      checked: '4 texts, 4 approvals, 2 manifests',
    });
  });

  it('refuses to sign when a text was changed behind the system’s back, and verify names it', async () => {
    await approveAll(test, world);
    const manifest = await seal(test, world);
    await test.dataSource.query(`
      ALTER TABLE update_revisions DISABLE TRIGGER USER;
      ALTER TABLE update_revisions DROP CONSTRAINT ck_update_revisions_hash;`);
    await test.dataSource.query(
      `UPDATE update_revisions SET content = replace(content, 'Text of update 3', 'Other words') WHERE update_id = $1`,
      [world.updateIds[2]],
    );
    await expect(signAs(world.people.signatory, manifest)).rejects.toMatchObject({
      code: 'manifest.hash_differs',
      context: { what: '“Commitment 3”' },
    });
    expect((await verifySignoff(test.dataSource)).wrong).toMatch(
      /revision 1 of “Commitment 3” .* is not the text that was hashed/u,
    );
  });

  it('shows the signing page to who runs, signs or audits the plan, and to nobody else', async () => {
    await approveAll(test, world);
    await seal(test, world);
    const expected = {
      secretariat: 200,
      signatory: 200,
      auditor: 200,
      lead: 403,
      owner: 403,
      boardMember: 403,
      administrator: 403,
      stranger: 403,
    } as const;
    for (const [person, status] of Object.entries(expected)) {
      const as = await test.signIn(world.emailOf(person as keyof typeof expected), PASSWORD);
      const answer = await test.request('GET', `/api/rounds/${world.roundId}/signing`, { as });
      expect([person, answer.status]).toEqual([person, status]);
    }
  });
});
