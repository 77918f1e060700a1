import { expectFits, expectForEverybody } from '../fixtures/public.js';
import {
  expect,
  expectAccessible,
  expectAccessibleInLightAndDark,
  test,
} from '../fixtures/test.js';

/** A reader of the public pages, who has neither a mouse nor JavaScript. */
test('finds what changed, follows a commitment and checks an edition, with the keyboard alone', async ({
  browser,
  demonstration,
}) => {
  const context = await browser.newContext({
    baseURL: demonstration.address,
    viewport: { width: 320, height: 640 },
  });
  const page = await context.newPage();
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const newest = page.getByRole('link', { name: /2021\/22 Quarter 3 update$/ }).first();
  await expect(newest).toBeFocused();
  await page.keyboard.press('Enter');

  // The filter opens, is filled in and sent without a mouse.
  await page.getByText('Filter and compare').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Chapter').selectOption({ index: 1 });
  await page.getByLabel('Show the changes word by word').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('#result')).toContainText(/\d+ of 43 updates: /);
  await expect(page.locator('.diff ins').first()).toBeVisible();
  await expectFits(page);
  await expectAccessibleInLightAndDark(page);

  await page
    .getByRole('link', { name: /^History of this commitment/ })
    .first()
    .click();
  const commitment = page.url();
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'What changed' })).toBeVisible();
  const comparison = page.url();

  await page.goto('/search');
  await page.getByRole('searchbox').fill('hadncuffing');
  await page.keyboard.press('Enter');
  await expect(page.getByText('These results are for handcuffing.')).toBeVisible();
  await expectFits(page);
  await expectAccessibleInLightAndDark(page);

  // The file that a reader was given, as it came and with one byte more.
  await page.goto('/editions');
  const download = page.waitForEvent('download');
  await page
    .getByRole('link', { name: /^Download Word/ })
    .first()
    .click();
  const path = await (await download).path();
  await page.goto('/how-to-check');
  await page.getByLabel(/^A PDF, Word, CSV or JSON file/).setInputFiles(path);
  await page.getByRole('button', { name: 'Check this file' }).click();
  await expect(page.getByRole('heading', { name: 'Yes: it is as it was published' })).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Check what stands here' }).click();
  await page.getByRole('button', { name: 'Check now' }).click();
  const check = page.url();
  await expect(page.getByRole('heading', { name: 'It is as it was published' })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);

  // Every kind of page that there is; axe has seen the last three on the way, with more on them.
  for (const address of [
    ...['/', '/editions/2021-22-q3', '/editions/2021-22-q2-summary', commitment, comparison],
    ...['/delivery', '/delivery/not-stated', '/contact', '/accessibility', '/nowhere'],
  ]) {
    await page.goto(address);
    await expectAccessible(page);
    await expectForEverybody(page);
  }
  for (const address of ['/search?q=handcuffing', '/how-to-check', check]) {
    await page.goto(address);
    await expectForEverybody(page);
  }

  // A difference is told by more than colour, on paper too.
  await page.goto('/editions/2021-22-q3?show=changes');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.diff del').first()).toHaveCSS('text-decoration-line', 'line-through');
  await context.close();

  const withoutScript = await browser.newContext({
    baseURL: demonstration.address,
    javaScriptEnabled: false,
  });
  const plain = await withoutScript.newPage();
  await plain.goto('/search?q=handcuffing');
  await plain
    .getByRole('link', { name: /Commissioner/ })
    .first()
    .click();
  await expect(plain).toHaveURL(/#update-/);
  await withoutScript.close();
});

/** What a reader meets who asks for what is not there, sends what cannot be read, asks too often, or finds the house broken. */
test('a refusal is a page like any other: for everybody, narrow, by keyboard and on paper', async ({
  browser,
  demonstration,
}) => {
  const context = await browser.newContext({ baseURL: demonstration.address });
  const page = await context.newPage();
  const expectPage = async (heading: string): Promise<void> => {
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expectAccessibleInLightAndDark(page);
    await expectForEverybody(page);
  };
  for (const address of ['/nowhere', '/editions/2021-22-q3/v99', '/editions/%ff']) {
    expect((await page.goto(address))!.status()).toBe(404);
    await expectPage('Page not found');
  }

  await page.goto('/how-to-check');
  const refused = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.evaluate(() => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = '/how-to-check';
    document.body.append(form);
    form.submit();
  });
  expect((await refused).status()).toBe(422);
  await expectPage('Is this copy an edition?');

  const database = await demonstration.database();
  try {
    await database.query('ALTER TABLE edition_search RENAME TO edition_search_away');
    expect((await page.goto('/search?q=handcuffing'))!.status()).toBe(500);
    await expectPage('Something went wrong');
  } finally {
    await database.query('ALTER TABLE edition_search_away RENAME TO edition_search');
    await database.end();
  }

  await page.goto('/search');
  await page.evaluate(() => Promise.all(Array.from({ length: 60 }, () => fetch('/search?q=a'))));
  expect((await page.goto('/search?q=handcuffing'))!.status()).toBe(429);
  await expectPage('Too many requests');
  await context.close();
});
