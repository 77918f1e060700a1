import { existsSync } from 'node:fs';
import { run, say, StepError } from './run.mjs';

let listsAreFresh = false;

/** The first of these programs that runs on this machine. */
export async function findProgram(names) {
  for (const name of names.filter(Boolean)) {
    const { ok } = await run(name, ['--version'], { capture: true });
    if (ok) return name;
  }
  return undefined;
}

/** Whether poppler is here, the second reader of our PDFs, after trying to install it. */
export async function providePoppler() {
  return existsSync('/usr/bin/pdfinfo') || (await installPackage('poppler-utils'));
}

/** Installs a Debian package where that is possible: as root, where there is apt. */
export async function installPackage(name) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say(`Installing ${name} with apt-get …`);
  if (!listsAreFresh) await run('apt-get', ['update', '-qq'], { env });
  listsAreFresh = true;
  const { ok } = await run('apt-get', ['install', '-y', '-qq', name], { env });
  return ok;
}

/** The path of a Chromium: an installed one, else Debian's, else Playwright's own. */
export async function provideChromium() {
  const known = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const found = await findProgram(known);
  if (found) return found;
  if (await installPackage('chromium')) {
    const installed = await findProgram(known);
    if (installed) return installed;
  }
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  if (!existsSync(own)) await run(process.execPath, [playwrightCli(), 'install', 'chromium']);
  if (await findProgram([own])) return own;
  throw new StepError(
    'The browser tests need Chromium, and none could be found or installed. ' +
      'Install it (Debian: apt-get install chromium), or name one in CHROMIUM_PATH.',
  );
}

/**
 * The path of a Chromium for tests: Debian's headless shell where it is or can be installed, which draws
 * no window of its own and takes two thirds of the time; else any Chromium.
 */
export async function provideHeadlessChromium() {
  const shell = '/usr/bin/chromium-headless-shell';
  const known = [process.env.CHROMIUM_PATH, shell];
  const found = await findProgram(known);
  if (found) return found;
  if (await installPackage('chromium-headless-shell')) {
    const installed = await findProgram([shell]);
    if (installed) return installed;
  }
  return provideChromium();
}

function playwrightCli() {
  return new URL('../../node_modules/@playwright/test/cli.js', import.meta.url).pathname;
}
