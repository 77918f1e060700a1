import { IsNull } from 'typeorm';
import { ConfirmOverride, Override } from '../../../src/modules/overrides/index.js';
import { londonInstant } from '../../../src/common/dates.js';
import { verifyAudit, verifyExport } from '../../../src/modules/audit/index.js';
import { Organisation, SaveOrganisation } from '../../../src/modules/identity/index.js';
import { ChangePerson } from '../../../src/modules/identity/actions/save-person.js';
import { verifyOverrides, verifyTrail } from '../../../src/modules/publication/index.js';
import { AskForRedaction, verifyRedactions } from '../../../src/modules/redactions/index.js';
import { EndHold, SetHold } from '../../../src/modules/rounds/actions/holds.js';
import { SkipPeriod, UndoSkip } from '../../../src/modules/rounds/actions/skip-period.js';
import { buildWorld, PASSWORD, submit, type World } from '../../builders/world.js';
import { claim, omit, reopen, returnIt, takeOver } from '../../builders/update-acts.js';
import { approve } from '../../builders/world.js';
import { TestApp, type SignedIn } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let auditor: SignedIn;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  auditor = await test.signIn(world.emailOf('auditor'), PASSWORD);
}, 60_000);
afterAll(() => test.stop());

interface Entry {
  seq: number;
  kind: string;
  words: string;
  actor?: { name: string; organisation: string; isAssumed: boolean };
  subjectTitle?: string;
}
const list = async (query: string, as = auditor): Promise<{ total: number; data: Entry[] }> =>
  (
    await test.request<{ total: number; data: Entry[] }>('GET', `/api/audit-entries?${query}`, {
      as,
    })
  ).body;

/** Runs a check on a database that was tampered with, and puts everything back. */
async function tampered(
  table: string,
  sql: string,
  check: (database: { query: (sql: string, values?: unknown[]) => Promise<never> }) => Promise<{
    wrong?: string;
  }>,
): Promise<string | undefined> {
  const runner = test.dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await runner.query(sql);
    return (await check({ query: (text, values) => runner.query(text, values) as never })).wrong;
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

describe('the trail as people read it', () => {
  it('says each entry in words, and names people as they were then', async () => {
    const [first] = world.updateIds as [string];
    await submit(test, first, world.people.owner);
    await test.setClock(londonInstant('2022-05-10T09:00'));
    const mopac = await test.manager.findOneByOrFail(Organisation, { shortName: 'MOPAC' });
    await test.as(world.people.administrator, (act) =>
      test.app
        .get(ChangePerson)
        .execute(act, world.people.owner, { name: 'Another name', organisationId: mopac.id }),
    );
    await test.as(world.people.administrator, (act) =>
      test.app
        .get(SaveOrganisation)
        .execute(act, { name: 'Office, renamed', shortName: 'OFF' }, mopac.id),
    );
    await test.setClock(londonInstant('2022-05-11T09:00'));
    await returnIt(test, first, world.people.lead);
    await submit(test, first, world.people.owner);

    const { data } = await list(`subjectKind=update&subjectId=${first}&kind=update.submitted`);
    expect(data.map(({ actor }) => actor)).toEqual([
      expect.objectContaining({ name: 'Another name', organisation: 'OFF', isAssumed: false }),
      expect.objectContaining({ name: 'The owner', organisation: 'MPS', isAssumed: false }),
    ]);
    expect(data[0]!.words).toMatch(/^submitted text [0-9a-f]{12}$/);
    expect(data[0]!.subjectTitle).toBe('Commitment 1');
  });

  it('says from whom a review was taken over, as they were then', async () => {
    const [, second] = world.updateIds as [string, string];
    const { owner, lead, secondLead, administrator } = world.people;
    await submit(test, second, owner);
    await claim(test, second, lead);
    await takeOver(test, second, secondLead);
    await test.as(administrator, (act) =>
      test.app.get(ChangePerson).execute(act, lead, { name: 'A lead of another name' }),
    );
    const { data } = await list(`subjectKind=update&subjectId=${second}&kind=update.claimed`);
    expect(data.map(({ words }) => words)).toEqual([
      'took the review over from The lead, OFF',
      'claimed it for review',
    ]);
    expect(data[0]).not.toHaveProperty('takenFrom');
  });

  it('is filtered by London day, person, plan, origin, and stays still up to an entry', async () => {
    const [{ seq } = { seq: 0 }] = (await list('perPage=1')).data;
    await approve(test, world.updateIds[0]!, world.people.lead);
    expect((await list(`upTo=${seq}`)).data[0]!.seq).toBe(seq);
    expect((await list('from=2022-05-11&to=2022-05-11&kind=update.returned')).total).toBe(1);
    expect((await list('from=2022-05-12')).total).toBe(0);
    expect((await list(`actorId=${world.people.lead}&kind=update.approved`)).total).toBe(1);
    expect((await list('origin=seed')).total).toBe(0);
    expect((await list(`planId=${world.planId}`)).total).toBeGreaterThan(5);
    expect((await list(`planId=${world.roundId}`)).total).toBe(0);
    const refused = await test.request('GET', '/api/audit-entries?from=2022-W10', { as: auditor });
    expect(refused.status).toBe(400);
    for (const [query, field] of [
      ['kind=update.danced', 'kind'],
      ['subjectKind=spoon', 'subjectKind'],
      ['origin=heaven', 'origin'],
      ['from=2022-05-12&to=2022-05-11', 'to'],
    ]) {
      const answer = await test.request('GET', `/api/audit-entries?${query}`, { as: auditor });
      expect([query, answer.status, answer.body.issues]).toEqual([
        query,
        400,
        [expect.objectContaining({ field })],
      ]);
    }
  });

  it('leaves the house as lines that verify by themselves, within the reader’s scope', async () => {
    const all = await test.request('GET', '/api/audit-entries.jsonl', { as: auditor });
    const lines = all.text.trim().split('\n');
    expect(lines).toHaveLength((await list('perPage=1')).total);
    const whole = await verifyExport(lines as unknown as AsyncIterable<string>);
    expect(whole).toEqual({
      checked: expect.stringContaining('whole from the first to the last') as string,
    });

    const secretariat = await test.signIn(world.emailOf('secretariat'), PASSWORD);
    const own = await test.request('GET', '/api/audit-entries.jsonl', { as: secretariat });
    expect(own.text.trim().split('\n')).toHaveLength(
      (await list(`planId=${world.planId}&perPage=1`)).total,
    );
    expect(own.text).not.toContain('person.password_set');
    const csv = await test.request('GET', '/api/audit-entries.csv?kind=update.returned', {
      as: auditor,
    });
    expect(csv.text.split('\r\n')).toHaveLength(3);
    const owner = await test.signIn(world.emailOf('owner'), PASSWORD);
    for (const path of ['.csv', '.jsonl', ''])
      expect((await test.request('GET', `/api/audit-entries${path}`, { as: owner })).status).toBe(
        403,
      );
  });
});

describe('what verify finds', () => {
  it('is a trail cut off at its end, whichever record the lost entry spoke of', async () => {
    const cut = 'DELETE FROM audit_entries WHERE seq = (SELECT max(seq) FROM audit_entries)';
    expect(await tampered('audit_entries', cut, (db) => verifyAudit(db as never))).toMatch(
      /ends at entry \d+; its head says that it had \d+/,
    );
  });

  it('is a reason that was rewritten: of a return, a reopening, an omission and its override', async () => {
    const [first, second] = world.updateIds as [string, string];
    await reopen(test, first, world.people.lead, 'A figure is wrong.');
    await omit(test, second, world.people.secretariat, 'Nothing to say this time.');
    expect(await verifyTrail(test.dataSource)).not.toHaveProperty('wrong');
    for (const kind of ['return', 'reopen', 'omit']) {
      const rewrite = `UPDATE update_decisions SET reason = 'Another reason.' WHERE kind = '${kind}'`;
      expect(await tampered('update_decisions', rewrite, (db) => verifyTrail(db))).toContain(
        'says otherwise',
      );
    }
    const override = "UPDATE overrides SET reason = 'Another reason.'";
    expect(await tampered('overrides', override, (db) => verifyOverrides(db))).toContain(
      'is not the one that was given',
    );
  });

  it('is a redaction whose reason, asker or day was rewritten', async () => {
    const [, , third] = world.updateIds as [string, string, string];
    await submit(test, third, world.people.secondOwner, 'A name stood here.');
    await test.as(world.people.secretariat, (act) =>
      test.app
        .get(AskForRedaction)
        .execute(act, third, { words: 'name stood', reason: 'A victim is named.' }),
    );
    expect(await verifyRedactions(test.dataSource)).not.toHaveProperty('wrong');
    for (const rewritten of [
      "reason = 'Another reason.'",
      `asked_by_id = '${world.people.lead}'`,
      `asked_for_id = '${world.people.lead}'`,
      "asked_at = asked_at - interval '1 day'",
    ]) {
      const rewrite = `UPDATE redactions SET ${rewritten}`;
      expect(await tampered('redactions', rewrite, (db) => verifyRedactions(db))).toContain(
        'is not as it was asked for',
      );
    }
  });

  it.each([
    [
      'grants',
      "UPDATE grants SET role = 'signatory' WHERE role = 'lead' AND chapter_id IS NULL",
      'grant',
    ],
    ['grants', "UPDATE grants SET revoked_at = now() WHERE role = 'auditor'", 'grant'],
    ['grants', "UPDATE grants SET chapter_id = NULL WHERE role = 'lead'", 'grant'],
    [
      'rounds',
      "UPDATE rounds SET publication_on = '2022-06-01'",
      'the date publicationOn of round',
    ],
  ])('is a record of %s that was edited by hand: %s', async (table, edit, wrong) => {
    expect(await verifyTrail(test.dataSource)).not.toHaveProperty('wrong');
    expect(await tampered(table, edit, (db) => verifyTrail(db))).toMatch(
      new RegExp(`^${wrong} .*of the audit trail$`),
    );
  });

  it.each([
    "confirmed_at = confirmed_at + interval '1 day'",
    'confirmed_by_id = NULL, confirmed_at = NULL',
  ])('is a confirmation of an override that was edited by hand: %s', async (edit) => {
    const [override] = await test.manager.find(Override, { where: { confirmedAt: IsNull() } });
    if (override)
      await test.as(world.people.secondSecretariat, (act) =>
        test.app.get(ConfirmOverride).execute(act, override.id),
      );
    expect(await verifyOverrides(test.dataSource)).not.toHaveProperty('wrong');
    expect(
      await tampered('overrides', `UPDATE overrides SET ${edit}`, (db) => verifyOverrides(db)),
    ).toMatch(/^the confirmation of override .*of the audit trail$/u);
  });

  it('is a hold that was edited or taken away, or an end of it that nobody made', async () => {
    const holdId = await test.as(world.people.secretariat, (act) =>
      test.app.get(SetHold).execute(act, {
        ...{ planId: world.planId, name: 'By-election', reason: ' Nothing new. ' },
        ...{ startsOn: '2022-07-01', endsOn: '2022-07-20' },
      }),
    );
    const wrongAfter = (edit: string) => tampered('holds', edit, (db) => verifyTrail(db));
    expect(await verifyTrail(test.dataSource)).not.toHaveProperty('wrong');
    for (const edit of [
      "starts_on = '2022-07-02'",
      "ends_on = '2022-07-02'",
      "reason = 'Another reason.'",
      `set_by_id = '${world.people.lead}'`,
      "set_at = set_at - interval '1 day'",
      'plan_id = NULL',
      'ended_at = now()',
    ]) {
      expect([edit, await wrongAfter(`UPDATE holds SET ${edit}`)]).toEqual([
        edit,
        `hold ${holdId} is not the one of the audit trail`,
      ]);
    }
    expect(await wrongAfter('DELETE FROM holds')).toBe(`hold ${holdId} is not there any more`);
    await test.as(world.people.secretariat, (act) => test.app.get(EndHold).execute(act, holdId));
    expect(await verifyTrail(test.dataSource)).not.toHaveProperty('wrong');
    expect(await wrongAfter('UPDATE holds SET ended_at = NULL')).toContain('is not the one of');
  });

  it('is a skipped period that was edited or taken away, or is said to be undone', async () => {
    const skipId = await test.as(world.people.secretariat, (act) =>
      test.app.get(SkipPeriod).execute(act, world.planId, {
        ...{ periodStart: '2022-04-01', periodEnd: '2022-06-30', reason: ' No figures came. ' },
      }),
    );
    const wrongAfter = (edit: string) => tampered('skipped_periods', edit, (db) => verifyTrail(db));
    expect(await verifyTrail(test.dataSource)).not.toHaveProperty('wrong');
    const wrong = `the skipped period ${skipId} is not the one of the audit trail`;
    for (const edit of [
      "reason = 'Another reason.'",
      "period_end = '2022-05-31'",
      `skipped_by_id = '${world.people.lead}'`,
      "skipped_at = skipped_at - interval '1 day'",
      'undone_by_id = skipped_by_id, undone_at = skipped_at',
    ]) {
      expect([edit, await wrongAfter(`UPDATE skipped_periods SET ${edit}`)]).toEqual([edit, wrong]);
    }
    expect(await wrongAfter('DELETE FROM skipped_periods')).toMatch(/is not there any more$/u);
    await test.as(world.people.secretariat, (act) => test.app.get(UndoSkip).execute(act, skipId));
    expect(await verifyTrail(test.dataSource)).not.toHaveProperty('wrong');
    expect(
      await wrongAfter('UPDATE skipped_periods SET undone_by_id = NULL, undone_at = NULL'),
    ).toBe(wrong);
  });

  it.each([
    "UPDATE audit_heads SET seq = 1, hash = 'x'",
    'DELETE FROM audit_heads',
    'TRUNCATE audit_heads',
    "UPDATE person_history SET name = 'Nobody'",
    'DELETE FROM organisation_history',
    'TRUNCATE person_history',
  ])('cannot be prepared by: %s', async (sql) => {
    await expect(test.manager.query(sql)).rejects.toMatchObject({ driverError: { code: '23001' } });
  });
});
