import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { changedFields } from '../../../common/changed-fields.js';
import { addDays, isIsoDate, londonDate } from '../../../common/dates.js';
import { invalidField, Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Organisation, OrganisationName } from '../identity.entities.js';

export interface OrganisationInput {
  name: string;
  shortName: string;
  isClearanceRequired?: boolean;
  /** The first day of the new name; without it the name was only spelt wrongly. */
  renamedOn?: string;
}

/** A name known beside the present one. */
export interface OtherName {
  kind: 'former' | 'variant';
  name: string;
  shortName?: string;
  from?: string;
  until?: string;
}

@Injectable()
export class SaveOrganisation {
  /** Adds one, or changes the one whose id is given; a name that it gives up on a day is kept. */
  async execute(act: Act, input: OrganisationInput, organisationId?: string): Promise<string> {
    const id = organisationId ?? randomUUID();
    const name = input.name.trim();
    if (input.renamedOn !== undefined && !isIsoDate(input.renamedOn)) {
      throw invalidField('renamedOn', 'not_a_date', 'Give a date as YYYY-MM-DD.');
    }
    const values = {
      name,
      shortName: input.shortName.trim(),
      isClearanceRequired: input.isClearanceRequired ?? false,
    };
    if (!organisationId) {
      await refuseSameName(act, name, id);
      await act.manager.insert(Organisation, { id, ...values });
      act.record('organisation.created', { kind: 'organisation', id }, {});
      return id;
    }
    const before = await act.manager.findOne(Organisation, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!before) throw new Problem('record.not_found', { what: 'organisation' });
    const changed = changedFields(before, values);
    if (Object.keys(changed).length === 0) return id;
    const isRenamed = changed.name !== undefined;
    if (isRenamed) await refuseSameName(act, name, id);
    if (input.renamedOn && isRenamed) await this.keepFormerName(act, before, input.renamedOn);
    await act.manager.update(
      Organisation,
      { id },
      { ...changed, ...(isRenamed && { isNameRepeated: false }) },
    );
    act.record(
      'organisation.changed',
      { kind: 'organisation', id },
      { fields: Object.keys(changed) },
    );
    return id;
  }

  private async keepFormerName(
    act: Act,
    { id, name, shortName }: Organisation,
    renamedOn: string,
  ): Promise<void> {
    if (renamedOn > londonDate(act.now)) {
      throw invalidField('renamedOn', 'in_the_future', 'That day is still to come.');
    }
    const [last] = await act.manager.find(OrganisationName, {
      where: { organisationId: id, kind: 'former' },
      order: { validUntil: 'DESC' },
      take: 1,
    });
    const validFrom = last?.validUntil ? addDays(last.validUntil, 1) : null;
    if (validFrom && renamedOn <= validFrom) {
      throw invalidField('renamedOn', 'too_early', 'It was renamed on that day, or after, before.');
    }
    await act.manager.insert(OrganisationName, {
      ...{ id: randomUUID(), organisationId: id, kind: 'former', name, shortName, validFrom },
      validUntil: addDays(renamedOn, -1),
    });
  }
}

async function refuseSameName(act: Act, name: string, id: string): Promise<void> {
  const [other] = await act.manager.query<{ name: string }[]>(
    'SELECT name FROM organisations WHERE reads_as(name) = reads_as($1) AND id <> $2 LIMIT 1',
    [name, id],
  );
  if (!other) return;
  const message =
    other.name === name
      ? 'There is an organisation of this name already.'
      : `There is “${other.name}” already: capitals and spaces make no other name.`;
  throw invalidField('name', 'taken', message);
}

@Injectable()
export class RecordOrganisationNames {
  /** Keeps the names that an organisation had, or was printed under, before it was entered here. */
  async execute(act: Act, organisationId: string, names: readonly OtherName[]): Promise<void> {
    if (names.length === 0) return;
    await act.manager.insert(
      OrganisationName,
      names.map(({ kind, name, shortName, from, until }) => ({
        ...{ id: randomUUID(), organisationId, kind, name, shortName: shortName ?? null },
        ...{ validFrom: from ?? null, validUntil: until ?? null },
      })),
    );
    act.record(
      'organisation.changed',
      { kind: 'organisation', id: organisationId },
      { fields: ['otherNames'] },
    );
  }
}
