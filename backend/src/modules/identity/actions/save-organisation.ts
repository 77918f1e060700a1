import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { invalidField, Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Organisation } from '../identity.entities.js';

export interface OrganisationInput {
  name: string;
  shortName: string;
  isClearanceRequired?: boolean;
}

@Injectable()
export class SaveOrganisation {
  /** Adds one, or changes the one whose id is given. */
  async execute(act: Act, input: OrganisationInput, organisationId?: string): Promise<string> {
    const id = organisationId ?? randomUUID();
    const name = input.name.trim();
    if (await act.manager.existsBy(Organisation, { name, id: Not(id) })) {
      throw invalidField('name', 'taken', 'There is an organisation of this name already.');
    }
    const values = {
      name,
      shortName: input.shortName.trim(),
      isClearanceRequired: input.isClearanceRequired ?? false,
    };
    if (!organisationId) {
      await act.manager.insert(Organisation, { id, ...values });
      act.record('organisation.created', { kind: 'organisation', id }, {});
      return id;
    }
    const result = await act.manager.update(Organisation, { id }, values);
    if (!result.affected) throw new Problem('record.not_found', { what: 'organisation' });
    act.record(
      'organisation.changed',
      { kind: 'organisation', id },
      { fields: Object.keys(values) },
    );
    return id;
  }
}
