import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** What a running server writes about itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
}

/**
 * The server that runs on this data, or undefined. A file left by a crash whose process number
 * meanwhile belongs to some other program is removed: PostgreSQL itself would refuse to start.
 */
export async function findPostmaster(pgData: string): Promise<Postmaster | undefined> {
  const file = path.join(pgData, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  // A single-user backend writes a negative number.
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0 || !isAlive(pid)) return undefined;
  if (await serves(pid, pgData)) return { pid, port: Number(lines[3]) };
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) {
    await rm(file, { force: true });
  }
  return undefined;
}

/** The port of a server that was killed: whoever still has its address finds the next one there. */
export async function lastPort(pgData: string): Promise<number | undefined> {
  const text = await readFile(path.join(pgData, 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(text.split('\n')[3]) || undefined;
}

/** Whether a process with this number exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function serves(pid: number, pgData: string): Promise<boolean> {
  const words = await commandLine(pid);
  return words.includes('postgres') && words.includes(pgData);
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    // Slim images have no ps. A zombie's command line is empty: rightly not ours.
    return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  }
  const listed = promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)]);
  return listed.then(
    ({ stdout }) => stdout,
    () => '',
  );
}
