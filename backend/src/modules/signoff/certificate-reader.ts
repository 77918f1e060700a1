import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import type { SignatureFacts } from './certificate.js';
import { readManifest, type ManifestBody } from './manifest.js';
import { readableRound } from './readable-round.js';
import { SEAL_ENTRY } from './seal-acts.js';

const then = (person: string, at: string): string =>
  `CASE WHEN ${person} IS NOT NULL THEN person_then(${person}, ${at}) END`;

// Approvals and overrides as they stood at the signature: what came later was not signed.
const SIGNED = `SELECT m.body, m.round_id AS "roundId", y.manifest_hash AS "manifestHash", y.statement,
    person_then(y.signed_by_id, y.signed_at) AS "signedBy",
    ${then('y.on_behalf_of_id', 'y.signed_at')} AS "signedFor", y.signed_at AS "signedAt",
    person_then(m.sealed_by_id, m.sealed_at) AS "sealedBy",
    ${then(`(${SEAL_ENTRY})`, 'm.sealed_at')} AS "sealedFor", m.sealed_at AS "sealedAt",
    m.voided_at AS "voidedAt", m.void_reason AS "voidReason",
    (SELECT x.decided_at FROM redactions x WHERE x.id = m.redaction_id) AS "redactedAt",
    (SELECT coalesce(json_agg(a), '[]') FROM (
       SELECT DISTINCT ON (d.update_id) d.update_id AS "updateId", d.decided_at AS at,
         person_then(d.decided_by_id, d.decided_at) AS by,
         ${then('d.on_behalf_of_id', 'd.decided_at')} AS for
       FROM jsonb_array_elements(m.body::jsonb -> 'lines') line
       JOIN update_decisions d ON d.revision_id = (line ->> 'revisionId')::uuid
         AND d.kind = 'approve' AND d.decided_at <= y.signed_at
       ORDER BY d.update_id, d.seq DESC) a) AS approvals,
    (SELECT coalesce(json_agg(o ORDER BY o."madeAt", o.id), '[]') FROM (
       SELECT v.id, v.kind, coalesce(u.title, r.title) AS title, v.reason, v.made_at AS "madeAt",
         person_then(v.made_by_id, v.made_at) AS "madeBy",
         ${then('v.made_on_behalf_of_id', 'v.made_at')} AS "madeFor",
         ${then('CASE WHEN v.confirmed_at <= y.signed_at THEN v.confirmed_on_behalf_of_id END', 'v.confirmed_at')} AS "confirmedFor",
         ${then('CASE WHEN v.confirmed_at <= y.signed_at THEN v.confirmed_by_id END', 'v.confirmed_at')} AS "confirmedBy"
       FROM overrides v
       LEFT JOIN updates u ON v.subject_kind = 'update' AND u.id = v.subject_id
       LEFT JOIN rounds r ON v.subject_kind = 'round' AND r.id = v.subject_id
       WHERE coalesce(u.round_id, r.id) = m.round_id AND v.made_at <= y.signed_at
         AND (v.ended_at IS NULL OR v.ended_at > y.signed_at)) o) AS overrides
  FROM manifests m JOIN signatures y ON y.manifest_id = m.id AND y.decision = 'sign'
  WHERE m.id = $1`;

type SignedRow = SignatureFacts & { body: string; roundId: string };

/** Reads what a signature's certificate says. */
@Injectable()
export class CertificateReader {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * For who runs, signs or audits the plan; also of a manifest that was voided since.
   * @throws Problem record.not_found, also when the manifest was never signed
   */
  async read(
    actor: Actor,
    manifestId: string,
  ): Promise<{ body: ManifestBody; facts: SignatureFacts }> {
    const what = 'signature';
    const [row] = await this.dataSource.query<SignedRow[]>(SIGNED, [manifestId]);
    if (!row) throw new Problem('record.not_found', { what });
    const { body, roundId, approvals, ...facts } = row;
    await readableRound(this.dataSource, actor, roundId, what);
    return {
      body: readManifest(body),
      facts: {
        ...facts,
        approvals: approvals.map((approval) => ({ ...approval, at: new Date(approval.at) })),
      },
    };
  }
}
