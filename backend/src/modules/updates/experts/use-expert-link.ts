import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { UpdateContent } from '../../../common/content.js';
import { Problem } from '../../../common/problems.js';
import { normaliseText } from '../../../common/rich-text/index.js';
import { reasonHash, type Act } from '../../audit/index.js';
import { addComment, startThread } from '../../comments/index.js';
import { IS_OPEN } from './expert-link.js';

/** Exactly what an outside expert is shown, and nothing else. */
export interface ExpertText {
  title: string;
  commitment: string;
  round: string;
  content: UpdateContent;
  expertName: string;
  purpose: string;
  askedBy: string;
  expiresAt: Date;
  /** It was approved meanwhile: nobody waits for a comment any more. */
  isApproved: boolean;
}

interface LinkRow extends Omit<ExpertText, 'content'> {
  id: string;
  updateId: string;
  planId: string;
  revisionId: string;
  number: number;
  content: string;
  madeById: string;
  madeForId: string | null;
}

/** The link of hash $1, while it holds. */
const LINK = `SELECT k.id, k.update_id AS "updateId", u.plan_id AS "planId", k.revision_id AS "revisionId",
    v.number, v.content, u.title, r.title AS round, k.expert_name AS "expertName", k.purpose,
    p.name AS "askedBy", k.expires_at AS "expiresAt", k.made_by_id AS "madeById", k.made_for_id AS "madeForId",
    u.state IN ('approved', 'signed') AS "isApproved",
    coalesce(nullif(l.wording, ''), (SELECT string_agg(m.summary, E'\\n\\n' ORDER BY uc.position)
      FROM update_commitments uc JOIN commitments m ON m.id = uc.commitment_id WHERE uc.update_id = u.id), '') AS commitment
  FROM expert_links k JOIN updates u ON u.id = k.update_id JOIN rounds r ON r.id = u.round_id
  JOIN update_revisions v ON v.id = k.revision_id JOIN people p ON p.id = k.made_by_id
  LEFT JOIN listings l ON l.update_id = u.id
  WHERE k.token_hash = $1 AND ${IS_OPEN}`;

/** Of update $1: whether words of hash $3 have come by the link $2. */
const SAID_BEFORE = `SELECT 1 FROM audit_entries WHERE subject_kind = 'update' AND subject_id = $1
  AND kind = 'expert_link.commented' AND data->>'linkId' = $2 AND data->>'textHash' = $3`;

/** An unknown, an expired and a revoked link are the same. */
const noSuchLink = (): Problem => new Problem('record.not_found', { what: 'link' });

const aboutOf = ({ updateId, planId }: LinkRow) =>
  ({ kind: 'update', id: updateId, planId }) as const;

@Injectable()
export class UseExpertLink {
  constructor(private readonly dataSource: DataSource) {}

  /** Whether there is such a link: reads only. @throws Problem record.not_found */
  async look(hash: string): Promise<void> {
    const [link] = await this.dataSource.query<LinkRow[]>(LINK, [hash]);
    if (!link) throw noSuchLink();
  }

  /** Shows the text, and keeps that it was shown. */
  async view(act: Act, hash: string): Promise<ExpertText> {
    const link = await take(act, hash);
    act.write('UPDATE expert_links SET last_viewed_at = now() WHERE id = $1', [link.id]);
    const { id: linkId, revisionId } = link;
    act.record('expert_link.viewed', aboutOf(link), { linkId, revisionId });
    return { ...link, content: JSON.parse(link.content) as UpdateContent };
  }

  /**
   * Takes a comment as a thread on the whole of that revision, marked as from outside. The same words
   * again are a form that was sent twice: they are kept once. Whoever asked is told.
   * @throws Problem transition.illegal when the text has been approved meanwhile
   */
  async comment(act: Act, hash: string, text: string): Promise<void> {
    const link = await take(act, hash);
    const words = reasonHash(normaliseText(text));
    const [isSaid] = await act.query(SAID_BEFORE, [link.updateId, link.id, words]);
    if (isSaid) return;
    if (link.isApproved) throw new Problem('transition.illegal', { why: 'It is approved.' });
    const { id: linkId, updateId, revisionId, number, expertName: guestName } = link;
    const threadId = await startThread(act, {
      ...{ subjectKind: 'update', subjectId: updateId },
      ...{ revisionId, revisionsBefore: number, anchor: null },
    });
    const comment = await addComment(act, threadId, { text, mentionedIds: [] }, { guestName });
    act.record('expert_link.commented', aboutOf(link), {
      ...{ linkId, threadId, commentId: comment.id, textHash: reasonHash(comment.text) },
    });
    for (const personId of [link.madeById, link.madeForId]) {
      if (!personId) continue;
      act.emit({
        kind: 'expert_link.commented',
        payload: { updateId, threadId, commentId: comment.id, personId },
      });
    }
  }
}

/** The link and its update held together: neither is revoked nor approved meanwhile. */
async function take(act: Act, hash: string): Promise<LinkRow> {
  const [link] = await act.query<LinkRow>(`${LINK} FOR UPDATE OF k FOR SHARE OF u`, [hash]);
  if (!link) throw noSuchLink();
  return link;
}
