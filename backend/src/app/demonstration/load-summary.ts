import { Injectable } from '@nestjs/common';
import { documentFromMarkdown } from '../../common/rich-text/index.js';
import type { Act } from '../../modules/audit/index.js';
import { ChangeRound, PlanSummary, Round } from '../../modules/rounds/index.js';
import { ArrangeSummary, OpenRound, Update } from '../../modules/updates/index.js';
import { idOf, type SeedIds } from './seed-ids.js';
import type { SeedSummary } from './seed-types.js';

/** Plans a round's stakeholder summary, opens it and lays out its themes, as the secretariat does. */
@Injectable()
export class LoadSummary {
  constructor(
    private readonly planSummary: PlanSummary,
    private readonly changeRound: ChangeRound,
    private readonly openRound: OpenRound,
    private readonly arrange: ArrangeSummary,
  ) {}

  /** @returns by the keys of its paragraphs: their updates */
  async execute(
    act: Act,
    roundId: string,
    asAt: string,
    seed: SeedSummary,
    ids: SeedIds,
  ): Promise<Map<string, string>> {
    const { title, draftsDueOn, reviewDueOn, signOffDueOn, publicationOn, themes } = seed;
    const id = await this.planSummary.execute(act, roundId, {
      ...{ title, asAt, opensOn: seed.at.slice(0, 10) },
      ...{ draftsDueOn, reviewDueOn, signOffDueOn, publicationOn },
    });
    const introduction = documentFromMarkdown(seed.introduction);
    await this.changeRound.execute(act, id, { version: await versionOf(act, id), introduction });
    await this.openRound.execute(act, id);
    const paragraphs = themes.flatMap((theme) =>
      theme.paragraphs.map((paragraph) => ({ theme: theme.title, ...paragraph })),
    );
    const rows = [];
    for (const { theme, title, isUntitled, chapter, owner, commitments, from } of paragraphs) {
      rows.push({
        ...{ theme, title, isUntitled },
        chapterId: idOf(ids.chapters, chapter),
        ownerId: idOf(ids.people, owner),
        commitmentIds: commitments.map((key) => idOf(ids.commitments, key)),
        sourceIds: await updatesOf(act, roundId, from, ids),
      });
    }
    await this.arrange.execute(act, id, {
      version: await versionOf(act, id),
      themes: themes.map((theme) => theme.title),
      rows,
    });
    const made = await act.query<{ id: string }>(
      'SELECT u.id FROM updates u JOIN listings l ON l.update_id = u.id WHERE u.round_id = $1 ORDER BY l.position',
      [id],
    );
    return new Map(paragraphs.map(({ key }, index) => [key, made[index]!.id]));
  }
}

const versionOf = async (act: Act, id: string): Promise<number> =>
  (await act.manager.findOneByOrFail(Round, { id })).version;

/** The round's updates that carry on these rows of the last edition, in their order. */
async function updatesOf(
  act: Act,
  roundId: string,
  keys: readonly string[],
  ids: SeedIds,
): Promise<string[]> {
  const found: string[] = [];
  for (const key of keys) {
    const previousUpdateId = idOf(ids.rows, key);
    found.push((await act.manager.findOneByOrFail(Update, { roundId, previousUpdateId })).id);
  }
  return found;
}
