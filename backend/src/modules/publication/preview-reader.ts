import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import type { UpdateContent } from '../../common/content.js';
import { londonDate } from '../../common/dates.js';
import type { EditionSnapshot } from '../../common/edition-snapshot.js';
import { Clock } from '../../platform/database/clock.js';
import { Round } from '../rounds/index.js';
import {
  keptRevisions,
  nextBody,
  readManifest,
  readableRound,
  standingOf,
  type ManifestBody,
} from '../signoff/index.js';
import { buildSnapshot, sealSnapshot, type PrintedBody } from './snapshot.js';

export interface Preview {
  snapshot: EditionSnapshot;
  snapshotHash: string;
}

/** The edition as it would be published now: from the manifest, or from what is approved so far. */
@Injectable()
export class PreviewReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem record.not_found for who may not read everything that the round will print */
  async read(actor: Actor, roundId: string): Promise<Preview> {
    const round = await readableRound(this.dataSource, actor, roundId, 'preview');
    const body = await this.bodyOf(round);
    const revisions = await keptRevisions(this.dataSource, body);
    const contents = new Map(
      [...revisions.values()].map(
        ({ contentHash, content }) => [contentHash, JSON.parse(content) as UpdateContent] as const,
      ),
    );
    const [{ version } = { version: 1 }] = await this.dataSource.query<{ version: number }[]>(
      'SELECT coalesce(max(version), 0) + 1 AS version FROM editions WHERE round_id = $1',
      [roundId],
    );
    const today = londonDate(this.clock.now());
    const publishedOn = today < round.publicationOn ? round.publicationOn : today;
    const { isHistoric } = round;
    const snapshot = buildSnapshot(body, contents, { version, publishedOn, isHistoric });
    return { snapshot, snapshotHash: sealSnapshot(snapshot).hash };
  }

  /** What is sealed; before that, what is approved so far; and after publication, what was published. */
  private async bodyOf(round: Round): Promise<PrintedBody> {
    const { manifest, correctionNo } = await standingOf(this.dataSource, round);
    const isBeingWritten = manifest === null && (correctionNo > 0 || round.state === 'open');
    const kept = isBeingWritten ? null : await this.keptBody(round.id);
    if (kept) return kept;
    const body = await nextBody(this.dataSource.manager, round, correctionNo);
    return {
      ...body,
      lines: body.lines.map((line) =>
        line.contentHash || line.omission ? line : { ...line, omission: { reason: NOT_APPROVED } },
      ),
    };
  }

  private async keptBody(roundId: string): Promise<ManifestBody | null> {
    const [row] = await this.dataSource.query<{ body: string }[]>(
      `SELECT body FROM manifests WHERE round_id = $1 AND state <> 'voided'
       ORDER BY version DESC LIMIT 1`,
      [roundId],
    );
    return row ? readManifest(row.body) : null;
  }
}

const NOT_APPROVED = 'This row has no approved text yet. It cannot be sealed like this.';
