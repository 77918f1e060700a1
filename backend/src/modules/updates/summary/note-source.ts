import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { takeUpdate } from '../update-facts.js';
import { presentWords } from './approved-words.js';
import { UpdateSource } from './source.entity.js';

@Injectable()
export class NoteSource {
  /**
   * A writer of the paragraph has read what a source says now, and has written what follows from it.
   * @param revisionId the words of the source that were seen
   * @throws Problem update.text_changed when the source says something else by now
   */
  async execute(act: Act, updateId: string, sourceId: string, revisionId: string): Promise<void> {
    const { update, as } = await takeUpdate(act, updateId, 'save_draft');
    const last = await act.manager.findOne(UpdateSource, {
      where: { updateId, sourceId },
      order: { madeAt: 'DESC' },
    });
    if (!last) throw new Problem('record.not_found', { what: 'source' });
    const [present] = await act.query<{ id: string; content_hash: string; number: number }>(
      presentWords('$1'),
      [sourceId],
    );
    if (!present) {
      throw new Problem('transition.illegal', { why: 'Nothing of it is approved at present.' });
    }
    if (present.id !== revisionId) {
      throw new Problem('update.text_changed', { number: String(present.number) });
    }
    if (last.revisionId === revisionId) return;
    await act.manager.insert(UpdateSource, {
      ...{ id: randomUUID(), updateId, sourceId, revisionId, position: last.position },
      ...{ madeById: act.actorId, madeAt: act.now },
    });
    act.record(
      'update.source_noted',
      { kind: 'update', id: updateId, planId: update.planId },
      { sourceId, revisionId, contentHash: present.content_hash },
      as,
    );
  }
}
