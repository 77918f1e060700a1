import type { TextAnchor } from '../../common/rich-text/index.js';
import type { PersonRef } from '../../platform/http/refs.dto.js';
import { personRef } from '../identity/index.js';

export interface CommentRow {
  id: string;
  text: string;
  by: PersonRef | null;
  onBehalfOf: PersonRef | null;
  guestName: string | null;
  at: Date;
  mentions: PersonRef[];
}

export interface ThreadRow {
  id: string;
  revisionId: string | null;
  revisionsBefore: number;
  anchor: TextAnchor | null;
  startedAt: Date;
  resolvedBy: PersonRef | null;
  resolvedFor: PersonRef | null;
  resolvedAt: Date | null;
  comments: CommentRow[];
}

/** Every thread of subject $1, $2 with its comments: for who may see which, the subject's module asks. */
export const THREADS = `SELECT t.id, t.revision_id AS "revisionId", t.revisions_before AS "revisionsBefore",
    t.anchor, t.started_at AS "startedAt", ${personRef('r')} AS "resolvedBy", ${personRef('f')} AS "resolvedFor",
    t.resolved_at AS "resolvedAt",
    (SELECT json_agg(json_build_object('id', c.id, 'text', c.text, 'by', ${personRef('p')}, 'onBehalfOf', ${personRef('b')},
        'guestName', c.guest_name, 'at', c.made_at, 'mentions', (SELECT coalesce(json_agg(${personRef('m')} ORDER BY m.name), '[]')
          FROM comment_mentions cm JOIN people m ON m.id = cm.person_id WHERE cm.comment_id = c.id)) ORDER BY c.seq)
      FROM comments c LEFT JOIN people p ON p.id = c.made_by_id LEFT JOIN people b ON b.id = c.on_behalf_of_id
      WHERE c.thread_id = t.id) AS comments
  FROM comment_threads t LEFT JOIN people r ON r.id = t.resolved_by_id LEFT JOIN people f ON f.id = t.resolved_for_id
  WHERE t.subject_kind = $1 AND t.subject_id = $2 ORDER BY t.started_at, t.id`;
