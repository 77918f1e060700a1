import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Marking } from '../../../../common/evidence.js';
import { Problem } from '../../../../common/problems.js';
import { onBehalfOf, type Act } from '../../../audit/index.js';
import { takeUpdate } from '../../update-facts.js';
import { Evidence } from '../evidence.entities.js';
import {
  noteChange,
  parseTitle,
  refuseSensitive,
  subjectOf,
  takeEvidence,
} from '../evidence.store.js';

export interface EvidenceChange {
  title?: string;
  marking?: Marking;
  isPublished?: boolean;
}

@Injectable()
export class ChangeEvidence {
  /**
   * Puts another piece of evidence in the place of this one: same link or file, another title, marking
   * or publication. A change that changes nothing does nothing.
   * @returns the id of what stands there now
   */
  async execute(
    act: Act,
    updateId: string,
    evidenceId: string,
    change: EvidenceChange,
  ): Promise<string> {
    const { update, as } = await takeUpdate(act, updateId, 'save_draft');
    const before = await takeEvidence(act, updateId, evidenceId);
    if (before.kind === 'file' && before.fileSha256 === null)
      throw new Problem('record.not_found', { what: 'evidence' });
    const title = change.title === undefined ? before.title : parseTitle(change.title);
    const { marking = before.marking, isPublished = before.isPublished } = change;
    refuseSensitive(marking, isPublished);
    const isSame =
      title === before.title && marking === before.marking && isPublished === before.isPublished;
    if (isSame) return before.id;
    const id = randomUUID();
    const { kind, href, fileName, fileSha256, position } = before;
    const removal = { removedAt: act.now, removedById: act.actorId };
    await act.manager.update(Evidence, { id: evidenceId }, removal);
    await act.manager.insert(Evidence, {
      ...{ id, updateId, position, kind, title, href, fileName, fileSha256, marking, isPublished },
      ...{ addedById: act.actorId, onBehalfOfId: onBehalfOf(act.actor, as), addedAt: act.now },
    });
    noteChange(act, update, as, { isOfPublished: isPublished || before.isPublished });
    const entry = { evidenceId: id, replacesId: evidenceId, marking, isPublished };
    act.record('evidence.changed', subjectOf(update), entry, as);
    return id;
  }
}
