import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actorHoldsRole, type Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { Clock } from '../../platform/database/clock.js';
import { Round } from '../rounds/index.js';
import type { ChapterDto, TitledRef } from '../plan/index.js';
import type { LayoutDto, LayoutRowDto, PrintedRowDto } from './dto/layout.dto.js';
import { respondByOfNew } from './rows/respond-by.js';
import { rowRefusals, type Row } from './rows/row.js';
import { loadRows } from './rows/row.store.js';

/** The rows of a round as they will be printed, beside those of the last edition. */
@Injectable()
export class LayoutReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem record.not_found, also for a round of a plan that the actor neither runs nor audits */
  async read(actor: Actor, roundId: string): Promise<LayoutDto> {
    const { manager } = this.dataSource;
    const round = await manager.findOneBy(Round, { id: roundId });
    const runs = round !== null && actorHoldsRole(actor, 'secretariat', round.planId);
    if (!round || !(runs || actorHoldsRole(actor, 'auditor'))) {
      throw new Problem('record.not_found', { what: 'round' });
    }
    const [rows, origins, commitments, chapters, last] = await Promise.all([
      loadRows(manager, roundId),
      this.origins(roundId),
      manager.query<(TitledRef & { isClosed: boolean })[]>(
        `SELECT m.id, m.title, m.closed_on IS NOT NULL OR m.is_waiting AS "isClosed"
         FROM commitments m JOIN chapters ch ON ch.id = m.chapter_id
         WHERE m.plan_id = $1 ORDER BY ch.position, m.position, m.id`,
        [round.planId],
      ),
      manager.query<ChapterDto[]>(
        'SELECT id, title, position FROM chapters WHERE plan_id = $1 ORDER BY position',
        [round.planId],
      ),
      round.previousRoundId ? manager.findOneBy(Round, { id: round.previousRoundId }) : null,
    ]);
    const titles = new Map(commitments.map(({ id, title }) => [id, title]));
    const newRowsDueOn = respondByOfNew(round, this.clock.now());
    return {
      round: { id: round.id, title: round.title },
      version: round.version,
      ...((round.state !== 'open' || !runs) && { fixed: fixedWords(round) }),
      ...(newRowsDueOn && { newRowsDueOn }),
      rows: rows.map((row) => this.toRow(row, origins.get(row.id), titles)),
      ...(last && { lastEdition: { id: last.id, title: last.title } }),
      lastRows: last ? await this.printedRows(last.id) : [],
      chapters,
      commitments: commitments
        .filter(({ isClosed }) => !isClosed)
        .map(({ id, title }) => ({ id, title })),
    };
  }

  private toRow(
    row: Row,
    continues: string | undefined,
    titles: ReadonlyMap<string, string>,
  ): LayoutRowDto {
    const [gone] = rowRefusals([row], []);
    const [regrouped] = rowRefusals([row], [{ ...row, commitmentIds: [] }]);
    const { id, title, chapter, reference, wording, commitmentIds, state } = row;
    return {
      ...{ id, title, chapter, wording, state },
      ...(reference && { reference }),
      commitments: commitmentIds.map((each) => ({ id: each, title: titles.get(each) ?? '' })),
      ...(continues && { continues }),
      ...(regrouped && { keepsCommitments: regrouped.why }),
      ...(gone && { keepsRow: gone.why }),
    };
  }

  /** Which row of the last edition each goes on from: the first of it, whatever corrected it since. */
  private async origins(roundId: string): Promise<Map<string, string>> {
    const rows = await this.dataSource.query<{ id: string; origin: string }[]>(
      `SELECT u.id, coalesce(p.corrects_id, p.id) AS origin
       FROM updates u JOIN updates p ON p.id = u.previous_update_id
       WHERE u.round_id = $1 AND u.correction_no = 0`,
      [roundId],
    );
    return new Map(rows.map(({ id, origin }) => [id, origin]));
  }

  private printedRows(roundId: string): Promise<PrintedRowDto[]> {
    return this.dataSource.query<PrintedRowDto[]>(
      `SELECT id, title, chapter, reference, wording, commitments FROM (
         SELECT DISTINCT ON (coalesce(u.corrects_id, u.id)) coalesce(u.corrects_id, u.id) AS id,
           u.title, l.chapter, l.reference, l.wording, l.position,
           (SELECT coalesce(json_agg(json_build_object('id', m.id, 'title', m.title) ORDER BY uc.position), '[]')
            FROM update_commitments uc JOIN commitments m ON m.id = uc.commitment_id
            WHERE uc.update_id = u.id) AS commitments
         FROM updates u JOIN listings l ON l.update_id = u.id
         WHERE u.round_id = $1 AND u.state = 'published'
         ORDER BY coalesce(u.corrects_id, u.id), u.correction_no DESC) printed
       ORDER BY position, id`,
      [roundId],
    );
  }
}

const fixedWords = (round: Round): string =>
  round.state === 'planned'
    ? 'The round is not open yet: its rows are made when it opens, from the last edition and the changes of the register.'
    : round.state === 'open'
      ? 'The secretariat lays out the edition until the round is sealed.'
      : `The round is ${round.state}: its layout is fixed.`;
