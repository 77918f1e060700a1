import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../../dist/src/main.js');

/** Worker processes of the built application, as a deployment runs them: on a server's database. */
export class Workers {
  private readonly running = new Set<ChildProcess>();

  constructor(private readonly settings: NodeJS.ProcessEnv) {}

  start(): ChildProcess {
    const { REDIS_URL, ...env } = process.env;
    const isOnRedis = process.env.QUEUE_BACKEND === 'redis';
    const child = spawn(process.execPath, [MAIN, 'worker'], {
      env: { ...env, ...(isOnRedis && { REDIS_URL }), ...this.settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (words: string) => (this.said += words));
    }
    this.running.add(child);
    return child;
  }

  /** All that they wrote to their logs. */
  said = '';

  /** SIGKILL: nothing is finished, nothing is let go of. */
  async kill(): Promise<void> {
    for (const child of this.running) {
      this.running.delete(child);
      if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
    }
  }
}
