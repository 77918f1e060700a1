import { Injectable } from '@nestjs/common';
import { documentFromMarkdown } from '../../common/rich-text/index.js';
import type { Act } from '../../modules/audit/index.js';
import {
  AddContributor,
  ApproveUpdate,
  AssignUpdate,
  ClaimUpdate,
  ClearUpdate,
  ReopenUpdate,
  ReturnUpdate,
  SaveDraft,
  SubmitUpdate,
  Update,
  UpdateDraft,
  UpdateRevision,
} from '../../modules/updates/index.js';
import { figureOf } from './seed-figure.js';
import { idOf, type SeedIds } from './seed-ids.js';
import type { SeedAct, SeedSummaryAct } from './seed-files.js';

/** Does again, through the same actions, what the seed files say that people did. */
@Injectable()
export class ReplayActs {
  constructor(
    private readonly saveDraft: SaveDraft,
    private readonly submitUpdate: SubmitUpdate,
    private readonly clearUpdate: ClearUpdate,
    private readonly claimUpdate: ClaimUpdate,
    private readonly returnUpdate: ReturnUpdate,
    private readonly approveUpdate: ApproveUpdate,
    private readonly reopenUpdate: ReopenUpdate,
    private readonly addContributor: AddContributor,
    private readonly assignUpdate: AssignUpdate,
  ) {}

  async execute(act: Act, seed: SeedAct | SeedSummaryAct, ids: SeedIds): Promise<void> {
    const paragraph = ids.paragraphs.get(seed.update);
    const update = await act.manager.findOneByOrFail(
      Update,
      paragraph ? { id: paragraph } : { previousUpdateId: idOf(ids.rows, seed.update) },
    );
    const seen = async (): Promise<{ revisionId: string; contentHash: string }> => {
      const revision = await act.manager.findOneByOrFail(UpdateRevision, {
        id: update.latestRevisionId!,
      });
      return { revisionId: revision.id, contentHash: revision.contentHash };
    };
    const draftVersion = async (): Promise<number> =>
      (await act.manager.findOneBy(UpdateDraft, { updateId: update.id }))?.version ?? 0;
    switch (seed.do) {
      case 'save_draft': {
        const { text, delivery, nextMilestone, figures } = seed;
        const content = {
          document: documentFromMarkdown(text),
          delivery,
          ...(nextMilestone && { nextMilestone }),
          ...(figures && { figures: figures.map(figureOf) }),
        };
        await this.saveDraft.execute(act, update.id, await draftVersion(), content, {
          startedFrom: 'empty',
        });
        return;
      }
      case 'save_paragraph': {
        const content = { document: documentFromMarkdown(seed.text) };
        await this.saveDraft.execute(act, update.id, await draftVersion(), content, {
          startedFrom: 'empty',
        });
        return;
      }
      case 'submit':
        return this.submitUpdate.execute(act, update.id, await draftVersion());
      case 'clear':
        return this.clearUpdate.execute(act, update.id, (await seen()).revisionId);
      case 'claim':
        return this.claimUpdate.execute(act, update.id, 'claim');
      case 'return':
        return this.returnUpdate.execute(act, update.id, (await seen()).revisionId, seed.reason);
      case 'approve':
        return this.approveUpdate.execute(act, update.id, await seen());
      case 'reopen':
        return this.reopenUpdate.execute(act, update.id, seed.reason);
      case 'add_contributor':
        return this.addContributor.execute(act, update.id, idOf(ids.people, seed.person));
      case 'reassign':
        return this.assignUpdate.execute(act, update.id, {
          version: update.version,
          ownerId: idOf(ids.people, seed.owner),
        });
      default:
        return seed satisfies never;
    }
  }
}
