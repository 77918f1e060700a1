import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type pg from 'pg';
import { HeardClient } from './heard-client.js';

/** Beyond so many different statements a connection prepares no more: its server keeps each in memory. */
const PREPARED_MAX = 400;
const BEGIN = 'START TRANSACTION';
const BEGUN = { command: 'START', rows: [], rowCount: null };

/**
 * A connection of the pool that spares the server work and the program waiting:
 * - A statement with parameters is prepared the second time it is sent, and from then on neither
 *   parsed nor planned. What is sent once (a load, a migration) is not kept.
 * - Statements are sent as they come, without waiting for the answers of those before (the server
 *   answers in order), and those of one turn in one packet.
 * - A transaction's start travels with its first statement. It can fail only with the connection,
 *   and then that statement fails too.
 */
export class PreparedClient extends HeardClient {
  private readonly names = new Map<string, string | null>();
  private isBeginDue = false;
  private isGathering = false;

  constructor(config?: pg.ClientConfig) {
    super({ ...config, pipeline: true } as pg.ClientConfig);
  }

  // pg's overloads pass through: only text with values, and a transaction's start, change form.
  override query(...args: unknown[]): never {
    const [text, values] = args;
    if (text === BEGIN) {
      this.isBeginDue = true;
      return Promise.resolve(BEGUN) as never;
    }
    if (typeof text === 'string' && Array.isArray(values) && values.length > 0) {
      const name = this.nameOf(text);
      if (name) args[0] = { name, text };
    }
    this.gather();
    if (this.isBeginDue) {
      this.isBeginDue = false;
      (this.send([BEGIN]) as Promise<unknown>).catch(() => undefined);
    }
    return this.send(args);
  }

  /** Holds what is written until the present turn is over. */
  private gather(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    process.nextTick(() => {
      this.isGathering = false;
      stream.uncork();
    });
  }

  private send(args: unknown[]): never {
    return super.query(...(args as Parameters<pg.Client['query']>)) as never;
  }

  private nameOf(text: string): string | null {
    const known = this.names.get(text);
    if (known) return known;
    if (known === undefined && this.names.size >= PREPARED_MAX) return null;
    const name =
      known === undefined
        ? null
        : createHash('sha256').update(text).digest('base64url').slice(0, 22);
    this.names.set(text, name);
    return name;
  }
}
