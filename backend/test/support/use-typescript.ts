import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

/** Lets the processes that the code under test starts run it as it stands, like the test itself. */
export function useTypeScript(): void {
  const loader = pathToFileURL(join(import.meta.dirname, 'typescript-in-children.mjs')).href;
  process.env['NODE_OPTIONS'] = `--import ${loader}`;
}
