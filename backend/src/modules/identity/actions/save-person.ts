import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { changedFields } from '../../../common/changed-fields.js';
import { invalidField, Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Organisation, Person } from '../identity.entities.js';
import { hashPassword } from '../passwords.js';
import { endSessions } from '../sessions.js';

export interface NewPerson {
  name: string;
  email: string;
  organisationId: string;
  password: string;
}

@Injectable()
export class CreatePerson {
  /** @throws Problem request.invalid for an unknown organisation or an address already in use */
  async execute(act: Act, input: NewPerson): Promise<string> {
    const email = input.email.toLowerCase();
    await refuseUnknownOrganisation(act, input.organisationId);
    await refuseTakenEmail(act, email);
    const id = randomUUID();
    await act.manager.insert(Person, {
      id,
      name: input.name.trim(),
      email,
      organisationId: input.organisationId,
      passwordHash: await hashPassword(input.password),
      isActive: true,
      createdAt: act.now,
    });
    act.record('person.created', { kind: 'person', id }, { organisationId: input.organisationId });
    return id;
  }
}

@Injectable()
export class ChangePerson {
  /** Changes only the fields given. Somebody who leaves is made inactive and signed out, never deleted. */
  async execute(
    act: Act,
    personId: string,
    change: Partial<Omit<NewPerson, 'password'>> & { isActive?: boolean },
  ): Promise<void> {
    const person = await act.manager.findOne(Person, {
      where: { id: personId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!person) throw new Problem('record.not_found', { what: 'person' });
    if (change.isActive === false && personId === act.actor?.personId) {
      throw invalidField(
        'isActive',
        'self',
        'You cannot close your own account. Another administrator can.',
      );
    }
    const email = change.email?.toLowerCase();
    if (email !== undefined && email !== person.email) await refuseTakenEmail(act, email);
    if (change.organisationId) await refuseUnknownOrganisation(act, change.organisationId);
    const changed = changedFields(person, { ...change, email });
    if (Object.keys(changed).length === 0) return;
    await act.manager.update(Person, { id: personId }, changed);
    if (change.isActive === false) endSessions(act, personId);
    act.record(
      'person.changed',
      { kind: 'person', id: personId },
      { fields: Object.keys(changed) },
    );
  }
}

async function refuseTakenEmail(act: Act, email: string): Promise<void> {
  if (await act.manager.existsBy(Person, { email })) {
    throw invalidField('email', 'taken', 'Somebody already has an account with this address.');
  }
}

async function refuseUnknownOrganisation(act: Act, organisationId: string): Promise<void> {
  if (!(await act.manager.existsBy(Organisation, { id: organisationId }))) {
    throw invalidField('organisationId', 'unknown', 'There is no such organisation.');
  }
}
