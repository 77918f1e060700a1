import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { decideForActor, type Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { personRef } from '../identity/index.js';
import { describeActions, OverrideReader } from '../overrides/index.js';
import type {
  ManifestSummary,
  PreviousDecisionDto,
  SigningDto,
  SigningHeadingDto,
} from './dto/signing.dto.js';
import { readManifest, type ManifestBody } from './manifest.js';
import { keptRevisions } from './manifest-lines.js';
import { readableRound } from './readable-round.js';
import { standingOf } from './round-standing.js';
import { wordsBefore } from './words-before.js';
import { decideSignoff } from './signoff.policy.js';
import {
  compareSeals,
  countLines,
  signingLines,
  type LineFacts,
  type SealBefore,
} from './signing-lines.js';
import { PUBLICATION_ENTRY, SEAL_ENTRY } from './seal-acts.js';
import { signingStatement } from './signing-statement.js';

const MANIFEST = `SELECT m.id, m.hash, m.version, m.state, m.correction_no AS "correctionNo",
    ${personRef('s')} AS "sealedBy", ${personRef('sf')} AS "sealedOnBehalfOf", m.sealed_at AS "sealedAt",
    ${personRef('g')} AS "signedBy", ${personRef('b')} AS "signedOnBehalfOf", y.signed_at AS "signedAt",
    ${personRef('pp')} AS "publishedBy", ${personRef('pf')} AS "publishedOnBehalfOf", pub.happened_at AS "publishedAt", m.body
  FROM manifests m
  JOIN people s ON s.id = m.sealed_by_id
  LEFT JOIN signatures y ON y.manifest_id = m.id AND y.decision = 'sign'
  LEFT JOIN people g ON g.id = y.signed_by_id
  LEFT JOIN people b ON b.id = y.on_behalf_of_id
  LEFT JOIN people sf ON sf.id = (${SEAL_ENTRY})
  LEFT JOIN LATERAL (${PUBLICATION_ENTRY}) pub ON m.state = 'published'
  LEFT JOIN people pp ON pp.id = pub.actor_id
  LEFT JOIN people pf ON pf.id = pub.on_behalf_of_id`;

// Of a row that was corrected after this one was opened, the last published words count.
const LINE_FACTS = `
  WITH RECURSIVE back AS (
    SELECT u.id AS update_id, u.previous_update_id AS at_id, 1 AS steps
    FROM updates u WHERE u.id = ANY($1::uuid[]) AND u.previous_update_id IS NOT NULL
    UNION ALL
    SELECT b.update_id, p.previous_update_id, b.steps + 1
    FROM back b JOIN updates p ON p.id = b.at_id WHERE p.previous_update_id IS NOT NULL),
  published AS (
    SELECT DISTINCT ON (b.update_id) b.update_id, r.content_hash
    FROM back b JOIN updates p ON p.id = b.at_id
    JOIN updates n ON coalesce(n.corrects_id, n.id) = coalesce(p.corrects_id, p.id)
      AND n.state = 'published' AND n.omission_id IS NULL
    JOIN update_revisions r ON r.id = n.approved_revision_id
    ORDER BY b.update_id, b.steps, n.correction_no DESC)
  SELECT u.id AS "updateId", u.correction_no <> $2 AS "isPinned", h.content_hash AS "publishedHash",
    ${personRef('a')} AS "approvedBy", ${personRef('af')} AS "approvedOnBehalfOf", d.decided_at AS "approvedAt",
    CASE WHEN c.id IS NOT NULL THEN json_build_object('by', ${personRef('cp')}, 'onBehalfOf', ${personRef('cf')},
      'at', c.decided_at, 'publicationOn', c.publication_on, 'reason', c.reason) END AS "stillTrue"
  FROM updates u
  LEFT JOIN published h ON h.update_id = u.id
  LEFT JOIN LATERAL (
    SELECT decided_by_id, on_behalf_of_id, decided_at FROM update_decisions
    WHERE update_id = u.id AND kind = 'approve' AND revision_id = u.approved_revision_id
    ORDER BY seq DESC LIMIT 1) d ON TRUE
  LEFT JOIN people a ON a.id = d.decided_by_id
  LEFT JOIN people af ON af.id = d.on_behalf_of_id
  LEFT JOIN LATERAL (
    SELECT k.id, k.decided_by_id, k.on_behalf_of_id, k.decided_at, k.publication_on, v.reason
    FROM update_decisions k LEFT JOIN overrides v ON v.id = k.override_id
    WHERE k.update_id = u.id AND k.kind = 'confirm_still_true' AND k.revision_id = u.approved_revision_id
      AND (v.id IS NULL OR v.confirmed_at IS NOT NULL AND v.ended_at IS NULL)
    ORDER BY k.seq DESC LIMIT 1) c ON TRUE
  LEFT JOIN people cp ON cp.id = c.decided_by_id
  LEFT JOIN people cf ON cf.id = c.on_behalf_of_id
  WHERE u.id = ANY($1::uuid[])`;

/** Reads what a signatory needs to decide, and the summary of a round's manifest. */
@Injectable()
export class SigningReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly overrides: OverrideReader,
  ) {}

  /**
   * What was sealed last, to be signed or as it was signed, for who runs, signs or audits the plan.
   * @throws Problem record.not_found, also when it no longer stands: its past tells why
   */
  async read(actor: Actor, roundId: string): Promise<SigningDto> {
    const round = await readableRound(this.dataSource, actor, roundId, 'signing page');
    const [kept] = await this.dataSource.query<(ManifestSummary & { body: string })[]>(
      `${MANIFEST} WHERE m.round_id = $1 AND m.state <> 'voided'
         AND m.version = (SELECT max(version) FROM manifests WHERE round_id = $1)`,
      [roundId],
    );
    if (!kept)
      throw new Problem('record.not_found', { what: 'signing page: the round is not sealed' });
    const { body: text, ...manifest } = kept;
    const body = readManifest(text);
    const [revisions, facts, lastSealed, overrides, previousDecision, standing, correctedWords] =
      await Promise.all([
        keptRevisions(this.dataSource, body),
        this.lineFacts(body, manifest.correctionNo),
        this.lastDecided(roundId, manifest),
        this.overrides.holdingForRound(actor, roundId),
        this.lastRefusal(roundId, manifest.correctionNo),
        standingOf(this.dataSource, round),
        wordsBefore(this.dataSource.manager, roundId, manifest),
      ]);
    const lines = signingLines(body, revisions, facts, lastSealed?.body ?? null);
    const decisions = (['sign', 'decline', 'unseal'] as const).map(
      (action) =>
        [
          action,
          decideForActor(actor, (as) => decideSignoff(action, as, standing, actor.personId)),
        ] as const,
    );
    return {
      title: body.round.title,
      heading: headingOf(body),
      ...(body.introduction && { introduction: body.introduction }),
      ...(body.acronyms && { acronyms: body.acronyms }),
      ...(body.isSummary && { isSummary: true }),
      manifest,
      statement: signingStatement(body, manifest.hash),
      ...(body.correction && { correctionReason: body.correction.reason }),
      ...(correctedWords && { correctedWords }),
      ...(body.correction?.isMinor && { isMinor: true }),
      ...(body.round.alsoCovers && { alsoCovers: body.round.alsoCovers }),
      counts: countLines(lines),
      lines,
      overrides,
      // A refusal that a later seal has answered, which was signed, is nothing to answer any more.
      ...(previousDecision && lastSealed?.wasDeclined && { previousDecision }),
      ...(lastSealed && { comparedWith: compareSeals(body, lastSealed) }),
      availableActions: await describeActions(this.dataSource, actor, decisions),
    };
  }

  /** The manifest that waits for signature or publication, else the one last published. */
  async manifestOf(roundId: string): Promise<ManifestSummary | undefined> {
    const [kept] = await this.dataSource.query<(ManifestSummary & { body: string })[]>(
      `${MANIFEST} WHERE m.round_id = $1 AND m.state <> 'voided' ORDER BY m.version DESC LIMIT 1`,
      [roundId],
    );
    if (!kept) return undefined;
    const { body: _, ...summary } = kept;
    return summary;
  }

  private async lineFacts(
    body: ManifestBody,
    correctionNo: number,
  ): Promise<Map<string, LineFacts>> {
    const rows = await this.dataSource.query<LineFacts[]>(LINE_FACTS, [
      body.lines.map(({ updateId }) => updateId),
      correctionNo,
    ]);
    return new Map(rows.map((row) => [row.updateId, row]));
  }

  /** The seal before that a signatory decided on; where there is none, the last seal before. */
  private async lastDecided(
    roundId: string,
    { version, correctionNo }: ManifestSummary,
  ): Promise<SealBefore | null> {
    const [row] = await this.dataSource.query<{ body: string; wasDeclined: boolean | null }[]>(
      `SELECT m.body, y.decision = 'decline' AS "wasDeclined"
       FROM manifests m LEFT JOIN signatures y ON y.manifest_id = m.id
       WHERE m.round_id = $1 AND m.state = 'voided' AND m.version < $2 AND m.correction_no = $3
       ORDER BY y.id IS NULL, m.version DESC, y.decision LIMIT 1`,
      [roundId, version, correctionNo],
    );
    return row ? { body: readManifest(row.body), wasDeclined: row.wasDeclined === true } : null;
  }

  private async lastRefusal(
    roundId: string,
    correctionNo: number,
  ): Promise<PreviousDecisionDto | undefined> {
    const [row] = await this.dataSource.query<PreviousDecisionDto[]>(
      `SELECT ${personRef('p')} AS by, ${personRef('b')} AS "onBehalfOf", y.signed_at AS at,
         (SELECT json_agg(json_build_object('updateId', u.id, 'title', u.title, 'reason', o.reason)
            ORDER BY l.position, u.id)
          FROM signature_objections o JOIN updates u ON u.id = o.update_id JOIN listings l ON l.update_id = u.id
          WHERE o.signature_id = y.id) AS objections
       FROM signatures y
       JOIN manifests m ON m.id = y.manifest_id
       JOIN people p ON p.id = y.signed_by_id
       LEFT JOIN people b ON b.id = y.on_behalf_of_id
       WHERE m.round_id = $1 AND m.correction_no = $2 AND y.decision = 'decline'
       ORDER BY m.version DESC LIMIT 1`,
      [roundId, correctionNo],
    );
    return row;
  }
}

const headingOf = ({ plan, round }: ManifestBody): SigningHeadingDto => ({
  planTitle: plan.title,
  publisher: plan.publisher,
  periodLabel: round.periodLabel,
  asAt: round.asAt,
  publicationOn: round.publicationOn,
});
