// node e2e/first-screen.mjs http://localhost:3000: how long until the sign-in page and, once signed
// in, Home can be used, and how much of it travels. Prints JSON; the median of five visits, each with an
// empty cache.
import { performance } from 'node:perf_hooks';
import { chromium } from '@playwright/test';
import { provideChromium } from '../scripts/lib/programs.mjs';

const address = process.argv[2] ?? 'http://localhost:3000';
const browser = await chromium.launch({
  executablePath: await provideChromium(),
  args: ['--no-sandbox'],
});
const { accounts, password } = await (await fetch(`${address}/api/demonstration`)).json();
const visits = [];
for (let visit = 0; visit < 5; visit++) visits.push(await measureVisit());
await browser.close();
const median = (name) => visits.map((visit) => visit[name]).sort((one, other) => one - other)[2];
console.log(
  JSON.stringify(
    Object.fromEntries(Object.keys(visits[0]).map((name) => [name, median(name)])),
    null,
    2,
  ),
);

async function measureVisit() {
  const context = await browser.newContext();
  const page = await context.newPage();
  const started = performance.now();
  await page.goto(`${address}/app`);
  await page.getByLabel('Email').fill(accounts[0].email);
  const signInMilliseconds = Math.round(performance.now() - started);
  await page.locator('input[type=password]').first().fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Sign in' }).waitFor();
  const again = performance.now();
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const homeMilliseconds = Math.round(performance.now() - again);
  const kilobytes = await page.evaluate(() => {
    const resources = performance.getEntriesByType('resource');
    const scripts = resources.filter((entry) => entry.name.includes('/assets/'));
    return Math.round(scripts.reduce((sum, entry) => sum + entry.decodedBodySize, 0) / 1000);
  });
  await context.close();
  return { signInMilliseconds, homeMilliseconds, decodedKilobytes: kilobytes };
}
