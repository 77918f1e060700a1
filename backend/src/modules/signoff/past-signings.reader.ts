import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { withoutNulls } from '../../platform/database/sql.js';
import { personRef } from '../identity/index.js';
import type { PastSigningDto, PastSigningsDto } from './dto/past-signing.dto.js';
import { readableRound } from './readable-round.js';
import { SEAL_ENTRY } from './seal-acts.js';
import { standingOf } from './round-standing.js';

/** SQL: who ended a manifest (alias m) that no signatory declined: who unsealed, or who abandoned. */
const ENDED_BY = `
  SELECT v.made_by_id AS by_id, v.made_on_behalf_of_id AS for_id, 'unsealed' AS outcome FROM overrides v
  WHERE v.kind = 'unsealing' AND v.subject_id = m.round_id AND v.made_at = m.voided_at
  UNION ALL
  (SELECT d.decided_by_id, d.on_behalf_of_id, 'abandoned' FROM update_decisions d
   JOIN updates u ON u.id = d.update_id
   WHERE d.kind = 'abandon' AND u.round_id = m.round_id AND u.correction_no = m.correction_no LIMIT 1)
  UNION ALL
  SELECT w.abandoned_by_id, w.abandoned_for_id, 'abandoned' FROM corrected_words w
  WHERE w.abandoned_by_id IS NOT NULL AND w.round_id = m.round_id AND w.correction_no = m.correction_no
  LIMIT 1`;

const PAST_SIGNINGS = `
  SELECT m.id AS "manifestId", m.hash, m.version, m.correction_no AS "correctionNo",
    ${personRef('s')} AS "sealedBy", ${personRef('sf')} AS "sealedOnBehalfOf", m.sealed_at AS "sealedAt",
    CASE WHEN m.state <> 'voided' THEN m.state WHEN y.decision = 'decline' THEN 'declined'
      ELSE e.outcome END AS outcome,
    ${personRef('p')} AS by, ${personRef('b')} AS "onBehalfOf",
    CASE WHEN m.state = 'voided' AND y.decision IS DISTINCT FROM 'decline' THEN m.voided_at
      ELSE y.signed_at END AS at,
    CASE WHEN y.decision IS DISTINCT FROM 'decline' THEN m.void_reason END AS reason,
    (SELECT coalesce(json_agg(json_build_object('updateId', u.id, 'title', u.title, 'reason', o.reason,
         'state', u.state, 'isOmitted', u.omission_id IS NOT NULL) ORDER BY l.position, u.id), '[]')
     FROM signature_objections o JOIN updates u ON u.id = o.update_id JOIN listings l ON l.update_id = u.id
     WHERE o.signature_id = y.id) AS objections
  FROM manifests m
  JOIN people s ON s.id = m.sealed_by_id
  LEFT JOIN people sf ON sf.id = (${SEAL_ENTRY})
  LEFT JOIN LATERAL (SELECT * FROM signatures WHERE manifest_id = m.id ORDER BY signed_at DESC LIMIT 1) y ON TRUE
  LEFT JOIN LATERAL (${ENDED_BY}) e ON m.state = 'voided' AND y.decision IS DISTINCT FROM 'decline'
  LEFT JOIN people p ON p.id = coalesce(e.by_id, y.signed_by_id)
  LEFT JOIN people b ON b.id = CASE WHEN e.by_id IS NULL THEN y.on_behalf_of_id ELSE e.for_id END
  WHERE m.round_id = $1 ORDER BY m.version DESC`;

/** What became of everything that was put before a signatory of a round. */
@Injectable()
export class PastSigningsReader {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * For who runs, signs or audits the plan.
   * @throws Problem record.not_found
   */
  async read(actor: Actor, roundId: string): Promise<PastSigningsDto> {
    const round = await readableRound(this.dataSource, actor, roundId, 'round');
    const [rows, { correctionNo, waiting, unconfirmed }] = await Promise.all([
      this.dataSource.query<PastSigningDto[]>(PAST_SIGNINGS, [roundId]),
      standingOf(this.dataSource, round),
    ]);
    const { id, title, slug, periodLabel, state, isSummary } = round;
    return {
      round: { id, title, slug, periodLabel, state, isSummary },
      data: rows.map(withoutNulls),
      total: rows.length,
      ...{ correctionNo, waiting, unconfirmed },
    };
  }
}
