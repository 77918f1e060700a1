import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { invalidField, Problem } from '../../../common/problems.js';
import { hasForbiddenCharacter } from '../../../common/rich-text/index.js';
import { onBehalfOf, overtaken, type Act, type AuditSubject } from '../../audit/index.js';
import { knowUpdate, type KnownUpdate, type Query } from '../update-facts.js';
import { LOCK_UPDATE } from '../update-statements.js';
import { expectRevision } from '../update-texts.js';
import type { Principal } from '../../../common/actor.js';
import { newToken, tokenHash } from '../../../platform/links/link-token.js';
import { decideExperts } from './expert-link.js';

export interface NewExpertLink {
  revisionId: string;
  name: string;
  address: string;
  purpose: string;
  days: number;
}

@Injectable()
export class MakeExpertLink {
  /**
   * Lets somebody without an account read the submitted revision and comment on it, until a day.
   * @returns the secret of the link, which is kept nowhere
   * @throws Problem update.text_changed when another revision is the present one
   */
  async execute(act: Act, updateId: string, input: NewExpertLink): Promise<string> {
    const { update, as, about } = await takeUpdateOf(act, updateId);
    if (update.state !== 'submitted') {
      throw new Problem('transition.illegal', {
        why: 'Only a submitted text is shown to experts.',
      });
    }
    for (const field of ['name', 'purpose'] as const) {
      if (!hasForbiddenCharacter(input[field])) continue;
      throw invalidField(field, 'control_character', 'It holds a character that cannot be shown.');
    }
    const revision = await expectRevision(act, update, input.revisionId);
    const token = newToken();
    const id = randomUUID();
    act.write(
      `INSERT INTO expert_links (id, update_id, revision_id, token_hash, expert_name, expert_address, purpose,
         made_by_id, made_for_id, made_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + make_interval(days => $11))`,
      [
        ...[id, updateId, revision.id, tokenHash(token), input.name.trim(), input.address.trim()],
        ...[input.purpose.trim(), act.actorId, onBehalfOf(act.actor, as), act.now, input.days],
      ],
    );
    act.record('expert_link.made', about, { linkId: id, revisionId: revision.id }, as);
    return token;
  }
}

@Injectable()
export class RevokeExpertLink {
  /** Ends a link at once. @throws Problem record.changed_meanwhile when it was revoked already */
  async execute(act: Act, updateId: string, linkId: string): Promise<void> {
    const { as, about } = await takeUpdateOf(act, updateId);
    const [link] = await act.query<{ by: string | null; at: Date | null }>(
      `SELECT revoked_by_id AS by, revoked_at AS at FROM expert_links
       WHERE id = $1 AND update_id = $2 FOR UPDATE`,
      [linkId, updateId],
    );
    if (!link) throw new Problem('record.not_found', { what: 'link' });
    if (link.by && link.at) throw await overtaken(act, link.by, 'revoked it', link.at);
    act.write('UPDATE expert_links SET revoked_by_id = $2, revoked_at = $3 WHERE id = $1', [
      ...[linkId, act.actorId, act.now],
    ]);
    act.record('expert_link.revoked', about, { linkId }, as);
  }
}

async function takeUpdateOf(
  act: Act,
  updateId: string,
): Promise<KnownUpdate & { as: Principal; about: AuditSubject }> {
  const { actor } = act;
  if (!actor) throw new Problem('permission.refused');
  const query: Query = (sql, parameters) => act.query(sql, parameters);
  const [, known] = await Promise.all([
    act.query(LOCK_UPDATE, [updateId]),
    knowUpdate(query, actor, updateId, { withPeople: false }),
  ]);
  const decision = decideExperts(known.facts, actor);
  if (!decision.isAllowed) throw new Problem('record.not_found', { what: 'update' });
  const about = { kind: 'update', id: updateId, planId: known.update.planId } as const;
  return { ...known, as: decision.as, about };
}
