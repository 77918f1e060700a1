import { londonInstant } from '../../../src/common/dates.js';
import { GiveGrant, SetCover } from '../../../src/modules/identity/index.js';
import { ChangePerson } from '../../../src/modules/identity/actions/save-person.js';
import { ConfirmOverride, Override } from '../../../src/modules/overrides/index.js';
import { Manifest, SignRound, UnsealRound } from '../../../src/modules/signoff/index.js';
import { readManifest } from '../../../src/modules/signoff/manifest.js';
import { OmitUpdate } from '../../../src/modules/updates/index.js';
import { approveAll, seal } from '../../builders/signed-round.js';
import {
  addPlan,
  buildWorld,
  PASSWORD,
  type World,
  type WorldPerson,
} from '../../builders/world.js';
import { countTags, readPdf, type ReadPdf } from '../../support/read-pdf.js';
import { TestApp } from '../../support/test-app.js';

describe('the certificate of a signature', () => {
  let test: TestApp;
  let world: World;
  let manifest: Manifest;

  beforeAll(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
    const { people, updateIds } = world;
    await approveAll(test, world, [updateIds[1]!]);
    await test.as(people.secretariat, (act) =>
      test.app.get(OmitUpdate).execute(act, updateIds[1]!, 'No answer came in time.'),
    );
    const omission = await test.manager.findOneByOrFail(Override, { kind: 'omission' });
    await test.as(people.secondSecretariat, (act) =>
      test.app.get(ConfirmOverride).execute(act, omission.id),
    );
    // Sealed and signed on cover: the certificate says for whom.
    await test.as(people.secretariat, (act) =>
      test.app.get(SetCover).execute(act, {
        ...{ absentId: people.secretariat, coverId: people.contributor, parts: ['secretariat'] },
        ...{ startsOn: '2022-05-09', endsOn: '2022-05-20' },
      }),
    );
    manifest = await seal(test, {
      ...world,
      people: { ...people, secretariat: people.contributor },
    });
    const other = await addPlan(test, world);
    await test.as(people.administrator, (act) =>
      test.app
        .get(GiveGrant)
        .execute(act, people.stranger, { role: 'secretariat', planId: other.planId }),
    );
    await test.as(people.signatory, (act) =>
      test.app.get(SetCover).execute(act, {
        absentId: people.signatory,
        coverId: people.boardMember,
        startsOn: '2022-05-09',
        endsOn: '2022-05-20',
        parts: ['signing'],
      }),
    );
    await test.as(people.boardMember, (act) =>
      test.app.get(SignRound).execute(act, world.roundId, {
        ...{ manifestId: manifest.id, manifestHash: manifest.hash, password: PASSWORD },
      }),
    );
  }, 60_000);
  afterAll(() => test.stop());

  const get = async (person: WorldPerson) => {
    const signedIn = await test.signIn(world.emailOf(person), PASSWORD);
    return test.app
      .getHttpAdapter()
      .getInstance()
      .inject({
        url: `/api/manifests/${manifest.id}/certificate`,
        headers: { cookie: signedIn.cookie },
      });
  };
  const certificate = async (): Promise<{ pdf: ReadPdf; words: string }> => {
    const response = await get('signatory');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('application/pdf');
    expect(response.headers['content-disposition']).toContain('attachment');
    const pdf = await readPdf(response.rawPayload);
    return { pdf, words: pdf.texts.join(' ').replace(/\s+/g, ' ') };
  };

  it('is a tagged PDF with every row, its hash and who approved it', async () => {
    const { pdf, words } = await certificate();
    expect(pdf).toMatchObject({ isMarked: true, language: 'en-GB' });
    expect(pdf.metadata).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(pdf.title).toMatch(/^Certificate of signature: /);
    expect(countTags(pdf.tags).get('TH')).toBe(3);
    const { lines } = readManifest(manifest.body);
    for (const { title, contentHash } of lines) {
      expect(words).toContain(title);
      if (contentHash) expect(words).toContain(contentHash);
    }
    expect(words.match(/9 May 2022, The lead, MOPAC/g)).toHaveLength(3);
    expect(words).toContain(manifest.hash);
    expect(words).toContain('Omitted: no text');
    expect(pdf.rightEdge).toBeLessThan(596);
  });

  it('says who signed for whom, and what the signature excuses', async () => {
    // What was so when it was signed stays so.
    await test.as(world.people.administrator, (act) =>
      test.app.get(ChangePerson).execute(act, world.people.signatory, { name: 'Someone renamed' }),
    );
    const { words } = await certificate();
    expect(words).toContain('Signed by The boardMember, MOPAC, for The signatory, MOPAC');
    expect(words).toMatch(/Sealed: .* by The contributor, \w+, for The secretariat, MOPAC, seal 1/);
    expect(words).toContain('Omission: Commitment 2');
    expect(words).toContain('No answer came in time.');
    expect(words).toContain('Confirmed by: The secondSecretariat, MOPAC');
    expect(words).toContain('Stands: when this certificate was made');
  });

  it.each<[WorldPerson, number]>([
    ['secretariat', 200],
    ['auditor', 200],
    ['lead', 403],
    ['owner', 403],
    ['stranger', 404], // of the secretariat, but of another plan
  ])('is answered to %s with %d', async (person, status) => {
    expect((await get(person)).statusCode).toBe(status);
  });

  it('says so when the round was unsealed since', async () => {
    await test.setClock(londonInstant('2022-05-12T09:00'));
    await test.as(world.people.secretariat, (act) =>
      test.app.get(UnsealRound).execute(act, world.roundId, 'A figure was wrong.'),
    );
    const { words } = await certificate();
    expect(words).toContain('Void: since 12 May 2022');
    expect(words).toContain('A figure was wrong.');
    expect(words).not.toContain('Stands: ');
    // What was excused stays what was excused then.
    expect(words).not.toContain('Unsealing');
  });
});
