import { performance } from 'node:perf_hooks';
import { bin, run, say, secondsSince } from './run.mjs';

/** What `npm run check` looks at; none of it runs the application. */
export const CHECKS = [
  { name: 'types of backend', command: ['tsc', '--noEmit', '-p', 'backend'] },
  { name: 'types of frontend', command: ['tsc', '--noEmit', '-p', 'frontend'] },
  { name: 'types of e2e', command: ['tsc', '--noEmit', '-p', 'e2e'] },
  { name: 'lint', command: ['eslint', '--max-warnings', '0', '.'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'architecture', command: ['depcruise', 'backend/src', 'frontend/src', '--config'] },
];

/** Runs one check and shows its output only when it fails. */
export async function runCheck({ name, command: [program, ...args] }) {
  const start = performance.now();
  const { ok, output } = await run(bin(program), args, { capture: true });
  say(`${ok ? 'ok    ' : 'FAILED'} ${name} (${secondsSince(start)})`);
  if (!ok) say(output.trim());
  return ok;
}
