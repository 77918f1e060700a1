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
} from '../signoff/index.js';
import { currentSchedule } from './schedules.js';
import { signatureOf } from './signed-snapshot.js';
import { buildSnapshot, printedOf, sealSnapshot, type PrintedBody } from './snapshot.js';

export interface Preview {
  snapshot: EditionSnapshot;
  snapshotHash: string;
  /** When it publishes itself, where a time is set. */
  publishAt?: Date;
}

interface KeptManifest {
  id: string;
  roundId: string;
  hash: string;
  body: string;
  state: 'sealed' | 'signed' | 'published';
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
    const { body, manifest } = await this.printed(round);
    const revisions = await keptRevisions(this.dataSource, body);
    const contents = new Map(
      [...revisions.values()].map(
        ({ contentHash, content }) => [contentHash, JSON.parse(content) as UpdateContent] as const,
      ),
    );
    const schedule = await currentSchedule(this.dataSource, roundId);
    const publishAt = schedule?.state === 'waiting' ? schedule.publishAt : undefined;
    const signature =
      manifest?.state === 'signed' && (await signatureOf(this.dataSource.manager, manifest));
    const snapshot = buildSnapshot(body, contents, {
      ...(await this.whichAndWhen(round, manifest, publishAt)),
      isHistoric: round.isHistoric,
      ...(signature && { signature }),
    });
    const { hash: snapshotHash } = sealSnapshot(snapshot);
    return { snapshot, snapshotHash, ...(publishAt && { publishAt }) };
  }

  /** The version that it would be, and the day: the one set, else today, but not before the date. */
  private async whichAndWhen(
    round: Round,
    manifest: KeptManifest | undefined,
    publishAt: Date | undefined,
  ): Promise<{ version: number; publishedOn: string }> {
    const [last] = await this.dataSource.query<{ version: number; publishedOn: string }[]>(
      `SELECT version, published_on::text AS "publishedOn" FROM editions
       WHERE round_id = $1 ORDER BY version DESC LIMIT 1`,
      [round.id],
    );
    if (last && manifest?.state === 'published') return last;
    const version = (last?.version ?? 0) + 1;
    const today = londonDate(this.clock.now());
    if (publishAt) return { version, publishedOn: londonDate(publishAt) };
    // A correction goes out when it is signed.
    const isBefore = !last && today < round.publicationOn;
    return { version, publishedOn: isBefore ? round.publicationOn : today };
  }

  /** What is sealed; before that, what is approved so far; and after publication, what was published. */
  private async printed(round: Round): Promise<{ body: PrintedBody; manifest?: KeptManifest }> {
    const { manifest: waiting, correctionNo } = await standingOf(this.dataSource, round);
    const isBeingWritten = waiting === null && (correctionNo > 0 || round.state === 'open');
    const manifest = isBeingWritten ? undefined : await this.keptManifest(round.id);
    if (manifest) return { body: printedOf(readManifest(manifest.body)), manifest };
    const body = printedOf(await nextBody(this.dataSource.manager, round, correctionNo));
    return {
      body: {
        ...body,
        lines: body.lines.map((line) =>
          line.contentHash || line.omission
            ? line
            : { ...line, omission: { reason: notApproved(round) } },
        ),
      },
    };
  }

  private async keptManifest(roundId: string): Promise<KeptManifest | undefined> {
    const [row] = await this.dataSource.query<KeptManifest[]>(
      `SELECT id, round_id AS "roundId", hash, body, state FROM manifests
       WHERE round_id = $1 AND state <> 'voided' ORDER BY version DESC LIMIT 1`,
      [roundId],
    );
    return row;
  }
}

const notApproved = ({ isSummary }: Round): string =>
  isSummary
    ? 'This paragraph has no approved text yet. It cannot be sealed like this.'
    : NOT_APPROVED;
const NOT_APPROVED = 'This row has no approved text yet. It cannot be sealed like this.';
