import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { londonDate, londonInstant } from '../../common/dates.js';
import { Problem } from '../../common/problems.js';
import { documentFromMarkdown } from '../../common/rich-text/index.js';
import { SaveAcronym } from '../../modules/acronyms/index.js';
import { actWithin, type Act } from '../../modules/audit/index.js';
import {
  CreatePerson,
  GiveGrant,
  loadActor,
  RecordOrganisationNames,
  SaveOrganisation,
} from '../../modules/identity/index.js';
import {
  AddCommitment,
  CreatePlan,
  RecordAssessment,
  RecordLineage,
} from '../../modules/plan/index.js';
import { BringInHistoricEdition, type HistoricRow } from '../../modules/publication/index.js';
import { CreateRound, SetHold } from '../../modules/rounds/index.js';
import { OpenRound } from '../../modules/updates/index.js';
import { repositoryFolder } from '../../platform/config/config.js';
import { LoadSummary } from './load-summary.js';
import { ReplayActs } from './replay-acts.js';
import { figureOf } from './seed-figure.js';
import { idOf, type SeedIds } from './seed-ids.js';
import type {
  SeedAct,
  SeedHistoricEdition,
  SeedHistoricRow,
  SeedPerson,
  SeedRound,
  SeedSummaryAct,
  Seeds,
} from './seed-files.js';

/** For every account of the demonstration, and of the demonstration only. */
export const DEMONSTRATION_PASSWORD = 'quarterdeck-demo';

/**
 * Loads the demonstration into an empty database: everything checked first, then in one transaction
 * through the actions that people use, in the order of its dates. Half a demonstration cannot exist.
 */
@Injectable()
export class LoadDemonstration {
  constructor(
    private readonly dataSource: DataSource,
    private readonly saveOrganisation: SaveOrganisation,
    private readonly recordNames: RecordOrganisationNames,
    private readonly createPerson: CreatePerson,
    private readonly giveGrant: GiveGrant,
    private readonly createPlan: CreatePlan,
    private readonly addCommitment: AddCommitment,
    private readonly recordLineage: RecordLineage,
    private readonly recordAssessment: RecordAssessment,
    private readonly saveAcronym: SaveAcronym,
    private readonly bringIn: BringInHistoricEdition,
    private readonly createRound: CreateRound,
    private readonly setHold: SetHold,
    private readonly openRound: OpenRound,
    private readonly loadSummary: LoadSummary,
    private readonly replay: ReplayActs,
  ) {}

  /** Loads it when nobody has an account yet. Says whether it did. */
  async whenEmpty(folder = resolve(repositoryFolder(), 'seeds')): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT 1 FROM clock_settings FOR UPDATE');
      const [{ isEmpty } = { isEmpty: false }] = await manager.query<{ isEmpty: boolean }[]>(
        'SELECT NOT EXISTS (SELECT 1 FROM people) AS "isEmpty"',
      );
      if (!isEmpty) return false;
      // Every start asks; only the first one pays for reading them.
      const { readSeeds } = await import('./seed-files.js');
      await this.load(manager, readSeeds(folder), folder);
      return true;
    });
  }

  private async load(manager: EntityManager, seeds: Seeds, folder: string): Promise<void> {
    const beginning = londonInstant(`${seeds.plan.publishedOn}T09:00`);
    const ids = await this.inOneAct(manager, null, beginning, (act) =>
      this.loadRegister(act, seeds),
    );
    for (const edition of seeds.editions) await this.loadEdition(manager, edition, seeds, ids);
    for (const round of seeds.rounds) await this.loadRound(manager, round, seeds, ids);
    const clockStartsAt = londonInstant(seeds.rounds.at(-1)!.clockStartsAt);
    await this.inOneAct(manager, null, clockStartsAt, async (act) =>
      act.record(
        'demonstration.loaded',
        { kind: 'installation', id: 'demonstration' },
        { files: hashesOf(folder) },
      ),
    );
  }

  private async loadEdition(
    manager: EntityManager,
    edition: SeedHistoricEdition,
    seeds: Seeds,
    ids: SeedIds,
  ): Promise<void> {
    const { slug, title, period, asAt, publishedOn, dateNote, introduction, isSummary, rows } =
      edition;
    const at = londonInstant(`${publishedOn}T00:00`);
    await this.inOneAct(manager, null, at, async (act) => {
      const { updateIds } = await this.bringIn.execute(act, {
        ...{ planId: ids.planId, slug, title, period, asAt, publishedOn, dateNote, isSummary },
        introduction: introduction === undefined ? undefined : documentFromMarkdown(introduction),
        rows: rows.map((row) => historicRow(row, isSummary, seeds, ids)),
      });
      if (!isSummary) ids.rows = new Map(rows.map((row, index) => [row.key, updateIds[index]!]));
    });
  }

  private async loadRegister(act: Act, seeds: Seeds): Promise<SeedIds> {
    const organisations = new Map<string, string>();
    for (const { key, name, shortName, requiresClearance, otherNames } of seeds.organisations) {
      const id = await this.saveOrganisation.execute(act, {
        name,
        shortName,
        isClearanceRequired: requiresClearance,
      });
      await this.recordNames.execute(act, id, otherNames);
      organisations.set(key, id);
    }
    const people = new Map<string, string>();
    for (const { key, name, email, organisation } of seeds.people) {
      const organisationId = idOf(organisations, organisation);
      people.set(
        key,
        await this.createPerson.execute(act, {
          name,
          email,
          organisationId,
          password: DEMONSTRATION_PASSWORD,
        }),
      );
    }
    const { plan } = seeds;
    const { planId, chapterIds } = await this.createPlan.execute(act, {
      slug: plan.slug,
      title: plan.title,
      publisherId: idOf(organisations, plan.publisher),
      publishedOn: plan.publishedOn,
      chapterTitles: plan.chapters.map((chapter) => chapter.title),
    });
    const chapters = new Map(
      plan.chapters.map((chapter, index) => [chapter.key, chapterIds[index]!]),
    );
    const commitments = new Map<string, string>();
    for (const commitment of plan.commitments) {
      const id = await this.addCommitment.execute(act, {
        planId,
        chapterId: idOf(chapters, commitment.chapter),
        slug: commitment.key,
        title: commitment.title,
        summary: commitment.summary,
        limbs: commitment.limbs,
        leadOrganisationId: idOf(organisations, commitment.leadOrganisation),
        askerId: commitment.asker && idOf(organisations, commitment.asker),
        funderId: commitment.funder && idOf(organisations, commitment.funder),
        ownerId: idOf(people, commitment.owner),
      });
      commitments.set(commitment.key, id);
    }
    await this.loadRecord(act, seeds, planId, commitments);
    const ids = {
      organisations,
      people,
      chapters,
      commitments,
      rows: new Map<string, string>(),
      paragraphs: new Map<string, string>(),
      planId,
    };
    for (const person of seeds.people) await this.giveRoles(act, person, ids);
    return ids;
  }

  /** What the register knows beside the commitments themselves. */
  private async loadRecord(
    act: Act,
    { plan, assessment }: Seeds,
    planId: string,
    commitments: Map<string, string>,
  ): Promise<void> {
    for (const { from, to, kind, reason } of plan.lineage) {
      await this.recordLineage.execute(act, {
        ...{ planId, kind, reason },
        fromId: idOf(commitments, from),
        toId: idOf(commitments, to),
      });
    }
    for (const acronym of plan.acronyms) await this.saveAcronym.execute(act, planId, acronym);
    await this.recordAssessment.execute(act, {
      ...assessment,
      planId,
      sections: assessment.sections.map(({ title, actions }) => ({
        title,
        actions: actions.map(({ letter, note, commitments: keys }) => ({
          ...{ letter, note },
          commitmentIds: keys.map((key) => idOf(commitments, key)),
        })),
      })),
      characteristics: assessment.characteristics.map(({ bearsOn, ...each }) => ({
        ...each,
        bearsOnAll: bearsOn === 'all',
      })),
    });
  }

  private async giveRoles(act: Act, person: SeedPerson, ids: SeedIds): Promise<void> {
    for (const { role, chapter, commitment } of person.roles) {
      const isOfPlan = ['secretariat', 'signatory', 'board_member', 'lead'].includes(role);
      await this.giveGrant.execute(act, idOf(ids.people, person.key), {
        role,
        ...(isOfPlan && { planId: ids.planId }),
        ...(chapter && { chapterId: idOf(ids.chapters, chapter) }),
        ...(commitment && { commitmentId: idOf(ids.commitments, commitment) }),
        ...(role === 'clearer' && { organisationId: idOf(ids.organisations, person.organisation) }),
      });
    }
  }

  private async loadRound(
    manager: EntityManager,
    round: SeedRound,
    seeds: Seeds,
    ids: SeedIds,
  ): Promise<void> {
    const openedAt = londonInstant(`${round.opensOn}T09:00`);
    const runner = seeds.people.find((person) =>
      person.roles.some(({ role }) => role === 'secretariat'),
    )!;
    const secretariat = await this.actor(manager, idOf(ids.people, runner.key), openedAt);
    const roundId = await this.inOneAct(manager, secretariat, openedAt, async (act) => {
      for (const hold of round.holds)
        await this.setHold.execute(act, { ...hold, planId: ids.planId });
      const { slug, title, asAt, opensOn, draftsDueOn, reviewDueOn, signOffDueOn, publicationOn } =
        round;
      const id = await this.createRound.execute(act, ids.planId, {
        slug,
        title,
        periodLabel: round.period.label,
        periodStart: round.period.start,
        periodEnd: round.period.end,
        asAt,
        opensOn,
        draftsDueOn,
        reviewDueOn,
        signOffDueOn,
        publicationOn,
        introduction: documentFromMarkdown(round.introduction),
      });
      await this.openRound.execute(act, id);
      return id;
    });
    await this.playActs(manager, round.file, round.acts, ids);
    const { summary } = round;
    if (!summary) return;
    const at = londonInstant(summary.at);
    await this.inOneAct(
      manager,
      await this.actor(manager, idOf(ids.people, summary.by), at),
      at,
      async (act) => {
        ids.paragraphs = await this.loadSummary.execute(act, roundId, round.asAt, summary, ids);
      },
    );
    await this.playActs(manager, round.file, summary.acts, ids);
  }

  private async playActs(
    manager: EntityManager,
    file: string,
    acts: readonly (SeedAct | SeedSummaryAct)[],
    ids: SeedIds,
  ): Promise<void> {
    for (const seedAct of acts) {
      const at = londonInstant(seedAct.at);
      const actor = await this.actor(manager, idOf(ids.people, seedAct.by), at);
      try {
        await this.inOneAct(manager, actor, at, (act) => this.replay.execute(act, seedAct, ids));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        throw new Error(
          `${file}, line ${seedAct.line}: ${seedAct.do} was refused: ${error.detail}`,
          { cause: error },
        );
      }
    }
  }

  private async inOneAct<T>(
    manager: EntityManager,
    actor: Actor | null,
    now: Date,
    work: (act: Act) => Promise<T>,
  ): Promise<T> {
    await this.setClock(manager, now);
    return actWithin(manager, actor, now, 'seed', work);
  }

  /** What the database itself dates, such as whose an update was, is of the installation's time too. */
  private async setClock(manager: EntityManager, now: Date): Promise<void> {
    await manager.query('UPDATE clock_settings SET offset_ms = $1, is_demonstration = true', [
      now.getTime() - Date.now(),
    ]);
  }

  private actor(manager: EntityManager, personId: string, at: Date): Promise<Actor> {
    return loadActor((sql, parameters) => manager.query(sql, parameters), personId, londonDate(at));
  }
}

/** A row of a table is its commitment's lead's and says that no delivery was stated; a summary neither. */
function historicRow(
  row: SeedHistoricRow,
  isSummary: boolean,
  { plan }: Seeds,
  ids: SeedIds,
): HistoricRow {
  const first = plan.commitments.find(({ key }) => key === row.commitments[0]);
  const lead = row.leadOrganisation ?? first?.leadOrganisation;
  return {
    title: row.title ?? first?.title ?? row.wording,
    isUntitled: row.isUntitled,
    chapter: row.chapter,
    reference: row.reference,
    wording: row.wording,
    commitmentIds: row.commitments.map((key) => idOf(ids.commitments, key)),
    ...(!isSummary && lead && { organisationId: idOf(ids.organisations, lead) }),
    isLeadPrinted: row.leadOrganisation !== undefined,
    content: {
      document: documentFromMarkdown(row.text),
      ...(!isSummary && { delivery: row.delivery ?? ('not_stated' as const) }),
      ...(row.figures && { figures: row.figures.map(figureOf) }),
    },
  };
}

/** Which files were loaded, by their hashes, for the audit trail. */
function hashesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map((entry) => resolve(entry.parentPath, entry.name))
      .sort()
      .map((file) => [
        relative(folder, file),
        createHash('sha256').update(readFileSync(file)).digest('hex'),
      ]),
  );
}
