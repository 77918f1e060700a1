import { Injectable } from '@nestjs/common';
import type { Actor, Principal } from '../../../common/actor.js';
import { sha256Hex } from '../../../common/canonical-json.js';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { UpdateReader } from '../../updates/index.js';
import type { ProvenanceDto } from '../dto/provenance.dto.js';
import { readsBeforePrint, readsTexts } from '../provenance-reader.js';

/**
 * Notes that a case file left the house: by its hash, with the hash of the words and no word of them; for
 * whom, when it is read on cover.
 */
@Injectable()
export class RecordCaseFile {
  constructor(private readonly updates: UpdateReader) {}

  async execute(act: Act, { edition, row, asked }: ProvenanceDto, sha256: string): Promise<void> {
    act.record(
      'edition.case_file_made',
      { kind: 'edition', id: edition.id, planId: edition.planId },
      { ...(row && { updateId: row.updateId }), wordsHash: sha256Hex(asked), sha256 },
      row
        ? await this.readsAs(act.actor!, row.updateId)
        : act.actor!.principals.find((each) => readsTexts(each, edition.planId)),
    );
  }

  /** The first of those for whom the actor acts that may read it: their own right goes before cover. */
  private async readsAs(actor: Actor, updateId: string): Promise<Principal | undefined> {
    if (actor.principals.length === 1) return undefined;
    for (const principal of actor.principals) {
      const alone = { ...actor, principals: [principal] as const };
      const detail = await this.updates.read(alone, updateId).catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'record.not_found') return undefined;
        throw error;
      });
      if (detail && readsBeforePrint(detail)) return principal;
    }
    return undefined;
  }
}
