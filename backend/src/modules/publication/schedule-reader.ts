import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PersonRef } from '../../platform/http/refs.dto.js';
import { personRef } from '../identity/index.js';
import type { Round } from '../rounds/index.js';
import type { ScheduleDto } from './dto/schedule.dto.js';
import { publicationFacts } from './publication-facts.js';
import { publicationProblem } from './publication.policy.js';

interface ScheduleRow {
  publishAt: Date;
  state: ScheduleDto['state'];
  failure: string | null;
  setBy: PersonRef;
  setOnBehalfOf: PersonRef | null;
  setAt: Date;
}

type ScheduledRound = Pick<Round, 'id' | 'planId' | 'state' | 'isHistoric' | 'publicationOn'>;

/** Reads the set time of a round's publication as the control room shows it. */
@Injectable()
export class ScheduleReader {
  constructor(private readonly dataSource: DataSource) {}

  /** The last time that was set: it waits, it failed, or it ended because what was signed was unsealed. */
  async ofRound(round: ScheduledRound): Promise<ScheduleDto | undefined> {
    const [row] = await this.dataSource.query<ScheduleRow[]>(
      `SELECT * FROM (
         SELECT DISTINCT ON (s.round_id) s.publish_at AS "publishAt", s.failure,
           CASE WHEN s.state = 'waiting' AND m.state = 'voided' THEN 'lapsed'
             WHEN m.state = 'signed' THEN s.state ELSE 'over' END AS state,
           ${personRef('b')} AS "setBy", ${personRef('f')} AS "setOnBehalfOf", s.set_at AS "setAt"
         FROM scheduled_publications s JOIN manifests m ON m.id = s.manifest_id
         JOIN people b ON b.id = s.set_by_id LEFT JOIN people f ON f.id = s.set_for_id
         WHERE s.round_id = $1 ORDER BY s.round_id, s.set_at DESC, s.state = 'waiting' DESC) last
       WHERE state IN ('waiting', 'failed', 'lapsed')
         AND (state <> 'lapsed' OR NOT EXISTS (SELECT 1 FROM manifests n WHERE n.round_id = $1
           AND n.state = 'published' AND n.sealed_at > last."setAt"))`,
      [round.id],
    );
    if (!row) return undefined;
    const { setOnBehalfOf, failure, ...schedule } = row;
    const problem = row.state === 'waiting' ? await this.problemAt(round, row.publishAt) : null;
    return {
      ...schedule,
      ...(setOnBehalfOf && { setOnBehalfOf }),
      ...(problem && { warning: `${problem.title}. ${problem.detail}` }),
      ...(failure && row.state === 'failed' && { failure }),
    };
  }

  private async problemAt(round: ScheduledRound, at: Date) {
    return publicationProblem('publish', await publicationFacts(this.dataSource, round, at));
  }
}
