import { spawn } from 'node:child_process';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A step that failed in an expected way: its message is all that a person needs to see. */
export class StepError extends Error {}

/** The program that an npm package brings, such as `nest`. */
export const bin = (name) => path.join(ROOT, 'node_modules', '.bin', name);

/** Progress goes to the error stream, so that a command's own output stays clean. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** Seconds since `start`, as people read them. */
export const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/**
 * Runs a program. With `capture` its output is collected instead of shown.
 * @returns {Promise<{ok: boolean, output: string}>}
 */
export function run(command, args, { cwd = ROOT, env = process.env, capture = false } = {}) {
  return new Promise((resolve) => {
    const stdio = capture ? ['ignore', 'pipe', 'pipe'] : ['inherit', process.stderr, 'inherit'];
    const child = spawn(command, args, { cwd, env, stdio });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** Ends a script: an expected failure prints its message, anything else its stack as well. */
export async function main(task) {
  try {
    await task();
  } catch (error) {
    say(error instanceof StepError ? error.message : (error?.stack ?? String(error)));
    process.exit(1);
  }
}
