import { Injectable } from '@nestjs/common';
import type { Act } from '../../audit/index.js';

export interface KnownLineage {
  planId: string;
  fromId: string;
  toId: string;
  kind: 'split_into' | 'merged_into' | 'replaced_by';
  reason: string;
}

/** Records what became of a commitment before the register was kept here. */
@Injectable()
export class RecordLineage {
  async execute(act: Act, { planId, fromId, toId, kind, reason }: KnownLineage): Promise<void> {
    await act.manager.query(
      `INSERT INTO commitment_lineage (from_id, to_id, kind, reason, recorded_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [fromId, toId, kind, reason, act.now],
    );
    act.record(
      'commitment.linked',
      { kind: 'commitment', id: fromId, planId },
      { toId, lineage: kind },
    );
  }
}
