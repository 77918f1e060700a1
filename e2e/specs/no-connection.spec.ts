import type { Page } from '@playwright/test';
import { expect, expectAccessibleInLightAndDark, signedIn, test } from '../fixtures/test.js';

const SAID = 'The server cannot be reached. Check your connection and try again.';

/** What the screen says while the server cannot be reached, and after “Try again” when it can. */
async function expectTriedAgain(page: Page, asked: string, shown: () => Promise<void>) {
  await expect(page.getByText(SAID)).toHaveCount(1);
  await expect(page.getByText(/Failed to fetch|NetworkError/)).toHaveCount(0);
  await expectAccessibleInLightAndDark(page);
  // Tried again in vain, it says the same.
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(SAID)).toHaveCount(1);
  await page.unroute(asked);
  await page.getByRole('button', { name: 'Try again' }).click();
  await shown();
  await expect(page.getByText(SAID)).toHaveCount(0);
}

/** Whoever loses the connection is told so once, in plain words, and goes on where they are. */
test.describe('without a connection', () => {
  for (const [what, path, asked, row] of [
    ['a list', '/editions', '**/api/editions?*', 'table'],
    ['another', '/rounds', '**/api/rounds?*', 'table'],
    ['the inbox', '/inbox', '**/api/inbox?*', 'list'],
  ] as const) {
    test(`${what} says so once, and is there when tried again`, async ({
      browser,
      demonstration,
    }) => {
      const page = await signedIn(browser, demonstration.address, 'powers.lead@example.org');
      await page.route(asked, (route) => route.abort('connectionfailed'));
      await page.goto(`/app${path}`);
      await expectTriedAgain(page, asked, async () => {
        await expect(page.getByRole('main').getByRole(row).first()).toBeVisible();
      });
      await page.context().close();
    });
  }

  test('a page that hangs on one record says so, and is there when tried again', async ({
    browser,
    demonstration,
  }) => {
    const page = await signedIn(browser, demonstration.address, 'powers.lead@example.org');
    await page.goto('/app/rounds');
    const round = page.getByRole('table').getByRole('link').first();
    const title = (await round.textContent())!;
    const asked = '**/api/rounds/*';
    await page.route(asked, (route) => route.abort('connectionfailed'));
    await round.click();
    await expectTriedAgain(page, asked, async () => {
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    });
    await page.context().close();
  });
});
