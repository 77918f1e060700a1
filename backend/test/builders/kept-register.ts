import {
  AssessmentReader,
  Commitment,
  CommitmentLimb,
  RecordAssessment,
} from '../../src/modules/plan/index.js';
import { CreateRound } from '../../src/modules/rounds/index.js';
import { Listing, OpenRound, Update } from '../../src/modules/updates/index.js';
import { standingFrom } from '../../src/modules/updates/register/prepare-change.js';
import type { RegisterChangeInput } from '../../src/modules/updates/register/register-change.input.js';
import { RegisterChangesReader } from '../../src/modules/updates/register/register-changes.reader.js';
import { verifyAudit } from '../../src/modules/audit/index.js';
import { TestApp } from '../support/test-app.js';
import { changeRegister, previewChange, undoChange } from './register-acts.js';
import { addPlan, aRound, buildWorld, rowIds, type World } from './world.js';

/** A printed row, its commitments by their titles. */
export interface Shown {
  title: string;
  chapter: string;
  reference: string | null;
  wording: string;
  answers: string[];
}

let slugs = 0;

/** The register of a plan of its own, as its secretariat keeps it. */
export class KeptRegister {
  private constructor(
    private readonly test: TestApp,
    readonly plan: World,
    private readonly organisationId: string,
  ) {}

  static async of(test: TestApp, world: World): Promise<KeptRegister> {
    const plan = await addPlan(test, world);
    const { leadOrganisationId } = await test.manager.findOneByOrFail(Commitment, {
      id: plan.commitmentIds[0],
    });
    return new KeptRegister(test, plan, leadOrganisationId);
  }

  private get secretariat(): string {
    return this.plan.people.secretariat;
  }

  /** The id of a commitment, by its place. */
  id(index: number): string {
    return this.plan.commitmentIds[index]!;
  }

  preview(input: RegisterChangeInput, personId = this.secretariat) {
    return previewChange(this.test, personId, input);
  }

  /** How a commitment stands in a round to come, or in the open one. */
  standing(commitmentId: string, roundId?: string) {
    return this.test.as(this.secretariat, (act) => standingFrom(act, commitmentId, roundId));
  }

  change(input: RegisterChangeInput, personId = this.secretariat) {
    return changeRegister(this.test, personId, input);
  }

  undo(changeId: string): Promise<void> {
    return undoChange(this.test, this.secretariat, changeId);
  }

  /** Why the list does not offer to take a change back; undefined where it does. */
  async whyNotUndone(changeId: string): Promise<string | undefined> {
    const { data } = await this.test.app
      .get(RegisterChangesReader)
      .list(await this.test.actor(this.secretariat), {
        ...{ planId: this.plan.planId, page: 1, perPage: 200, sort: 'madeAt' },
      });
    const [undo] = data.find(({ id }) => id === changeId)!.availableActions;
    expect(undo!.isAllowed).toBe(undo!.why === undefined);
    return undo!.why;
  }

  /** A round to come, after the open one. */
  plannedRound(fields: object = {}): Promise<string> {
    slugs += 1;
    const round = aRound({
      ...{ slug: `coming-${slugs}`, title: 'The coming round' },
      ...{ periodStart: '2022-04-01', periodEnd: '2022-06-30', ...fields },
    });
    return this.test.as(this.secretariat, (act) =>
      this.test.app.get(CreateRound).execute(act, this.plan.planId, round),
    );
  }

  open(roundId: string): Promise<void> {
    return this.test.as(this.secretariat, (act) =>
      this.test.app.get(OpenRound).execute(act, roundId),
    );
  }

  /** A round's rows in the order of print. */
  async rows(roundId = this.plan.roundId): Promise<Shown[]> {
    const { manager } = this.test;
    const ids = await rowIds(this.test, roundId);
    return Promise.all(
      ids.map(async (updateId, index) => {
        const { title } = await manager.findOneByOrFail(Update, { id: updateId });
        const listing = await manager.findOneByOrFail(Listing, { updateId });
        expect(listing.position).toBe(index + 1);
        const answers = await manager.query<{ title: string }[]>(
          `SELECT m.title FROM update_commitments uc JOIN commitments m ON m.id = uc.commitment_id
           WHERE uc.update_id = $1 ORDER BY uc.position`,
          [updateId],
        );
        const { chapter, reference, wording } = listing;
        return { title, chapter, reference, wording, answers: answers.map((each) => each.title) };
      }),
    );
  }

  async titles(roundId = this.plan.roundId): Promise<string[]> {
    return (await this.rows(roundId)).map(({ title }) => title);
  }

  commitment(id: string): Promise<Commitment> {
    return this.test.manager.findOneByOrFail(Commitment, { id });
  }

  /** The parts of a commitment, in order. */
  async limbs(commitmentId: string): Promise<string[]> {
    const limbs = await this.test.manager.find(CommitmentLimb, {
      where: { commitmentId },
      order: { position: 'ASC' },
    });
    return limbs.map(({ text }) => text);
  }

  lineage(): Promise<{ fromId: string; toId: string; kind: string }[]> {
    return this.test.manager.query(
      `SELECT x.from_id AS "fromId", x.to_id AS "toId", x.kind FROM commitment_lineage x
       JOIN commitments m ON m.id = x.from_id WHERE m.plan_id = $1`,
      [this.plan.planId],
    );
  }

  /** Gives the plan an impact assessment with actions of these letters; answers with their ids. */
  async assess(letters: string[]): Promise<string[]> {
    const { planId } = this.plan;
    await this.test.as(this.secretariat, (act) =>
      this.test.app.get(RecordAssessment).execute(act, {
        ...{ planId, title: 'Assessment', publishedOn: '2020-11-13', printingErrors: [] },
        sections: [
          { title: 'A section', actions: letters.map((letter) => ({ letter, commitmentIds: [] })) },
        ],
        characteristics: [],
      }),
    );
    const { actions } = await this.test.app.get(AssessmentReader).ofPlan(planId);
    return actions.map(({ actionId }) => actionId);
  }

  /** The commitments that the assessment names, as everybody reads it. */
  async assessed(): Promise<string[]> {
    const { actions } = await this.test.app.get(AssessmentReader).ofPlan(this.plan.planId);
    return actions.flatMap(({ commitments }) => commitments.map(({ title }) => title));
  }

  /** The letters under which the assessment has a commitment. */
  async places(commitmentId: string): Promise<string[] | undefined> {
    const places = await this.test.app.get(AssessmentReader).ofCommitment(commitmentId);
    return places?.map(({ letter }) => letter);
  }

  /** A commitment to be added. */
  newOne(): RegisterChangeInput {
    return {
      ...{ kind: 'add', planId: this.plan.planId, title: 'A new pledge' },
      ...{ summary: 'What it promises.', wording: 'As it is to be printed.', reference: '1.3' },
      chapterId: this.plan.chapterIds[0]!,
      leadOrganisationId: this.organisationId,
      ownerId: this.plan.people.owner,
    };
  }
}

interface Given {
  test: TestApp;
  world: World;
  register: KeptRegister;
  plan: World;
}

/** Gives every test of a file a register of its own, and sees to it that the audit trail holds after each. */
export function eachWithARegister(give: (given: Given) => void): void {
  let test: TestApp;
  let world: World;
  beforeAll(async () => {
    test = await TestApp.start();
    world = await buildWorld(test);
  }, 60_000);
  afterAll(() => test.stop());
  beforeEach(async () => {
    const register = await KeptRegister.of(test, world);
    give({ test, world, register, plan: register.plan });
  });
  afterEach(async () => {
    expect(await verifyAudit(test.dataSource)).not.toHaveProperty('wrong');
  });
}
