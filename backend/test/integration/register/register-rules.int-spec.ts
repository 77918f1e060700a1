import { verifyTrail } from '../../../src/modules/publication/index.js';
import { ChangeRegister } from '../../../src/modules/updates/index.js';
import { eachWithARegister, type KeptRegister } from '../../builders/kept-register.js';
import { draft, type World } from '../../builders/world.js';
import type { TestApp } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let plan: World;
let register: KeptRegister;
eachWithARegister((given) => ({ test, world, plan, register } = given));

describe('who, and two at once', () => {
  it('is for the secretariat of the plan alone', async () => {
    for (const person of ['lead', 'owner', 'signatory', 'auditor', 'administrator'] as const) {
      await expect(
        register.preview({ kind: 'close', commitmentId: register.id(0) }, plan.people[person]),
      ).rejects.toMatchObject({ code: 'permission.refused' });
    }
  });

  it('refuses a round that is over, of another plan, or none at all', async () => {
    await expect(
      register.preview({ kind: 'close', commitmentId: register.id(0), roundId: world.roundId }),
    ).rejects.toMatchObject({ code: 'request.invalid', extra: { issues: [{ code: 'unknown' }] } });
    await test.manager.query("UPDATE rounds SET state = 'sealed' WHERE id = $1", [plan.roundId]);
    await expect(
      register.preview({ kind: 'close', commitmentId: register.id(0), roundId: plan.roundId }),
    ).rejects.toMatchObject({ code: 'transition.illegal' });
    await test.manager.query("UPDATE rounds SET state = 'open' WHERE id = $1", [plan.roundId]);
  });

  it('does only what was seen: of two at once one is told who was first', async () => {
    const input = {
      kind: 'renumber' as const,
      commitmentId: register.id(0),
      roundId: plan.roundId,
    };
    const outcomes = await Promise.allSettled([
      register.change({ ...input, reference: '1.1' }),
      register.change({ ...input, reference: '2.2' }, plan.people.secondSecretariat),
    ]);
    const refused = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    // Whoever came second either looked at the new state first, or is refused.
    if (refused) {
      expect(refused.reason).toMatchObject({
        code: 'record.changed_meanwhile',
        extra: { conflict: { what: 'changed this commitment' } },
      });
    }
    const seen = await register.preview({ ...input, reference: '3.3' });
    await register.change({ ...input, reference: '4.4' }, plan.people.secondSecretariat);
    await expect(
      test.as(plan.people.secretariat, (act) =>
        test.app.get(ChangeRegister).execute(act, {
          ...{ ...input, reference: '3.3', reason: 'Because.' },
          ...{ seen: seen.hash, version: seen.commitment!.version },
        }),
      ),
    ).rejects.toMatchObject({
      code: 'record.changed_meanwhile',
      extra: { conflict: { who: 'The secondSecretariat', what: 'changed this commitment' } },
    });
  });

  it('does only what was seen: not when the rows changed meanwhile', async () => {
    const input = { kind: 'close' as const, commitmentId: register.id(0), roundId: plan.roundId };
    const seen = await register.preview(input);
    await register.change({
      kind: 'renumber',
      commitmentId: register.id(1),
      reference: '5',
      roundId: plan.roundId,
    });
    await draft(test, plan.updateIds[0]!, plan.people.owner, 'Begun meanwhile.');
    await expect(
      test.as(plan.people.secretariat, (act) =>
        test.app.get(ChangeRegister).execute(act, {
          ...{ ...input, reason: 'Because.' },
          ...{ seen: seen.hash, version: seen.commitment!.version },
        }),
      ),
    ).rejects.toMatchObject({ code: 'record.changed_meanwhile' });
  });

  it('keeps its record append-only, without a word of text in the audit trail', async () => {
    await register.change({ ...register.newOne(), title: 'Zebra crossing', roundId: plan.roundId });
    for (const statement of [
      "UPDATE commitment_changes SET reason = 'x'",
      'DELETE FROM commitment_changes',
      'TRUNCATE commitment_changes CASCADE',
      'DELETE FROM commitment_change_effects',
    ]) {
      await expect(test.manager.query(statement)).rejects.toThrow('append-only');
    }
    expect(await verifyTrail(test.dataSource)).not.toHaveProperty('wrong');
    const entries = await test.manager.query<{ data: object }[]>(
      "SELECT data FROM audit_entries WHERE kind LIKE 'commitment.%' OR kind LIKE 'round.%'",
    );
    expect(JSON.stringify(entries)).not.toMatch(/Zebra|revised/);
  });

  it('finds out by verify what was rewritten behind the system’s back', async () => {
    const { id: made } = await register.change({ ...register.newOne(), roundId: plan.roundId });
    const rewrite = (set: string) =>
      test.manager.transaction(async (manager) => {
        await manager.query('ALTER TABLE commitment_changes DISABLE TRIGGER USER');
        await manager.query(`UPDATE commitment_changes SET ${set} WHERE id = $1`, [made]);
        await manager.query('ALTER TABLE commitment_changes ENABLE TRIGGER USER');
      });
    await rewrite("reason = reason || '!'");
    expect(await verifyTrail(test.dataSource)).toHaveProperty('wrong');
    await rewrite("reason = rtrim(reason, '!')");
    expect(await verifyTrail(test.dataSource)).not.toHaveProperty('wrong');
    await rewrite(`after = after || '{"beforeId": "x"}'`);
    expect(await verifyTrail(test.dataSource)).toHaveProperty('wrong');
    await rewrite("after = after - 'beforeId'");
  });
});
