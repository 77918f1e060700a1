import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { bin, ROOT, run, say, secondsSince } from './run.mjs';

/** By its own path: two compilers are installed, and npm links only one of them as `tsc`. */
const TSC = path.join(ROOT, 'node_modules', '@typescript', 'native', 'bin', 'tsc');

const types = (part) => ({ name: `types of ${part}`, command: [TSC, '--noEmit', '-p', part] });

/** What `npm run check` looks at; none of it runs the application. */
export const CHECKS = [
  types('backend'),
  types('frontend'),
  types('e2e'),
  { name: 'lint', command: [bin('eslint'), '--max-warnings', '0', '.'] },
  { name: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'architecture', command: [bin('depcruise'), 'backend/src', 'frontend/src', '--config'] },
];

/** Runs one check and shows its output only when it fails. */
export async function runCheck({ name, command: [program, ...args] }) {
  const start = performance.now();
  const { ok, output } = await run(program, args, { capture: true });
  say(`${ok ? 'ok    ' : 'FAILED'} ${name} (${secondsSince(start)})`);
  if (!ok) say(output.trim());
  return ok;
}
