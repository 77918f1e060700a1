import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** One user's task per spec, in a real Chromium, on a demonstration of its own. */
export default defineConfig({
  testDir: 'specs',
  globalSetup: './global-setup.ts',
  fullyParallel: false,
  // Each file has an application, a database and a browser of its own.
  workers: 2,
  // A flaky test is mended, not repeated.
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  outputDir: 'test-results',
  use: {
    headless: true,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1440, height: 900 },
    // Nothing fades while axe looks at its colours, and nobody waits for it.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: {
      // Named by `npm test`; by hand, whatever Debian's packages have put here.
      executablePath:
        process.env.CHROMIUM_PATH ||
        ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
