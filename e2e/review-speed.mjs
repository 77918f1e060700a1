/* global document, performance, KeyboardEvent, requestAnimationFrame -- of the page's step below */
// node e2e/review-speed.mjs http://localhost:3000: how long a lead waits for the next update on the
// screen. On a fresh demonstration it brings 60 updates into one lead's queue through the API, then
// presses j through them in a browser: once at a reader's pace, once without a pause. Prints JSON.
import { chromium } from '@playwright/test';
import { provideChromium } from '../scripts/lib/programs.mjs';

const WAITING = 60;
const LEAD = 'oversight.lead@example.org';
const address = process.argv[2] ?? 'http://localhost:3000';
const { password } = await (await fetch(`${address}/api/demonstration`)).json();

/** Somebody's session: (method, path, body) to the answer. */
async function signIn(email) {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  const { csrfToken } = await answer.json();
  return async (method, path, body) => {
    const headers = { cookie, 'x-csrf-token': csrfToken, 'content-type': 'application/json' };
    const response = await fetch(`${address}/api${path}`, {
      ...{ method, headers, body: body && JSON.stringify(body) },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
    return text && JSON.parse(text);
  };
}

const sessions = new Map();
async function as(email) {
  if (!sessions.has(email)) sessions.set(email, await signIn(email));
  return sessions.get(email);
}

await fillQueue();
const browser = await chromium.launch({
  executablePath: await provideChromium(),
  args: ['--no-sandbox'],
});
const reading = await leafThrough(1000);
const leafing = await leafThrough(0);
await browser.close();
console.log(
  JSON.stringify({ updates: WAITING, readingPace: reading, withoutPause: leafing }, null, 2),
);

/** Makes the lead one of the whole plan, and submits every row of the open round and some more. */
async function fillQueue() {
  const administrator = await as('administrator@example.org');
  const { data: people } = await administrator('GET', '/people?perPage=200');
  const emailOf = new Map(people.map((person) => [person.id, person.email]));
  const lead = people.find((person) => person.email === LEAD);
  const { data: rounds } = await administrator('GET', '/rounds?state=open');
  const { data: plans } = await administrator('GET', '/plans');
  await administrator('POST', `/people/${lead.id}/grants`, { role: 'lead', planId: plans[0].id });
  const secretariat = await as('secretariat.officer@example.org');
  const path = `/rounds/${rounds.find(({ isSummary }) => !isSummary).id}`;
  const layout = await secretariat('GET', `${path}/layout`);
  const rows = layout.rows.map((row) => ({
    ...{ updateId: row.id, chapter: row.chapter, wording: row.wording },
    ...(row.reference && { reference: row.reference }),
  }));
  // Spare ones, for rows that the lead owns or that are decided already.
  const more = layout.rows.slice(0, WAITING - rows.length + 15).map((row) => ({
    ...{ chapter: row.chapter, wording: row.wording },
    commitmentIds: row.commitments.map(({ id }) => id),
  }));
  await secretariat('PUT', `${path}/listings`, {
    version: layout.version,
    rows: [...rows, ...more],
  });
  const { data: updates } = await administrator('GET', `${path}/updates?perPage=200`);
  const reviewer = await as(LEAD);
  for (const update of updates) {
    const { total } = await reviewer('GET', '/updates?awaiting=me&perPage=1');
    if (total >= WAITING) return;
    if (update.owner && !update.isOmitted && update.owner.id !== lead.id) {
      await submit(update, await as(emailOf.get(update.owner.id)));
    }
  }
  throw new Error(`There are not ${WAITING} updates to review.`);
}

async function submit(update, owner) {
  if (['not_started', 'drafting', 'returned'].includes(update.state)) {
    const { version } = await owner('GET', `/updates/${update.id}/draft`);
    const { previous } = await owner('GET', `/updates/${update.id}`);
    const news = {
      type: 'paragraph',
      content: [
        { type: 'text', text: `${update.title}: ${'work went on as planned. '.repeat(12)}`.trim() },
      ],
    };
    const document = {
      type: 'doc',
      content: [...(previous?.content.document.content ?? []), news],
    };
    const saved = await owner('PUT', `/updates/${update.id}/draft`, {
      ...{ version, content: { document, delivery: 'in_progress' } },
      startedFrom: previous ? 'last_edition' : 'empty',
    });
    await owner('POST', `/updates/${update.id}/submit`, { draftVersion: saved.version });
  }
  const administrator = await as('administrator@example.org');
  const { state } = await administrator('GET', `/updates/${update.id}`);
  if (state !== 'in_clearance') return;
  const clearer = await as('mayor.clearance@example.org');
  const { latestRevision } = await clearer('GET', `/updates/${update.id}`);
  await clearer('POST', `/updates/${update.id}/clear`, { revisionId: latestRevision.id });
}

/** From the key to the next update with its differences painted, in milliseconds, for each step. */
async function leafThrough(pause) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${address}/app`);
  await page.getByLabel('Email').fill(LEAD);
  await page.locator('input[type=password]').first().fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Your work' }).waitFor();
  await page.goto(`${address}/app/review`);
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByText(`1 of ${WAITING} in your queue`).waitFor();
  const times = [];
  for (let position = 2; position <= WAITING; position++) {
    await page.waitForTimeout(pause);
    times.push(await page.evaluate(step, { position, of: WAITING }));
  }
  await context.close();
  times.sort((one, other) => one - other);
  const at = (share) => Math.round(times[Math.ceil(times.length * share) - 1]);
  return { steps: times.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** In the browser. */
async function step({ position, of }) {
  const start = performance.now();
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
  const isShown = () => {
    const at = document.querySelector('nav[aria-label="The queue"]');
    const section = document.querySelector('section[aria-label="The text"]');
    if (!section || !at?.textContent.includes(`${position} of ${of} `)) return false;
    if (/to Revision|Delivery/.test(section.textContent)) return true;
    // A section of a summary: nothing to compare it with, and no delivery status of its own.
    return section.textContent.includes('was not in it') && !section.querySelector('[role=status]');
  };
  const frame = () => new Promise((settle) => requestAnimationFrame(settle));
  while (!isShown()) {
    if (performance.now() - start > 10_000) throw new Error(`${position} did not appear`);
    await frame();
  }
  // The frame after is painted with it.
  await frame();
  return performance.now() - start;
}
