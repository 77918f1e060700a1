import { Injectable } from '@nestjs/common';
import { sha256Hex } from '../../../common/canonical-json.js';
import type { Act } from '../../audit/index.js';
import type { ProvenanceDto } from '../dto/provenance.dto.js';

/** Notes that a case file left the house: by its hash, with the hash of the words and no word of them. */
@Injectable()
export class RecordCaseFile {
  execute(act: Act, { edition, row, asked }: ProvenanceDto, sha256: string): Promise<void> {
    act.record(
      'edition.case_file_made',
      { kind: 'edition', id: edition.id, planId: edition.planId },
      { updateId: row.updateId, wordsHash: sha256Hex(asked), sha256 },
    );
    return Promise.resolve();
  }
}
