import { verifyAudit, type Act } from '../../../src/modules/audit/index.js';
import { SetCover } from '../../../src/modules/identity/index.js';
import { ConfirmOverride, Override } from '../../../src/modules/overrides/index.js';
import { verifyTrail } from '../../../src/modules/publication/index.js';
import { ChangeRound } from '../../../src/modules/rounds/actions/change-round.js';
import { Round } from '../../../src/modules/rounds/index.js';
import {
  Manifest,
  SealRound,
  UnsealRound,
  verifySignoff,
  type SigningReader,
} from '../../../src/modules/signoff/index.js';
import {
  ConfirmStillTrue,
  Update,
  UpdateRevision,
  VouchStillTrue,
} from '../../../src/modules/updates/index.js';
import { approveAll, seal, sign } from '../../builders/signed-round.js';
import { omit, reopen } from '../../builders/update-acts.js';
import {
  EVERYDAY,
  approve,
  buildWorld,
  PASSWORD,
  submit,
  type World,
} from '../../builders/world.js';
import { TestApp } from '../../support/test-app.js';

const LATER = '2022-06-24';
const EARLIER = '2022-06-07';

interface Detail {
  asksStillTrue: boolean;
  stillTrue?: { agreedFor: string; publicationOn: string; vouchedBy?: { name: string } };
  availableActions: { action: string; isAllowed: boolean }[];
}

describe('a round whose publication moves after approvals', () => {
  let test: TestApp;
  let world: World;

  beforeEach(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
  });
  afterEach(() => test.stop());

  const owners = () => {
    const { owner, secondOwner, clearingOwner } = world.people;
    return [owner, owner, secondOwner, clearingOwner];
  };
  const move = async (publicationOn: string, reason?: string): Promise<void> => {
    const { version } = await test.manager.findOneByOrFail(Round, { id: world.roundId });
    await test.as(world.people.secretariat, (act) =>
      test.app
        .get(ChangeRound)
        .execute(act, world.roundId, { version, publicationOn, ...(reason && { reason }) }),
    );
  };
  const words = async (updateId: string) => {
    const update = await test.manager.findOneByOrFail(Update, { id: updateId });
    const { id, contentHash } = await test.manager.findOneByOrFail(UpdateRevision, {
      id: update.approvedRevisionId!,
    });
    return { revisionId: id, contentHash };
  };
  const confirmAs = async (personId: string, updateId: string, publicationOn = LATER) => {
    const seen = { ...(await words(updateId)), publicationOn };
    await test.as(personId, (act) => test.app.get(ConfirmStillTrue).execute(act, updateId, seen));
  };
  const vouch = async (updateId: string, publicationOn = LATER): Promise<string> => {
    const input = { ...(await words(updateId)), publicationOn, reason: 'She is on long leave.' };
    return test.as(world.people.secretariat, (act) =>
      test.app.get(VouchStillTrue).execute(act, updateId, input),
    );
  };
  const secondPerson = (overrideId: string) =>
    test.as(world.people.lead, (act) => test.app.get(ConfirmOverride).execute(act, overrideId));
  const sealIt = (act: Act) => test.app.get(SealRound).execute(act, world.roundId);
  const missing = async (): Promise<string | undefined> => {
    const refusal: unknown = await test
      .as(world.people.secretariat, sealIt)
      .catch((e: unknown) => e);
    const { code, context } = refusal as { code: string; context: Record<string, string> };
    expect(code).toBe('round.still_true_missing');
    return context.titles;
  };
  const get = async <Body>(person: 'owner' | 'secretariat' | 'signatory', url: string) =>
    (
      await test.request<Body>('GET', url, {
        as: await test.signIn(world.emailOf(person), PASSWORD),
      })
    ).body;
  const verifyAll = async () => {
    for (const check of [verifyAudit, verifySignoff, verifyTrail]) {
      expect((await check(test.dataSource)).wrong).toBeUndefined();
    }
  };

  it('is sealed only when every owner has confirmed or changed the text, and names who has not', async () => {
    await approveAll(test, world);
    await move(LATER);
    const [first, second, third, fourth] = world.updateIds as [string, string, string, string];
    expect(await missing()).toBe('Commitment 1; Commitment 2; Commitment 3; Commitment 4');

    const detail = await get<Detail>('owner', `/api/updates/${first}`);
    expect(detail).toMatchObject({
      asksStillTrue: true,
      stillTrue: { agreedFor: '2022-06-10', publicationOn: LATER },
    });
    const home = await get<{ work: { kind: string; ask: string }[] }>('owner', '/api/home');
    expect(home.work.filter(({ kind }) => kind === 'confirm_still_true')).toHaveLength(2);
    const unanswered = await get<{ total: number }>(
      'secretariat',
      `/api/rounds/${world.roundId}/updates?asksStillTrue=true`,
    );
    expect(unanswered.total).toBe(4);

    // Confirmed; changed by its owner; confirmed on cover; left out.
    await confirmAs(world.people.owner, first);
    await reopen(test, second, world.people.owner, 'The new date makes it untrue.');
    await test.as(world.people.secondOwner, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: world.people.secondOwner, coverId: world.people.stranger },
        ...{ startsOn: '2022-05-09', endsOn: '2022-05-20', parts: EVERYDAY },
      }),
    );
    await confirmAs(world.people.stranger, third);
    await expect(test.as(world.people.secretariat, sealIt)).rejects.toMatchObject({
      code: 'round.not_ready_to_seal',
      context: { titles: 'Commitment 2' },
    });
    await submit(test, second, world.people.owner, 'True in late June as well.');
    await approve(test, second, world.people.lead);
    expect(await missing()).toBe('Commitment 4');
    await omit(test, fourth, world.people.secretariat, 'No answer about the new date.');
    await seal(test, world);

    const { lines } = await get<Awaited<ReturnType<SigningReader['read']>>>(
      'signatory',
      `/api/rounds/${world.roundId}/signing`,
    );
    expect(lines.map(({ stillTrue }) => stillTrue?.by.name)).toEqual([
      'The owner',
      undefined,
      'The stranger',
      undefined,
    ]);
    await sign(test, world);
    await verifyAll();
  });

  it('asks nothing of texts approved for the new date, or of any when it moves back', async () => {
    await approveAll(test, world, [world.updateIds[3]!]);
    await move(LATER);
    const revision = await submit(test, world.updateIds[3]!, world.people.clearingOwner);
    expect(revision.number).toBe(1);
    await omit(test, world.updateIds[3]!, world.people.secretariat, 'Not needed here.');
    expect(await missing()).toBe('Commitment 1; Commitment 2; Commitment 3');
    await move('2022-06-10', 'The Board meets earlier.');
    await seal(test, world);
    await verifyAll();
  });

  it('moves earlier only with a reason, which somebody else confirms, and owners are asked too', async () => {
    await approveAll(test, world);
    await expect(move(EARLIER)).rejects.toMatchObject({
      extra: { issues: [{ field: 'reason', code: 'required' }] },
    });
    await move(EARLIER, 'The Mayor is asked about it on 8 June.');
    const override = await test.manager.findOneByOrFail(Override, { kind: 'earlier_date' });
    expect(override).toMatchObject({ subjectId: world.roundId, confirmedAt: null, endedAt: null });
    expect(await missing()).toContain('Commitment 1');
    await move(LATER);
    expect(
      (await test.manager.findOneByOrFail(Override, { id: override.id })).endedAt,
    ).not.toBeNull();
  });

  it('takes the owner’s word only for exactly this text, this date and from this person', async () => {
    await approveAll(test, world);
    const [first, second] = world.updateIds as [string, string];
    await expect(confirmAs(world.people.owner, first, '2022-06-10')).rejects.toMatchObject({
      code: 'transition.illegal',
    });
    await move(LATER);
    for (const person of ['lead', 'secretariat', 'secondOwner', 'signatory'] as const) {
      await expect(confirmAs(world.people[person], first)).rejects.toMatchObject({
        code: 'permission.refused',
      });
    }
    await expect(confirmAs(world.people.stranger, first)).rejects.toMatchObject({
      code: 'record.not_found',
    });
    await expect(confirmAs(world.people.owner, first, '2022-06-10')).rejects.toMatchObject({
      code: 'round.publication_moved',
    });
    const seen = { ...(await words(first)), publicationOn: LATER };
    const other = await words(second);
    for (const wrong of [{ revisionId: other.revisionId }, { contentHash: '0'.repeat(64) }]) {
      await expect(
        test.as(world.people.owner, (act) =>
          test.app.get(ConfirmStillTrue).execute(act, first, { ...seen, ...wrong }),
        ),
      ).rejects.toMatchObject({ code: 'update.text_changed' });
    }
    await confirmAs(world.people.owner, first);
    await expect(confirmAs(world.people.owner, first)).rejects.toMatchObject({
      code: 'transition.illegal',
      extra: { conflict: { who: 'You', what: 'confirmed that it is still true' } },
    });
    // It was for that date: another move asks again.
    await move('2022-07-01');
    expect(await missing()).toContain('Commitment 1');
  });

  it('counts the secretariat’s word for an owner once a second person has confirmed it', async () => {
    await approveAll(test, world);
    const [first, ...rest] = world.updateIds as [string, ...string[]];
    await move(LATER);
    for (const id of rest) await confirmAs(owners()[world.updateIds.indexOf(id)]!, id);
    const stale = await vouch(first);
    expect(await missing()).toBe('Commitment 1');
    expect((await get<Detail>('owner', `/api/updates/${first}`)).stillTrue).toMatchObject({
      vouchedBy: { name: 'The secretariat' },
    });
    // Withdrawn by the owner's own answer, by another move, and by a change of the text.
    const again = await vouch(first);
    expect((await test.manager.findOneByOrFail(Override, { id: stale })).endedAt).not.toBeNull();
    await expect(secondPerson(stale)).rejects.toMatchObject({ code: 'transition.illegal' });
    await expect(
      test.as(world.people.secretariat, (act) => test.app.get(ConfirmOverride).execute(act, again)),
    ).rejects.toMatchObject({ code: 'permission.refused' });
    await secondPerson(again);
    await seal(test, world);
    const { lines } = await get<Awaited<ReturnType<SigningReader['read']>>>(
      'signatory',
      `/api/rounds/${world.roundId}/signing`,
    );
    expect(lines[0]!.stillTrue).toMatchObject({
      by: { name: 'The secretariat' },
      reason: 'She is on long leave.',
    });
    await sign(test, world);
    await verifyAll();
  });

  it('is answered once by two people at once, and never for a date that moves meanwhile', async () => {
    await approveAll(test, world);
    await move(LATER);
    const [first] = world.updateIds as [string];
    await test.as(world.people.owner, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: world.people.owner, coverId: world.people.stranger },
        ...{ startsOn: '2022-05-09', endsOn: '2022-05-20', parts: EVERYDAY },
      }),
    );
    const results = await Promise.allSettled([
      confirmAs(world.people.owner, first),
      confirmAs(world.people.stranger, first),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);

    const [, second] = world.updateIds as [string, string];
    const seen = { ...(await words(second)), publicationOn: LATER };
    const raced = await Promise.allSettled([
      move('2022-07-01'),
      test.as(world.people.owner, (act) =>
        test.app.get(ConfirmStillTrue).execute(act, second, seen),
      ),
    ]);
    expect(raced[0].status).toBe('fulfilled');
    expect(await missing()).toContain('Commitment 2');
    await verifyAll();
  });

  it('moves after the signature only by unsealing it, and is confirmed before it is sealed again', async () => {
    await approveAll(test, world);
    await seal(test, world);
    await sign(test, world);
    await expect(move(LATER)).rejects.toMatchObject({ code: 'transition.illegal' });
    await test.as(world.people.secretariat, (act) =>
      test.app.get(UnsealRound).execute(act, world.roundId, 'Publication moves.'),
    );
    await move(LATER);
    expect(await missing()).toContain('Commitment 1');
    for (const [index, id] of world.updateIds.entries()) await confirmAs(owners()[index]!, id);
    await seal(test, world);
    expect(await test.manager.countBy(Manifest, { roundId: world.roundId })).toBe(2);
    await verifyAll();
  });

  it('is guarded by the database itself, and by verify', async () => {
    await approveAll(test, world);
    const [first] = world.updateIds as [string];
    const { revisionId, contentHash } = await words(first);
    const insert = (publicationOn: string | null) =>
      test.dataSource.query(
        `INSERT INTO update_decisions (id, update_id, revision_id, content_hash, kind, decided_by_id,
           decided_at, publication_on)
         VALUES (gen_random_uuid(), $1, $2, $3, 'confirm_still_true', $4, now(), $5)`,
        [first, revisionId, contentHash, world.people.owner, publicationOn],
      );
    await expect(insert(null)).rejects.toMatchObject({
      constraint: 'ck_update_decisions_still_true',
    });
    await expect(insert(LATER)).rejects.toMatchObject({
      constraint: 'ck_update_decisions_still_true',
    });
    await insert('2022-06-10');
    expect((await verifySignoff(test.dataSource)).wrong).toMatch(/not in the audit trail$/u);
  });

  it('is found out by verify when a text was sealed for a date that nobody answered for', async () => {
    await approveAll(test, world);
    await test.dataSource.query('UPDATE rounds SET publication_on = $1', [LATER]);
    await test.dataSource.query(
      `ALTER TABLE update_decisions DISABLE TRIGGER tr_update_decisions_append_only;
       UPDATE update_decisions SET publication_on = '${LATER}' WHERE kind = 'approve'`,
    );
    await seal(test, world);
    await test.dataSource.query(
      `UPDATE update_decisions SET publication_on = '2022-06-10' WHERE kind = 'approve' AND update_id = '${world.updateIds[2]}'`,
    );
    expect((await verifySignoff(test.dataSource)).wrong).toMatch(
      /holds “Commitment 3”, which nobody approved or confirmed for its publication date$/u,
    );
  });
});
