import { Injectable } from '@nestjs/common';
import { Problem } from '../../../../common/problems.js';
import type { Act } from '../../../audit/index.js';
import { shownFileName, type KeptFile } from '../../../files/index.js';
import { takeUpdate } from '../../update-facts.js';
import { Evidence } from '../evidence.entities.js';
import { noteChange, subjectOf, takeEvidence } from '../evidence.store.js';

@Injectable()
export class ReceiveEvidenceFile {
  /** The bytes of a file have come and are kept: from now on it stands on the list. */
  async execute(act: Act, updateId: string, evidenceId: string, file: KeptFile): Promise<void> {
    const { update, as, evidence } = await this.take(act, updateId, evidenceId);
    const { kind, marking, isPublished, fileName } = evidence;
    await act.manager.update(
      Evidence,
      { id: evidenceId },
      { fileSha256: file.sha256, fileName: shownFileName(fileName!, file.mediaType) },
    );
    noteChange(act, update, as, { isOfPublished: isPublished });
    const entry = { evidenceId, evidence: kind, fileSha256: file.sha256, marking, isPublished };
    act.record('evidence.added', subjectOf(update), entry, as);
  }

  /**
   * The place for the file, which must be waiting for it.
   * @throws Problem record.not_found, record.already_exists, or what refuses drafting
   */
  async take(act: Act, updateId: string, evidenceId: string) {
    const taken = await takeUpdate(act, updateId, 'save_draft');
    const evidence = await takeEvidence(act, updateId, evidenceId);
    if (evidence.kind !== 'file') throw new Problem('record.not_found', { what: 'file' });
    if (evidence.fileSha256 !== null) {
      throw new Problem('record.already_exists', {
        detail:
          'This file has come already. To put another in its place, add that and remove this.',
      });
    }
    return { ...taken, evidence };
  }
}
