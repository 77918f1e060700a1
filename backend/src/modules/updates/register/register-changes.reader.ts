import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actorHoldsRole, type Actor } from '../../../common/actor.js';
import { pageOf, Parameters } from '../../../platform/database/sql.js';
import type { AvailableAction } from '../../../platform/http/refs.dto.js';
import { personRef } from '../../identity/index.js';
import {
  registerChangeScope,
  type CommitmentBefore,
  type RegisterChange,
  type TitledRef,
} from '../../plan/index.js';
import type { ChangesQuery, RegisterChangeDto, RegisterChangePage } from '../dto/register.dto.js';
import { fieldsOf, placesOf } from './changed-fields.js';
import { UNDO_FACTS, UNDO_FROM, whyNotUndone, type UndoFacts } from './undoing.js';

type ChangeRow = Omit<RegisterChangeDto, 'fields' | 'availableActions' | 'others'> &
  UndoFacts & {
    planId: string;
    before: CommitmentBefore;
    after: RegisterChange | Record<string, never>;
    chapters: TitledRef[];
    places: TitledRef[];
    others: TitledRef[];
  };

/** Lists the changes of the register, newest first, within the reader's scope. */
@Injectable()
export class RegisterChangesReader {
  constructor(private readonly dataSource: DataSource) {}

  async list(actor: Actor, query: ChangesQuery): Promise<RegisterChangePage> {
    const counted = new Parameters();
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM commitment_changes c WHERE ${conditions(actor, query, counted)}`,
      counted.values,
    );
    const parameters = new Parameters();
    const where = conditions(actor, query, parameters);
    const rows = await this.dataSource.query<ChangeRow[]>(
      `SELECT c.id, ${UNDO_FACTS}, c.plan_id AS "planId", c.before, c.after, c.reason, c.made_at AS "madeAt",
         c.reverses_id AS "reversesId",
         json_build_object('id', m.id, 'title', m.title) AS commitment,
         CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id, 'title', r.title) END AS round,
         ${personRef('p')} AS "madeBy", ${personRef('b')} AS "onBehalfOf",
         (SELECT coalesce(json_agg(json_build_object('id', o.id, 'title', o.title) ORDER BY o.position), '[]')
          FROM commitments o WHERE o.id::text = c.after ->> 'intoId'
            OR c.after -> 'parts' @> jsonb_build_array(jsonb_build_object('id', o.id))) AS others,
         (SELECT coalesce(json_agg(json_build_object('id', h.id, 'title', h.title)), '[]')
          FROM chapters h WHERE h.plan_id = c.plan_id) AS chapters,
         CASE WHEN c.kind = 'assess' THEN ${placesOf('c.plan_id')} ELSE '[]' END AS places
       FROM ${UNDO_FROM}
       JOIN commitments m ON m.id = c.commitment_id
       JOIN people p ON p.id = c.made_by_id
       LEFT JOIN people b ON b.id = c.on_behalf_of_id
       WHERE ${where} ORDER BY c.seq ${query.order === 'asc' ? 'ASC' : 'DESC'} ${pageOf(query, parameters)}`,
      parameters.values,
    );
    return {
      total,
      data: rows.map(({ planId, before, after, chapters, places, ...row }) => {
        const { isOvertaken: _o, isLinkOnly: _l, roundTitle: _t, roundState: _s, ...change } = row;
        return {
          ...change,
          fields: fieldsOf(before, after, { chapters, places }),
          availableActions: [undoAction(actor, planId, row)],
        };
      }),
    };
  }
}

function conditions(actor: Actor, query: ChangesQuery, parameters: Parameters): string {
  const found = [registerChangeScope(actor, parameters, 'c.plan_id')];
  if (query.planId) found.push(`c.plan_id = ${parameters.add(query.planId)}`);
  if (query.kind) found.push(`c.kind = ${parameters.add(query.kind)}`);
  if (query.commitmentId) {
    const id = parameters.add(query.commitmentId);
    found.push(`(c.commitment_id = ${id}::uuid OR c.after ->> 'intoId' = ${id}::text
      OR c.after -> 'parts' @> jsonb_build_array(jsonb_build_object('id', ${id}::text)))`);
  }
  return found.join(' AND ');
}

function undoAction(actor: Actor, planId: string, facts: UndoFacts): AvailableAction {
  if (!actorHoldsRole(actor, 'secretariat', planId)) {
    return {
      ...{ action: 'undo', isAllowed: false, why: 'The register is kept by the secretariat.' },
      whoCan: 'Who can: the secretariat of this plan.',
    };
  }
  const why = whyNotUndone(facts);
  return { action: 'undo', isAllowed: !why, ...(why && { why }) };
}
