import type { DataSource } from 'typeorm';
import type { PersonRef } from '../../../platform/http/refs.dto.js';
import { personRef } from '../../identity/index.js';
import type { TitledRef } from '../../plan/index.js';
import type { RegisterPreviewDto, RowSideDto } from '../dto/register.dto.js';
import { respondByOfNew } from '../rows/respond-by.js';
import { fieldsOf, placesOf } from './changed-fields.js';
import type { PreparedChange } from './prepare-change.js';
import { beforeOf } from './register-change.input.js';
import type { RowEffect } from './register-effect.js';

/** A change that is dropped before it took effect changes no row. */
export const WITHDRAWAL: RegisterPreviewDto = {
  ...{ hash: '', isImmediate: false, isWithdrawal: true },
  ...{ fields: [], rows: [], unchanged: 0, parts: [], unanswered: [], refusals: [] },
};

/** A prepared change in the words of the screen: names and titles for ids. */
export async function previewOf(
  dataSource: DataSource,
  prepared: PreparedChange,
  now: Date,
): Promise<RegisterPreviewDto> {
  const { hash, planId, round, change, isImmediate, before, after, effect, commitment } = prepared;
  const title = (id: string): string =>
    (before.commitments.get(id) ?? after.commitments.get(id))?.title ?? '';
  const side = (placed: RowEffect['after']): RowSideDto | undefined =>
    placed && {
      position: placed.position,
      title: placed.row.title,
      chapter: placed.row.chapter,
      ...(placed.row.reference && { reference: placed.row.reference }),
      wording: placed.row.wording,
      commitments: placed.row.commitmentIds.map(title),
    };
  const [names] = await dataSource.query<{ places: TitledRef[] }[]>(
    `SELECT ${placesOf('$1')} AS places`,
    [planId],
  );
  const people = await dataSource.query<{ person: PersonRef }[]>(
    `SELECT ${personRef('p')} AS person FROM people p WHERE p.id = ANY($1::uuid[])`,
    [effect.parts.map(({ personId }) => personId)],
  );
  const isGaining = isImmediate && effect.rows.some(({ what }) => what === 'appears');
  const newRowsDueOn = isGaining && round ? respondByOfNew(round, now) : undefined;
  return {
    hash,
    ...(commitment && { version: commitment.version }),
    ...(round && { round: { id: round.id, title: round.title } }),
    ...{ isImmediate, isWithdrawal: false },
    fields: fieldsOf(beforeOf(before, change), change, {
      chapters: [...before.chapters].map(([id, title]) => ({ id, title })),
      places: names!.places,
    }),
    rows: effect.rows.map(({ what, differences, ...sides }) => ({
      ...{ what, differences },
      before: side(sides.before),
      after: side(sides.after),
    })),
    ...(newRowsDueOn && { newRowsDueOn }),
    unchanged: effect.unchanged,
    parts: effect.parts.flatMap(({ personId, ...part }) => {
      const found = people.find(({ person }) => person.id === personId);
      return found ? [{ ...part, person: found.person }] : [];
    }),
    unanswered: effect.unanswered.map(title),
    refusals: effect.refusals.map((refusal) => `“${refusal.title}”: ${refusal.why}`),
  };
}
