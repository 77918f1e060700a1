import { Injectable } from '@nestjs/common';
import type { Act } from '../../audit/index.js';
import { settle, takeRedaction } from '../take-redaction.js';

/** The words stay where they are. Also how whoever asked takes it back. */
@Injectable()
export class RefuseRedaction {
  async execute(act: Act, id: string): Promise<void> {
    const { redaction, as } = await takeRedaction(act, id, 'refuse');
    await settle(act, redaction, 'refused', as);
    act.record(
      'redaction.refused',
      { kind: 'update', id: redaction.updateId, planId: redaction.planId },
      { redactionId: id },
      as,
    );
  }
}
