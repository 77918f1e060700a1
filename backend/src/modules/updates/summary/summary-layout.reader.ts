import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actorHoldsRole, type Actor } from '../../../common/actor.js';
import type { UpdateContent } from '../../../common/content.js';
import { Problem } from '../../../common/problems.js';
import { documentToText } from '../../../common/rich-text/index.js';
import { Clock } from '../../../platform/database/clock.js';
import { withoutNulls } from '../../../platform/database/sql.js';
import { personRef } from '../../identity/index.js';
import type { ChapterDto, TitledRef } from '../../plan/index.js';
import { Round } from '../../rounds/index.js';
import { respondByOfNew } from '../rows/respond-by.js';
import { rowRefusals, type Row } from '../rows/row.js';
import { loadRows } from '../rows/row.store.js';
import { presentWords, SAYS_NOW } from './approved-words.js';
import { STANDING } from './sources.reader.js';
import type { ApprovedUpdateDto, SummaryLayoutDto, SummaryRowDto } from './summary.dto.js';

const EXCERPT = 240;
const COMMITMENTS = `(SELECT coalesce(json_agg(json_build_object('id', m.id, 'title', m.title) ORDER BY uc.position), '[]')
  FROM update_commitments uc JOIN commitments m ON m.id = uc.commitment_id WHERE uc.update_id = u.id)`;

/** What of a row the register does not know. */
type Extra = Pick<SummaryRowDto, 'id' | 'isOmitted' | 'sources' | 'commitments'> & {
  owner: SummaryRowDto['owner'] | null;
};

/** The themes and paragraphs of a summary, and the approved words that a new one can begin with. */
@Injectable()
export class SummaryLayoutReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem record.not_found, also for a round of a plan that the actor neither runs nor audits */
  async read(actor: Actor, roundId: string): Promise<SummaryLayoutDto> {
    const { manager } = this.dataSource;
    const round = await manager.findOneBy(Round, { id: roundId, isSummary: true });
    const runs = round !== null && actorHoldsRole(actor, 'secretariat', round.planId);
    if (!round || !(runs || actorHoldsRole(actor, 'auditor'))) {
      throw new Problem('record.not_found', { what: 'stakeholder summary' });
    }
    const mayChange = runs && round.state === 'open';
    const [rows, extras, approved, full, chapters, commitments] = await Promise.all([
      loadRows(manager, roundId),
      this.extras(roundId),
      mayChange && round.summarisesId ? this.approved(round.summarisesId) : [],
      round.summarisesId ? manager.findOneBy(Round, { id: round.summarisesId }) : null,
      manager.query<ChapterDto[]>(
        'SELECT id, title, position FROM chapters WHERE plan_id = $1 ORDER BY position',
        [round.planId],
      ),
      manager.query<TitledRef[]>(
        `SELECT m.id, m.title FROM commitments m JOIN chapters ch ON ch.id = m.chapter_id
         WHERE m.plan_id = $1 AND m.closed_on IS NULL AND NOT m.is_waiting
         ORDER BY ch.position, m.position, m.id`,
        [round.planId],
      ),
    ]);
    const newRowsDueOn = respondByOfNew(round, this.clock.now());
    return {
      round: { id: round.id, title: round.title },
      ...(full && { summarises: { id: full.id, title: full.title } }),
      version: round.version,
      ...(!mayChange && { fixed: fixedWords(round) }),
      ...(newRowsDueOn && { newRowsDueOn }),
      themes: round.themes,
      rows: rows.map((row) => toRow(row, extras.get(row.id)!)),
      ...{ approved, chapters, commitments },
    };
  }

  private async extras(roundId: string): Promise<Map<string, Extra>> {
    const rows = await this.dataSource.query<Extra[]>(
      `SELECT u.id, u.omission_id IS NOT NULL AS "isOmitted", ${personRef('ow')} AS owner,
         ${COMMITMENTS} AS commitments,
         (SELECT coalesce(json_agg(json_build_object('id', s.source_id, 'title', f.title,
             'standing', ${STANDING('v.content_hash')}) ORDER BY s.position), '[]')
          FROM (SELECT DISTINCT ON (source_id) * FROM update_sources WHERE update_id = u.id
            ORDER BY source_id, made_at DESC) s
          JOIN updates f ON f.id = s.source_id JOIN update_revisions v ON v.id = s.revision_id
          LEFT JOIN LATERAL (${presentWords('s.source_id')}) now ON TRUE) AS sources
       FROM updates u LEFT JOIN people ow ON ow.id = u.owner_id
       WHERE u.round_id = $1 AND u.correction_no = 0`,
      [roundId],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async approved(roundId: string): Promise<ApprovedUpdateDto[]> {
    const rows = await this.dataSource.query<
      (Omit<ApprovedUpdateDto, 'excerpt'> & { content: string })[]
    >(
      `SELECT u.id, u.title, l.chapter, l.reference, u.chapter_id AS "chapterId", v.content,
         ${personRef('ow')} AS owner, ${COMMITMENTS} AS commitments
       FROM updates u JOIN listings l ON l.update_id = u.id
       JOIN update_revisions v ON v.id = u.approved_revision_id LEFT JOIN people ow ON ow.id = u.owner_id
       WHERE u.round_id = $1 AND ${SAYS_NOW} ORDER BY l.position, u.id`,
      [roundId],
    );
    return rows.map(({ content, ...row }) => ({
      ...withoutNulls(row),
      excerpt: excerptOf(JSON.parse(content) as UpdateContent),
    }));
  }
}

function toRow(row: Row, { isOmitted, sources, commitments, owner }: Extra): SummaryRowDto {
  const [gone] = rowRefusals([row], []);
  const [regrouped] = rowRefusals([row], [{ ...row, commitmentIds: [...row.commitmentIds, ''] }]);
  const { id, title, chapter, isUntitled = false, chapterId, state } = row;
  return {
    ...{ id, title, theme: chapter, isUntitled, commitments, state, isOmitted, sources },
    ...(chapterId && { chapterId }),
    ...(owner && { owner }),
    ...(regrouped && { keepsCommitments: regrouped.why }),
    ...(gone && { keepsRow: gone.why }),
  };
}

function excerptOf({ document }: UpdateContent): string {
  const text = documentToText(document).replace(/\s+/gu, ' ').trim();
  if (text.length <= EXCERPT) return text;
  return `${text.slice(0, text.lastIndexOf(' ', EXCERPT))} …`;
}

const fixedWords = (round: Round): string =>
  round.state === 'planned'
    ? 'The summary is not open yet: its themes and paragraphs are made when it is.'
    : round.state === 'open'
      ? 'The secretariat lays out the summary until it is sealed.'
      : `The summary is ${round.state}: its layout is fixed.`;
