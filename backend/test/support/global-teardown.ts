import type { TestServer } from './global-setup.js';

/** Stops the server that the global setup started, and removes its folder. */
export default async function globalTeardown(): Promise<void> {
  await (globalThis as TestServer).stopTestServer?.();
}
