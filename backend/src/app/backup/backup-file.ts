import { createHash } from 'node:crypto';

/** The first line of a backup: what it holds and which program can read it. */
export interface BackupHeader {
  quarterdeck: 'backup';
  format: number;
  madeAt: string;
  /** The schema: the names of the migrations that made it. */
  migrations: string[];
  /** Where each sequence stood. */
  sequences: Record<string, string>;
  tables: { name: string; columns: string[] }[];
  /** How many uploaded files stand behind the tables; absent in backups from before there were any. */
  files?: number;
}

/** What `verify` said of the very state that is in the backup; null where it could not be asked. */
export interface Verified {
  checked: string[];
  wrong?: string;
}

/** The last line: without it the file is not whole. */
export interface BackupEnd {
  sha256: string;
  rows: number;
  verified: Verified | null;
}

export const FORMAT = 1;

/** Why a file cannot be restored; nothing was changed. The message is for the person at the keyboard. */
export class BackupError extends Error {}

export const damaged = (cause?: unknown): BackupError =>
  new BackupError(
    'This file is not a whole backup: it was cut off or altered. Nothing was changed. Take another copy of it.',
    { cause },
  );

/** Makes lines, and hashes them on their way. */
export class LineWriter {
  private readonly hash = createHash('sha256');

  line(text: string): string {
    const line = `${text}\n`;
    this.hash.update(line);
    return line;
  }

  /** Of everything so far. */
  get sha256(): string {
    return this.hash.copy().digest('hex');
  }
}

/** Reads lines one after the other, and hashes them. */
export class LineReader {
  private readonly hash = createHash('sha256');
  private readonly lines: AsyncIterator<Buffer>;

  constructor(bytes: AsyncIterable<Buffer>) {
    this.lines = linesOf(bytes);
  }

  /** @throws BackupError when the file ends before */
  async next(): Promise<string> {
    const { value, done } = await this.lines.next();
    if (done) throw damaged();
    this.hash.update(value).update('\n');
    return value.toString('utf8');
  }

  async isAtEnd(): Promise<boolean> {
    return (await this.lines.next()).done === true;
  }

  get sha256(): string {
    return this.hash.copy().digest('hex');
  }
}

async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer, undefined> {
  let held: Buffer[] = [];
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...held, chunk.subarray(from, end)]);
      held = [];
      from = end + 1;
    }
    if (from < chunk.length) held.push(chunk.subarray(from));
  }
  if (held.length > 0) throw damaged();
  return undefined;
}

/** One line as JSON: an object, in a whole backup. */
export function parseLine<T extends object>(line: string): Partial<T> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw damaged(error);
  }
  if (typeof value !== 'object' || value === null) throw damaged();
  return value;
}
