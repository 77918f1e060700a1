import type { UpdateContent } from '../../../src/common/content.js';
import type { Figure } from '../../../src/common/figures.js';
import { verifyAudit } from '../../../src/modules/audit/index.js';
import { PublishRound, verifyTrail } from '../../../src/modules/publication/index.js';
import { StartCorrection } from '../../../src/modules/signoff/index.js';
import { EditUpdate } from '../../../src/modules/updates/actions/edit-update.js';
import { SaveDraft, SubmitUpdate, UpdateDraft } from '../../../src/modules/updates/index.js';
import { aFigure } from '../../builders/snapshot.js';
import { approveAll, publish, seal, sign } from '../../builders/signed-round.js';
import { suggest } from '../../builders/update-acts.js';
import {
  aContent,
  approve,
  buildWorld,
  latestRevision,
  PASSWORD,
  type World,
} from '../../builders/world.js';
import { parseCsv } from '../../support/parse-csv.js';
import { TestApp, type SignedIn } from '../../support/test-app.js';

let test: TestApp;
let world: World;
let people: World['people'];
let owner: SignedIn;
let updateId: string;

const { change: CHANGE, ...FIRST } = aFigure({ value: '14', numerator: '28' });
const { change: _, ...LATER } = aFigure();
const UNFINISHED: Figure = { measure: 'Stops', period: aFigure().period, value: 'about 12' };

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
  people = world.people;
  owner = await test.signIn(world.emailOf('owner'), PASSWORD);
  updateId = world.updateIds[0]!;
}, 60_000);
afterAll(() => test.stop());

const aText = (text: string, figures: Figure[]) =>
  ({ ...aContent(text), figures }) as UpdateContent;

async function save(id: string, figures: Figure[], text = 'Complaints.'): Promise<number> {
  const draft = await test.manager.findOneBy(UpdateDraft, { updateId: id });
  const saved = await test.as(people.owner, (act) =>
    test.app.get(SaveDraft).execute(act, id, draft?.version ?? 0, aText(text, figures), {
      startedFrom: 'empty',
    }),
  );
  return saved.version;
}
const submit = async (id: string, figures: Figure[], text?: string): Promise<void> => {
  const version = await save(id, figures, text);
  await test.as(people.owner, (act) => test.app.get(SubmitUpdate).execute(act, id, version));
};
const refused = (code: string, ...issues: [field: string, code: string][]) => ({
  code,
  extra: {
    issues: issues.map(([field, issue]) => expect.objectContaining({ field, code: issue })),
  },
});
const published = (id: string) =>
  test.request<{ data: { figure: Figure; editionPeriod: string }[] }>(
    'GET',
    `/api/updates/${id}/published-figures`,
    { as: owner },
  );

describe('figures', () => {
  it('are saved unfinished with the draft, and submitted when nothing of them is missing', async () => {
    await expect(submit(updateId, [UNFINISHED])).rejects.toMatchObject(
      refused(
        'update.nothing_to_submit',
        ['content.figures.0.value', 'not_a_number'],
        ['content.figures.0.source', 'required'],
      ),
    );
    await expect(submit(updateId, [UNFINISHED])).rejects.toMatchObject({
      detail: 'Close this and put it right first.',
      extra: {
        issues: expect.arrayContaining([
          expect.objectContaining({
            message: `${UNFINISHED.measure}: say where the figure is from.`,
          }),
        ]),
      },
    });
    const draft = await test.manager.findOneByOrFail(UpdateDraft, { updateId });
    expect(draft.content.figures).toEqual([UNFINISHED]);
    await submit(updateId, [FIRST]);
    const revision = await latestRevision(test, updateId);
    expect(JSON.parse(revision.content)).toMatchObject({ figures: [FIRST] });
    expect((await published(updateId)).body.data).toEqual([]);
  });

  it('stand in the difference that the reviewer sees, and are changed by no suggestion', async () => {
    const lead = await test.signIn(world.emailOf('lead'), PASSWORD);
    const { body } = await test.request<{ diff: { figures: { segments: { text: string }[] }[] } }>(
      'GET',
      `/api/updates/${updateId}/diff?from=nothing&to=latest`,
      { as: lead },
    );
    expect(body.diff.figures[0]!.segments.map(({ text }) => text).join('')).toContain(
      'Complaints upheld, January to March 2022: 14% (28 of 200).',
    );
    await suggest(test, updateId, people.lead, 'Other words.');
    const { content } = await test.manager.findOneByOrFail(UpdateDraft, { updateId });
    expect(content.figures).toEqual([FIRST]);
    await submit(updateId, [FIRST], 'Other words.');
  });

  it('are held to the same rules in a lead’s own edit', async () => {
    const revision = await latestRevision(test, updateId);
    await expect(
      test.as(people.lead, (act) =>
        test.app.get(EditUpdate).execute(act, updateId, revision.id, aText('x', [UNFINISHED])),
      ),
    ).rejects.toMatchObject({ code: 'request.invalid' });
    await approve(test, updateId, people.lead);
  });

  it('are printed in every form, and found by the public’s search', async () => {
    await approveAll(test, world, [updateId]);
    await seal(test, world);
    await sign(test, world);
    await publish(test, world);
    const page = await test.request('GET', '/editions/2021-22-q4');
    expect(page.text).toMatch(/<th scope="row">Complaints upheld<\/th>/u);
    expect(page.text).toContain('14% (28 of 200)');
    const csv = await test.request('GET', '/editions/2021-22-q4.figures.csv');
    expect(csv.headers.link).toContain('csv-metadata.json');
    const [head, line, ...more] = parseCsv(csv.text.replace(/^\ufeff/u, ''));
    expect(more).toEqual([]);
    const record = Object.fromEntries(head!.map((title, index) => [title, line![index]]));
    expect(record).toMatchObject({
      ...{ Measure: 'Complaints upheld', From: '2022-01-01', To: '2022-03-31', Value: '14' },
      ...{ Numerator: '28', Denominator: '200', Source: 'Complaints database' },
    });
    const found = await test.request('GET', '/search?q=complaints+upheld');
    expect(found.text).toContain('2021-22-q4');
    const { text } = await test.request('GET', '/editions/2021-22-q4.json');
    expect(text).toContain('"figures":[{"denominator":"200"');
  });

  it('of another value than was published say whether that is a revision or a correction, and why', async () => {
    const [copyId] = await test.as(people.secretariat, (act) =>
      test.app.get(StartCorrection).execute(act, world.roundId, {
        ...{ updateIds: [updateId], reason: 'A team was counted twice.' },
      }),
    );
    const [before] = (await published(copyId!)).body.data;
    expect(before).toEqual({ figure: FIRST, editionPeriod: expect.stringContaining('2021/22 Q4') });
    const field = 'content.figures.0.change';
    await expect(submit(copyId!, [LATER])).rejects.toMatchObject(
      refused('update.nothing_to_submit', [`${field}.kind`, 'required']),
    );
    const wrong = { ...LATER, change: { ...CHANGE!, was: '15%' } };
    await expect(submit(copyId!, [wrong])).rejects.toMatchObject(
      refused('update.nothing_to_submit', [`${field}.was`, 'other_value']),
    );
    await submit(copyId!, [{ ...LATER, change: CHANGE }]);
    await approve(test, copyId!, people.lead);
    await seal(test, world);
    await sign(test, world);
    await test.as(people.secretariat, (act) =>
      test.app.get(PublishRound).execute(act, world.roundId),
    );
    const page = await test.request('GET', '/editions/2021-22-q4');
    expect(page.text).toContain('Correction: 14% (28 of 200) was published before.');
    // The difference beside the reason, figure by figure.
    expect(page.text).toContain('figures changed.');
    expect((await published(updateId)).body.data[0]!.figure.value).toBe('12');
    expect((await verifyAudit(test.dataSource)).wrong).toBeUndefined();
    expect((await verifyTrail(test.dataSource)).wrong).toBeUndefined();
  });

  it('published before are shown to nobody who may not see the update', async () => {
    const stranger = await test.signIn(world.emailOf('boardMember'), PASSWORD);
    const answer = await test.request('GET', `/api/updates/${updateId}/published-figures`);
    expect(answer.status).toBe(401);
    const other = await test.request('GET', `/api/updates/${world.planId}/published-figures`, {
      as: stranger,
    });
    expect([403, 404]).toContain(other.status);
  });
});
