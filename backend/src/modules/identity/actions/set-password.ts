import { Injectable } from '@nestjs/common';
import { Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Person } from '../identity.entities.js';
import { hashPassword } from '../passwords.js';
import { endSessions } from '../sessions.js';

@Injectable()
export class SetPassword {
  /**
   * They are signed out everywhere, save where they changed it themselves.
   * @throws Problem record.not_found
   */
  async execute(
    act: Act,
    personId: string,
    password: string,
    exceptTokenHash?: string,
  ): Promise<void> {
    const result = await act.manager.update(
      Person,
      { id: personId },
      { passwordHash: await hashPassword(password) },
    );
    if (!result.affected) throw new Problem('record.not_found', { what: 'person' });
    endSessions(act, personId, exceptTokenHash);
    act.record(
      'person.password_set',
      { kind: 'person', id: personId },
      { byThemselves: act.actor?.personId === personId },
    );
  }
}
