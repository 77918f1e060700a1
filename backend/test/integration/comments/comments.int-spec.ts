import { verifyAll } from '../../../src/app/commands/verify.js';
import { Comment, CommentThread } from '../../../src/modules/comments/index.js';
import {
  AskForRedaction,
  ConfirmRedaction,
  RedactionReader,
} from '../../../src/modules/redactions/index.js';
import type { NewThread } from '../../../src/modules/updates/comments/actions/start-thread.js';
import type { ThreadsDto } from '../../../src/modules/updates/comments/comments.dto.js';
import { addContributor, clear, refuseClearance, returnIt } from '../../builders/update-acts.js';
import { SignIns } from '../../builders/sign-ins.js';
import {
  addPlan,
  approve,
  buildWorld,
  draft,
  latestRevision,
  submit,
  WORLD_PEOPLE,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { TestApp, type Answer } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let plan: World;
let people: World['people'];
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
});

const TEXT = 'Forty officers were trained. The borough asked for more.';
const address = (index: number, rest = ''): string =>
  `/api/updates/${plan.updateIds[index]!}/threads${rest}`;
const send = (as: WorldPerson, path: string, body?: unknown): Promise<Answer<ThreadsDto>> =>
  test.request('POST', path, { as: signedIn.get(as), body }) as Promise<Answer<ThreadsDto>>;
const read = async (as: WorldPerson, index = 0): Promise<ThreadsDto> =>
  (await test.request('GET', address(index), { as: signedIn.get(as) }))
    .body as unknown as ThreadsDto;

/** A comment, on words of the text or on all of it. */
async function say(
  as: WorldPerson,
  { quote, index = 0, ...rest }: Partial<NewThread> & { quote?: string; index?: number } = {},
): Promise<string> {
  const words = quote && {
    words: { quote, from: TEXT.indexOf(quote), to: TEXT.indexOf(quote) + quote.length },
  };
  const before = (await read(as, index)).data.map(({ id }) => id);
  const answer = await send(as, address(index), { text: 'Is this so?', ...words, ...rest });
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.any(String)]);
  return answer.body.data.find(({ id }) => !before.includes(id))!.id;
}
const onSubmitted = async (index = 0) => ({
  index,
  revisionId: (await latestRevision(test, plan.updateIds[index]!)).id,
});

describe('a thread on words', () => {
  it('survives edits around them, and says that the text has changed when they are gone', async () => {
    await draft(test, plan.updateIds[0]!, people.owner, TEXT);
    const id = await say('owner', { quote: 'The borough' });
    await draft(test, plan.updateIds[0]!, people.owner, `Since May, f${TEXT.slice(1)}`);
    const { text, data } = await read('owner');
    expect(data).toMatchObject([{ id, quote: 'The borough', isResolved: false }]);
    expect(text!.words.slice(data[0]!.place!.from, data[0]!.place!.to)).toBe('The borough');

    await draft(test, plan.updateIds[0]!, people.owner, 'Forty officers were trained.');
    const [gone] = (await read('owner')).data;
    expect(gone).toMatchObject({ quote: 'The borough', isOnWords: true });
    expect(gone!.place).toBeUndefined();
  });

  it('is carried from the revision it was made on to the one that is read', async () => {
    await submit(test, plan.updateIds[0]!, people.owner, TEXT);
    await say('lead', { ...(await onSubmitted()), quote: 'Forty officers' });
    await returnIt(test, plan.updateIds[0]!, people.lead);
    await submit(test, plan.updateIds[0]!, people.owner, `In June. ${TEXT}`);
    const { data, text } = await read('secondLead');
    expect(text).toMatchObject({ revisionNumber: 2 });
    expect(data).toMatchObject([{ revisionNumber: 1, place: { from: 9, to: 23 } }]);
  });

  it('takes words of a draft that was saved meanwhile at the nearest place that has them', async () => {
    await draft(test, plan.updateIds[0]!, people.owner, `The review. The review. ${TEXT}`);
    const words = { quote: 'The review', from: 11, to: 21 };
    const { body } = await send('owner', address(0), { text: 'Which?', words });
    expect(body.data[0]!.place).toEqual({ from: 12, to: 22 });
    const gone = await send('owner', address(0), {
      ...{ text: 'Which?', words: { ...words, quote: 'Those words' } },
    });
    expect([gone.status, gone.body]).toMatchObject([409, { code: 'comment.words_gone' }]);
  });

  it('is on the one of several that was selected, whatever was saved and typed meanwhile', async () => {
    const [first] = plan.updateIds;
    const line = 'The review goes on.';
    await draft(test, first!, people.owner, `${line}\n\nA word.\n\n${line}`);
    // On the screen before it was saved: two paragraphs more, the second of three was selected.
    const shown = `${line}\n${line}\nA word.\n${line}`;
    const from = shown.indexOf(line, 1);
    const words = { quote: line, from, to: from + line.length, text: shown };
    await draft(test, first!, people.owner, `${line}\n\n${line}\n\nA word.\n\n${line}`);
    const { body } = await send('owner', address(0), { text: 'This one.', words });
    expect(body.data.at(-1)!.place).toMatchObject({ from });
    // It follows its own words, not its neighbours’.
    await draft(test, first!, people.owner, `New.\n\n${line}\n\n${line}\n\nA word.\n\n${line}`);
    const after = (await read('owner')).data.find(
      ({ comments }) => comments[0]!.text === 'This one.',
    );
    expect([from + 'New.\n'.length, undefined]).toContain(after!.place?.from);
    // Taken out before it was sent: refused, and never on another.
    const gone = `${line}\nUnique words once stood.`;
    const lost = { quote: 'Unique words', from: 20, to: 32, text: gone };
    expect(await send('owner', address(0), { text: 'Where?', words: lost })).toMatchObject({
      ...{ status: 409, body: { code: 'comment.words_gone' } },
    });
  });

  it('is refused on words that the revision has not at that place', async () => {
    await submit(test, plan.updateIds[0]!, people.owner, TEXT);
    const body = {
      ...(await onSubmitted()),
      text: 'No.',
      words: { from: 1, to: 6, quote: 'Forty' },
    };
    const { index: _, ...sent } = body;
    expect(await send('lead', address(0), sent)).toMatchObject({
      ...{ status: 400, body: { issues: [{ field: 'words', code: 'not_there' }] } },
    });
  });
});

/** Who of everybody is answered, and who of them reads the words. */
async function readersOf(index: number, words: string) {
  const answered: WorldPerson[] = [];
  const reading: WorldPerson[] = [];
  for (const person of WORLD_PEOPLE) {
    const { status, text } = await test.request('GET', address(index), {
      as: signedIn.get(person),
    });
    expect([200, 404]).toContain(status);
    if (status === 200) answered.push(person);
    if (text.includes(words)) reading.push(person);
  }
  return { answered, reading };
}

describe('who reads comments', () => {
  it('is those who write, for a draft; and whoever may read the submission, once it went with one', async () => {
    await addContributor(test, plan.updateIds[0]!, people.owner, people.contributor);
    await draft(test, plan.updateIds[0]!, people.owner, TEXT);
    await say('contributor', { text: 'Aardvark', quote: 'Forty officers' });
    const settled = await say('owner', { text: 'Settled before' });
    await send('owner', address(0, `/${settled}/resolve`));
    expect((await readersOf(0, 'Aardvark')).reading).toEqual(['owner', 'contributor']);

    await submit(test, plan.updateIds[0]!, people.owner, TEXT.replace('Forty', 'Fifty'));
    const reviewers = ['lead', 'secondLead', 'chapterLead', 'secretariat', 'secondSecretariat'];
    const everyone = ['owner', 'contributor', ...reviewers, 'auditor'];
    expect((await readersOf(0, 'Aardvark')).reading).toEqual(everyone);
    expect((await readersOf(0, 'Settled before')).reading).toEqual(['owner', 'contributor']);
    // Words that stood in a draft only stay with those who wrote it.
    const forLead = await read('lead');
    expect(forLead.data).toMatchObject([{ isOnWords: true, audience: 'reviewers' }]);
    expect(forLead.data[0]!.quote).toBeUndefined();
    expect((await read('owner')).data.map(({ quote }) => quote)).toContain('Forty officers');
  });

  it('keeps what was said before clearance within the organisation', async () => {
    const id = plan.updateIds[3]!;
    await submit(test, id, people.clearingOwner, TEXT);
    await say('clearer', { ...(await onSubmitted(3)), text: 'Buffalo' });
    await refuseClearance(test, id, people.clearer);
    await submit(test, id, people.clearingOwner, `${TEXT} Yes.`);
    await clear(test, id, people.clearer);
    expect((await readersOf(3, 'Buffalo')).reading).toEqual(['clearingOwner', 'clearer']);
    await say('lead', { ...(await onSubmitted(3)), text: 'Capybara' });
    expect((await readersOf(3, 'Capybara')).reading).toEqual([
      ...['clearingOwner', 'clearer', 'lead', 'secondLead', 'secretariat', 'secondSecretariat'],
      'auditor',
    ]);
  });

  it('is nobody whom the writer was not told of: what was begun for fewer is not sent', async () => {
    const refusal = async (as: WorldPerson, path: string, body: object) => {
      const { status, body: problem } = await send(as, path, { text: 'Begun before', ...body });
      return [status, (problem as { code?: string }).code];
    };
    await draft(test, plan.updateIds[0]!, people.owner, TEXT);
    const thread = await say('owner', { audience: 'writers' });
    await submit(test, plan.updateIds[0]!, people.owner, TEXT);
    const answers = address(0, `/${thread}/comments`);
    const isRefused = [409, 'comment.audience_changed'];
    expect(await refusal('owner', answers, { audience: 'writers' })).toEqual(isRefused);
    const { revisionId } = await onSubmitted();
    const onRevision = { revisionId, audience: 'organisation' };
    expect(await refusal('owner', address(0), onRevision)).toEqual(isRefused);
    expect((await readersOf(0, 'Begun before')).reading).toEqual([]);
    expect((await refusal('owner', answers, { audience: 'reviewers' }))[0]).toBe(200);

    // While the organisation has not let it go, it alone reads what is said of it.
    await submit(test, plan.updateIds[3]!, people.clearingOwner, TEXT);
    await say('clearer', { ...(await onSubmitted(3)), audience: 'organisation' });
    await clear(test, plan.updateIds[3]!, people.clearer);
    const { revisionId: cleared } = await onSubmitted(3);
    const late = { revisionId: cleared, audience: 'organisation' };
    expect(await refusal('clearer', address(3), late)).toEqual(isRefused);
  });

  it('is the signatory too once the text is approved, and nobody by its publication', async () => {
    await submit(test, plan.updateIds[0]!, people.owner, TEXT);
    const openThreadIds = [await say('lead', { ...(await onSubmitted()), text: 'Dromedary' })];
    const revision = await latestRevision(test, plan.updateIds[0]!);
    const body = { revisionId: revision.id, contentHash: revision.contentHash, openThreadIds };
    await send('lead', `/api/updates/${plan.updateIds[0]!}/approve`, body);
    expect((await readersOf(0, 'Dromedary')).reading).toContain('signatory');
    await test.manager.query(`UPDATE updates SET state = 'published' WHERE id = $1`, [
      plan.updateIds[0],
    ]);
    const { answered } = await readersOf(0, 'Dromedary');
    expect(answered).not.toContain('boardMember');
    expect(answered).not.toContain('secondOwner');
    expect(answered).not.toContain('administrator');
  });
});

describe('who comments', () => {
  it('is who writes, clears, leads or runs it; the auditor and the signatory read', async () => {
    await submit(test, plan.updateIds[0]!, people.owner, TEXT);
    const { revisionId } = await onSubmitted();
    const outcomes: Partial<Record<WorldPerson, number>> = {};
    for (const person of WORLD_PEOPLE) {
      const { status } = await send(person, address(0), { revisionId, text: 'Mine.' });
      outcomes[person] = status;
    }
    expect(outcomes).toEqual({
      ...{ owner: 200, secondOwner: 404, contributor: 404, clearingOwner: 404, clearer: 404 },
      ...{ lead: 200, secondLead: 200, chapterLead: 200, secretariat: 200, secondSecretariat: 200 },
      ...{ signatory: 404, auditor: 403, administrator: 404, boardMember: 404, stranger: 404 },
    });
  });

  it('finds no thread of another update, and none that is not theirs to read', async () => {
    await draft(test, plan.updateIds[0]!, people.owner, TEXT);
    const id = await say('owner');
    await submit(test, plan.updateIds[1]!, people.owner, TEXT);
    for (const verb of ['comments', 'resolve', 'reopen']) {
      const body = verb === 'comments' ? { text: 'Hm.' } : undefined;
      expect((await send('owner', address(1, `/${id}/${verb}`), body)).status).toBe(404);
      expect((await send('lead', address(0, `/${id}/${verb}`), body)).status).toBe(404);
    }
  });

  it('is nobody when it is published', async () => {
    await submit(test, plan.updateIds[0]!, people.owner, TEXT);
    await approve(test, plan.updateIds[0]!, people.lead);
    await test.manager.query(`UPDATE updates SET state = 'published' WHERE id = $1`, [
      plan.updateIds[0],
    ]);
    const answer = await send('owner', address(0), { ...(await sent()), text: 'Late.' });
    expect(answer.body).toMatchObject({ code: 'transition.illegal' });
  });
});
const sent = async () => ({ revisionId: (await onSubmitted()).revisionId });

describe('mentions', () => {
  it('are of people who may read the comment, and are told after commit', async () => {
    await draft(test, plan.updateIds[0]!, people.owner, TEXT);
    const offered = (await read('owner')).people;
    expect(offered.filter(({ reads }) => reads === 'writers').map(({ id }) => id)).toEqual([
      people.owner,
    ]);
    expect(offered.map(({ id }) => id)).not.toContain(people.auditor);
    const early = await send('owner', address(0), { text: '@', mentionedIds: [people.lead] });
    expect(early.body).toMatchObject({ issues: [{ field: 'mentionedIds', code: 'no_reader' }] });

    await submit(test, plan.updateIds[0]!, people.owner, TEXT);
    const { body } = await send('owner', address(0), {
      ...{ ...(await sent()), text: 'Could you look, @The lead?', mentionedIds: [people.lead] },
    });
    expect(body.data[0]!.comments[0]!.mentions).toMatchObject([{ id: people.lead }]);
    const events = await test.manager.query<{ payload: object }[]>(
      `SELECT payload FROM outbox_events WHERE kind = 'comment.mentioned' ORDER BY id`,
    );
    expect(events.map(({ payload }) => payload)).toMatchObject([
      { updateId: plan.updateIds[0], personId: people.lead, threadId: body.data[0]!.id },
    ]);
  });

  it('wait on Home until they are answered or resolved, for who may read them', async () => {
    const waiting = async (as: WorldPerson): Promise<unknown[]> => {
      const { body } = await test.request<{ work: { kind: string; updateId: string }[] }>(
        'GET',
        '/api/home',
        { as: signedIn.get(as) },
      );
      return body.work.filter(
        ({ kind, updateId }) => kind === 'answer_mention' && updateId === plan.updateIds[0],
      );
    };
    await submit(test, plan.updateIds[0]!, people.owner, TEXT);
    const mention = { text: 'Which borough?', mentionedIds: [people.owner] };
    const id = await say('lead', { ...(await onSubmitted()), ...mention });
    await say('lead', { ...(await onSubmitted()), ...mention });
    expect(await waiting('owner')).toMatchObject([
      { ask: 'Answer the comment that mentions you', waitingPerson: 'The lead' },
    ]);
    expect(await waiting('lead')).toEqual([]);
    expect(await waiting('secondLead')).toEqual([]);

    await send('owner', address(0, `/${id}/comments`), { text: 'Camden.' });
    expect(await waiting('owner')).toHaveLength(1);
    for (const thread of (await read('owner')).data)
      await send('owner', address(0, `/${thread.id}/resolve`));
    expect(await waiting('owner')).toEqual([]);
    await send('lead', address(0, `/${id}/reopen`));
    expect(await waiting('owner')).toEqual([]);
    await send('lead', address(0, `/${id}/comments`), mention);
    expect(await waiting('owner')).toHaveLength(1);
  });
});

describe('resolving', () => {
  it('is done once of two at the same time, and the other is told who was first', async () => {
    await submit(test, plan.updateIds[0]!, people.owner, TEXT);
    const id = await say('lead', await onSubmitted());
    const both = await Promise.all([
      send('lead', address(0, `/${id}/resolve`)),
      send('owner', address(0, `/${id}/resolve`)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)!.body).toMatchObject({
      ...{ code: 'record.changed_meanwhile', conflict: { what: 'resolved it' } },
    });
    expect(
      (await send('owner', address(0, `/${id}/comments`), { text: 'Hm.' })).body,
    ).toMatchObject({ code: 'transition.illegal' });
    expect((await send('owner', address(0, `/${id}/reopen`))).body).toMatchObject({ open: 1 });
    expect((await send('owner', address(0, `/${id}/reopen`))).body).toMatchObject({
      code: 'transition.illegal',
    });
  });

  it('is asked of an approval: it names the open threads that it has seen', async () => {
    await submit(test, plan.updateIds[0]!, people.owner, TEXT);
    const id = await say('lead', await onSubmitted());
    const revision = await latestRevision(test, plan.updateIds[0]!);
    const approval = { revisionId: revision.id, contentHash: revision.contentHash };
    const path = `/api/updates/${plan.updateIds[0]!}/approve`;
    expect((await send('secondLead', path, approval)).body).toMatchObject({
      ...{ code: 'update.open_threads', detail: expect.stringContaining('One thread is') },
    });
    const later = await say('owner', await onSubmitted());
    // As many as were seen, but not those.
    await send('lead', address(0, `/${id}/resolve`));
    expect((await send('secondLead', path, { ...approval, openThreadIds: [id] })).status).toBe(409);
    expect(
      (await send('secondLead', path, { ...approval, openThreadIds: [id, later] })).status,
    ).toBe(200);
  });

  it('is not asked of threads that the reviewers do not read', async () => {
    await submit(test, plan.updateIds[3]!, people.clearingOwner, TEXT);
    await say('clearer', await onSubmitted(3));
    await refuseClearance(test, plan.updateIds[3]!, people.clearer);
    await submit(test, plan.updateIds[3]!, people.clearingOwner, `${TEXT} Yes.`);
    await clear(test, plan.updateIds[3]!, people.clearer);
    await approve(test, plan.updateIds[3]!, people.lead);
  });
});

describe('what was said', () => {
  it('is never changed or deleted in the database', async () => {
    await draft(test, plan.updateIds[0]!, people.owner, TEXT);
    const id = await say('owner', { quote: 'The borough' });
    for (const statement of [
      `UPDATE comments SET text = 'Other.' WHERE thread_id = $1`,
      'DELETE FROM comments WHERE thread_id = $1',
      'DELETE FROM comment_threads WHERE id = $1',
      `UPDATE comment_threads SET anchor = NULL WHERE id = $1`,
      'UPDATE comment_threads SET started_at = now() WHERE id = $1',
    ]) {
      await expect(test.manager.query(statement, [id])).rejects.toMatchObject({ code: '23001' });
    }
    await expect(test.manager.query('TRUNCATE comment_mentions')).rejects.toThrow('append-only');
  });

  it('is verified against the audit trail', async () => {
    expect((await verifyAll(test.dataSource, test.files)).wrong).toBeUndefined();
    await test.manager.query('ALTER TABLE comments DISABLE TRIGGER tr_comments_append_only');
    const [comment] = await test.manager.find(Comment, { take: 1 });
    await test.manager.update(Comment, { id: comment!.id }, { text: 'Rewritten.' });
    expect((await verifyAll(test.dataSource, test.files)).wrong).toContain('(comment.');
    await test.manager.update(Comment, { id: comment!.id }, { text: comment!.text });
    await test.manager.query('ALTER TABLE comments ENABLE TRIGGER tr_comments_append_only');
    expect((await verifyAll(test.dataSource, test.files)).wrong).toBeUndefined();
  });

  it('is redacted by two, with the text that it is about; the words stay where they stood', async () => {
    const text = 'We met Zyzzyva in May. The borough asked for more.';
    await submit(test, plan.updateIds[0]!, people.owner, text);
    const quote = 'Zyzzyva in May';
    const { body } = await send('lead', address(0), {
      ...(await sent()),
      ...{ text: 'Do not name Zyzzyva.', words: { quote, from: 7, to: 7 + quote.length } },
    });
    const id = await test.as(people.secretariat, (act) =>
      test.app
        .get(AskForRedaction)
        .execute(act, plan.updateIds[0]!, { words: 'Zyzzyva', reason: 'A name.' }),
    );
    const shown = await test.app.get(RedactionReader).read(await test.actor(people.lead), id);
    await test.as(people.lead, (act) =>
      test.app.get(ConfirmRedaction).execute(act, id, shown.effect!.hash),
    );
    const [thread] = (await read('lead')).data;
    expect(thread).toMatchObject({
      ...{ id: body.data[0]!.id, quote: '[redacted] in May', place: { from: 7, to: 24 } },
      comments: [{ text: 'Do not name [redacted].' }],
    });
    const kept = JSON.stringify([
      await test.manager.find(Comment),
      await test.manager.find(CommentThread),
    ]);
    expect(kept).not.toContain('Zyzzyva');
    expect((await verifyAll(test.dataSource, test.files)).wrong).toBeUndefined();
  });
});
