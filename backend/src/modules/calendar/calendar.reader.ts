import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { holdsRole, type Actor, type Role } from '../../common/actor.js';
import { londonDate } from '../../common/dates.js';
import { workPath } from '../../common/work-path.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/tokens.js';
import { Clock } from '../../platform/database/clock.js';
import { Parameters } from '../../platform/database/sql.js';
import { loadActor } from '../identity/index.js';
import { clearedBy, draftedBy, HomeReader, ledBy, type WorkItemDto } from '../updates/index.js';
import { calendarText, type CalendarDay } from './calendar-text.js';

/** Of rounds that are not over: their dates, and what part the reader has in each. */
interface RoundRow {
  id: string;
  planId: string;
  title: string;
  draftsDueOn: string;
  reviewDueOn: string;
  signOffDueOn: string;
  publicationOn: string;
  drafts: boolean;
  reviews: boolean;
}

type Day = Omit<CalendarDay, 'changes' | 'changedAt'> & { subjectIds: string[] };

/** What somebody owes and when, from the same lists as their Home. */
@Injectable()
export class CalendarReader {
  private readonly address: string;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly home: HomeReader,
    @Inject(CONFIG) { publicUrl }: Config,
  ) {
    this.address = publicUrl.replace(/\/$/, '');
  }

  /** Whose link it is, noted as read once an hour; undefined unless it is live, and so is the account. */
  async personOf(hash: string): Promise<string | undefined> {
    const now = this.clock.now();
    const [link] = await this.dataSource.query<
      { id: string; personId: string; isNoted: boolean }[]
    >(
      `SELECT k.id, k.person_id AS "personId", coalesce(k.last_read_at > $2::timestamptz - interval '1 hour', FALSE) AS "isNoted"
       FROM calendar_links k JOIN people p ON p.id = k.person_id AND p.is_active
       WHERE k.token_hash = $1 AND k.ended_at IS NULL`,
      [hash, now],
    );
    if (link && !link.isNoted) {
      await this.dataSource.query(
        'UPDATE calendar_links SET last_read_at = $2 WHERE id = $1 AND ended_at IS NULL',
        [link.id, now],
      );
    }
    return link?.personId;
  }

  async read(personId: string): Promise<string> {
    const query = (sql: string, values: unknown[]) => this.dataSource.query(sql, values);
    const actor = await loadActor(query, personId, londonDate(this.clock.now()));
    const [{ work }, rounds] = await Promise.all([this.home.read(actor), this.rounds(actor)]);
    const days = [
      // What has no date is on no day.
      ...work.flatMap((item) => (item.dueOn ? [this.dayOf(item, item.dueOn)] : [])),
      ...rounds.flatMap((round) => this.daysOf(round, actor)),
    ];
    return calendarText(await this.withChanges(days));
  }

  private dayOf(item: WorkItemDto, on: string): Day {
    const { kind, updateId, overrideId, roundId, forPerson } = item;
    const waiting = item.waitingPerson && `Who waits for it: ${item.waitingPerson}.`;
    return {
      uid: this.uid(kind, updateId ?? overrideId ?? roundId),
      on,
      title: `${item.ask}: ${item.title}${forPerson ? ` (for ${forPerson.name})` : ''}`,
      ...(waiting && { more: waiting }),
      link: `${this.address}/app${workPath(item)}`,
      subjectIds: [updateId ?? roundId, overrideId ?? roundId],
    };
  }

  private daysOf(round: RoundRow, actor: Actor): Day[] {
    const { id, planId, title, drafts, reviews } = round;
    const is = (role: Role): boolean =>
      actor.principals.some((principal) => holdsRole(principal, role, planId));
    const runs = is('secretariat');
    const signs = is('signatory') || runs;
    const dates: [name: string, words: string, on: string, concerns: boolean][] = [
      ['drafts_due', 'Updates are due', round.draftsDueOn, drafts || runs],
      ['review_due', 'Review is due', round.reviewDueOn, reviews || runs],
      ['sign_off_due', 'Sign-off is due', round.signOffDueOn, signs],
      ['publication', 'Publication', round.publicationOn, drafts || reviews || signs],
    ];
    return dates
      .filter(([, , , concerns]) => concerns)
      .map(([name, words, on]) => ({
        ...{ uid: this.uid(name, id), on, title: `${words}: ${title}` },
        ...{ link: `${this.address}/app/rounds/${id}/show`, subjectIds: [id] },
      }));
  }

  private async rounds(actor: Actor): Promise<RoundRow[]> {
    const parameters = new Parameters();
    return this.dataSource.query<RoundRow[]>(
      `SELECT r.id, r.plan_id AS "planId", r.title, r.drafts_due_on::text AS "draftsDueOn", r.review_due_on::text AS "reviewDueOn",
         r.sign_off_due_on::text AS "signOffDueOn", r.publication_on::text AS "publicationOn",
         coalesce(bool_or(${draftedBy(actor, parameters)}), FALSE) AS drafts,
         coalesce(bool_or(${ledBy(actor, parameters)} OR ${clearedBy(actor, parameters)}), FALSE) AS reviews
       FROM rounds r LEFT JOIN updates u ON u.round_id = r.id AND u.correction_no = 0 AND u.omission_id IS NULL
       WHERE r.state IN ('open', 'sealed', 'signed') GROUP BY r.id ORDER BY r.period_end, r.id`,
      parameters.values,
    );
  }

  /** The audit trail knows when each was last touched, and how often: no calendar counts for itself. */
  private async withChanges(days: Day[]): Promise<CalendarDay[]> {
    const rows = await this.dataSource.query<{ id: string; changes: number; at: Date }[]>(
      `SELECT subject_id AS id, count(*)::int AS changes, max(happened_at) AS at FROM audit_entries
       WHERE subject_kind IN ('update', 'round', 'override') AND subject_id = ANY($1) GROUP BY subject_id`,
      [[...new Set(days.flatMap(({ subjectIds }) => subjectIds))]],
    );
    const known = new Map(rows.map((row) => [row.id, row]));
    return days.map(({ subjectIds, ...day }) => {
      const found = [...new Set(subjectIds)].flatMap((id) => known.get(id) ?? []);
      const changedAt = found.map(({ at }) => at.getTime());
      return {
        ...day,
        changes: found.reduce((sum, { changes }) => sum + changes, 0),
        changedAt: new Date(Math.max(0, ...changedAt)),
      };
    });
  }

  private uid(name: string, id: string): string {
    return `${name}-${id}@${new URL(this.address).hostname}`;
  }
}
