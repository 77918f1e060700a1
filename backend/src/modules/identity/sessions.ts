import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  coveredPrincipal,
  type Actor,
  type CoverPart,
  type Grant,
  type Principal,
} from '../../common/actor.js';
import { londonDate } from '../../common/dates.js';
import { Clock } from '../../platform/database/clock.js';
import { DatabaseListener } from '../../platform/database/listener.js';
import { Acts, type Act } from '../audit/index.js';

export const SESSION_HOURS = 12;
const IDLE_MS = 2 * 3_600_000;
const IDLE = `interval '${IDLE_MS} milliseconds'`;
const TOUCH_AFTER_MS = 60_000;
const REMEMBERED_MAX = 5_000;

export interface OpenSession {
  tokenHash: string;
  csrfToken: string;
  email: string;
  actor: Actor;
}

/** A session as it was last read, until somebody's rights change. */
interface Remembered {
  session: OpenSession;
  /** The day for which its covers were read. */
  onDate: string;
  lastUsedMs: number;
  writtenMs: number;
  expiresMs: number;
}

interface SessionRow {
  csrf_token: string;
  last_used_at: Date;
  expires_at: Date;
  id: string;
  name: string;
  email: string;
  organisation_id: string;
  grants: Grant[] | null;
  covers: { id: string; parts: CoverPart[]; person: Principal }[] | null;
}

/** The grants of a person as a JSON array of Grant, without nulls. */
const grantsOf = (personId: string): string => `
  (SELECT json_agg(json_strip_nulls(json_build_object('role', g.role, 'planId', g.plan_id,
     'chapterId', g.chapter_id, 'commitmentId', g.commitment_id, 'organisationId', g.organisation_id)))
   FROM grants g WHERE g.person_id = ${personId} AND g.revoked_at IS NULL)`;

const PERSON_COLUMNS = `p.id, p.name, p.email, p.organisation_id, ${grantsOf('p.id')} AS grants,
  (SELECT json_agg(json_build_object('id', c.id, 'parts', c.parts, 'person',
     json_build_object('personId', a.id, 'name', a.name, 'organisationId', a.organisation_id,
       'grants', coalesce(${grantsOf('a.id')}, '[]'::json))) ORDER BY c.id)
   FROM covers c JOIN people a ON a.id = c.absent_id
   WHERE c.cover_id = p.id AND c.ended_at IS NULL AND $2::date BETWEEN c.starts_on AND c.ends_on) AS covers`;

/**
 * Ends all of a person's sessions, save one, with the act that is the reason: a new password, or an
 * account that closes. Acts on people are heard, so no session is remembered past the commit.
 */
export const endSessions = (act: Act, personId: string, exceptTokenHash = ''): void =>
  act.write('DELETE FROM sessions WHERE person_id = $1 AND token_hash <> $2', [
    personId,
    exceptTokenHash,
  ]);

/** Only the hash is kept: who reads the table cannot take anybody's session. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/**
 * Server-side sessions, in real time whatever the installation's clock says. What was read is
 * remembered while this process hears from the database that rights have changed: triggers say so,
 * whoever changed them. Acts of this process are heard at once.
 */
@Injectable()
export class Sessions {
  private readonly remembered = new Map<string, Remembered>();
  /** Counts what was heard, so that nothing read before is remembered after. */
  private heard = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly listener: DatabaseListener,
    acts: Acts,
  ) {
    listener.on('access', () => this.forget());
    acts.whenCommitted((recorded) => {
      if (recorded.some((kind) => /^(person|grant|cover)\./.test(kind))) this.forget();
    });
  }

  /** Opens a session and returns its secret, which is nowhere stored. */
  async open(personId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.dataSource.query(
      `INSERT INTO sessions (token_hash, person_id, csrf_token, expires_at)
       VALUES ($1, $2, $3, clock_timestamp() + make_interval(hours => $4))`,
      [hashOf(token), personId, randomBytes(24).toString('base64url'), SESSION_HOURS],
    );
    return token;
  }

  async find(token: string): Promise<OpenSession | null> {
    const tokenHash = hashOf(token);
    const onDate = londonDate(this.clock.now());
    const nowMs = Date.now();
    const known = this.recall(tokenHash, onDate, nowMs) ?? (await this.read(tokenHash, onDate));
    if (!known) return null;
    known.lastUsedMs = nowMs;
    if (nowMs - known.writtenMs > TOUCH_AFTER_MS) {
      known.writtenMs = nowMs;
      await this.dataSource.query(
        'UPDATE sessions SET last_used_at = clock_timestamp() WHERE token_hash = $1',
        [tokenHash],
      );
    }
    return known.session;
  }

  /**
   * Who the session's person is now; null when it has ended. Asking is no use of it: a page left open
   * does not keep it alive.
   */
  async actorOf(tokenHash: string): Promise<Actor | null> {
    const row = await this.select(tokenHash, londonDate(this.clock.now()));
    return row ? toActor(row) : null;
  }

  private recall(tokenHash: string, onDate: string, nowMs: number): Remembered | null {
    const known = this.listener.isListening ? this.remembered.get(tokenHash) : undefined;
    if (!known || known.onDate !== onDate) return null;
    return nowMs < known.expiresMs && nowMs - known.lastUsedMs < IDLE_MS ? known : null;
  }

  private async read(tokenHash: string, onDate: string): Promise<Remembered | null> {
    const { heard } = this;
    const row = await this.select(tokenHash, onDate);
    if (!row) return null;
    const read: Remembered = {
      session: { tokenHash, csrfToken: row.csrf_token, email: row.email, actor: toActor(row) },
      onDate,
      lastUsedMs: row.last_used_at.getTime(),
      writtenMs: row.last_used_at.getTime(),
      expiresMs: row.expires_at.getTime(),
    };
    if (heard === this.heard) {
      if (this.remembered.size >= REMEMBERED_MAX) this.remembered.clear();
      this.remembered.set(tokenHash, read);
    }
    return read;
  }

  private async select(tokenHash: string, onDate: string): Promise<SessionRow | undefined> {
    const [row] = await this.dataSource.query<SessionRow[]>(
      `SELECT s.csrf_token, s.last_used_at, s.expires_at, ${PERSON_COLUMNS}
       FROM sessions s JOIN people p ON p.id = s.person_id
       WHERE s.token_hash = $1 AND p.is_active AND s.expires_at > clock_timestamp()
         AND s.last_used_at > clock_timestamp() - ${IDLE}`,
      [tokenHash, onDate],
    );
    return row;
  }

  private forget(): void {
    this.heard += 1;
    this.remembered.clear();
  }

  async end(tokenHash: string): Promise<void> {
    await this.dataSource.query('DELETE FROM sessions WHERE token_hash = $1', [tokenHash]);
    this.forget();
  }

  async deleteExpired(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM sessions WHERE expires_at < clock_timestamp() OR last_used_at < clock_timestamp() - ${IDLE}`,
    );
  }
}

function toActor(row: SessionRow): Actor {
  const self: Principal = {
    personId: row.id,
    name: row.name,
    organisationId: row.organisation_id,
    grants: row.grants ?? [],
  };
  const covered = (row.covers ?? []).map(({ id, parts, person }) =>
    coveredPrincipal(person, { id, parts }),
  );
  return { personId: row.id, name: row.name, principals: [self, ...covered] };
}

/** The actor that a person would be now, without a session: for loading records and for commands. */
export async function loadActor(
  query: (sql: string, parameters: unknown[]) => Promise<unknown>,
  personId: string,
  onDate: string,
): Promise<Actor> {
  const rows = (await query(`SELECT ${PERSON_COLUMNS} FROM people p WHERE p.id = $1`, [
    personId,
    onDate,
  ])) as SessionRow[];
  if (!rows[0]) throw new Error(`No person ${personId}`);
  return toActor(rows[0]);
}
