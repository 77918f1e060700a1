import type { Page } from '@playwright/test';
import { Api, submitChapters } from '../fixtures/api.js';
import { expect, expectAccessible, signedIn, test } from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

const LEAD = 'powers.lead@example.org';

/** The accessible name of what has the focus. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

/** A lead reviews ten updates and never touches the mouse. */
test.describe.serial('reviewing with the keyboard alone', () => {
  test('opens the queue, reads, approves, returns, edits and chooses, ten in all', async ({
    browser,
    demonstration,
  }) => {
    test.setTimeout(120_000);
    const chapters = ['Better use of Police Powers', 'Holding to account'];
    await submitChapters(demonstration.address, chapters);
    const api = await Api.signIn(demonstration.address, LEAD);
    const waiting = async () =>
      await api.call<{ data: { id: string; title: string; look: string }[]; total: number }>(
        'GET',
        '/updates?awaiting=me&perPage=200',
      );
    const before = await waiting();
    expect(before.total).toBeGreaterThanOrEqual(10);

    const page = await signedIn(browser, demonstration.address, LEAD);
    const { keyboard } = page;
    const screens = new Screens(page);
    await page.goto('/app/review');
    await expect(page.getByRole('table')).toBeVisible();
    await expectAccessible(page);
    await keyboard.press('?');
    await expect(screens.dialog).toContainText('Choose the row');
    await keyboard.press('Escape');

    // j goes from row to row; x chooses nothing before its changes were opened.
    await keyboard.press('j');
    await keyboard.press('j');
    await keyboard.press('k');
    expect(await focused(page)).toContain(before.data[0]!.title);
    await keyboard.press('x');
    await expect(page.getByText('Those whose changes you have opened')).toBeVisible();
    await keyboard.press('Enter');

    const titleIs = (index: number) =>
      expect(screens.heading(before.data[index]!.title)).toBeVisible();
    const opened = () => expect(page.getByText(/^From .* to Revision/)).toBeVisible();
    const confirm = async (words: string | RegExp) => {
      await expect(screens.dialog).toBeVisible();
      const button = screens.dialog.getByRole('button', { name: words });
      // Reached as anybody without a mouse reaches it.
      for (let presses = 0; presses < 12; presses++) {
        if (await button.evaluate((element) => element === document.activeElement)) break;
        await keyboard.press('Tab');
      }
      await keyboard.press('Enter');
      await expect(screens.dialog).toBeHidden();
    };

    // One: what a screen reader is told of what was inserted and deleted is words.
    await titleIs(0);
    await opened();
    await expectAccessible(page);
    const tree = await page.getByRole('region', { name: 'The text' }).ariaSnapshot();
    expect(tree).toMatch(/insertion:[^\n]*inserted:/);
    expect(tree).toMatch(/deletion:[^\n]*deleted:/);
    await keyboard.press('a');
    await confirm(/^Approve revision/);

    // Two, three: on to the next by itself after a decision; returned with a reason.
    await titleIs(1);
    await opened();
    await keyboard.press('r');
    await expect(screens.dialog.getByRole('textbox')).toBeFocused();
    await keyboard.type('Say how many officers this is about.');
    await confirm('Return it');
    await titleIs(2);
    await opened();
    await keyboard.press('a');
    await confirm(/^Approve revision/);

    // Four: taken, given back, edited, and so another lead's to approve.
    await titleIs(3);
    await opened();
    await keyboard.press('t');
    await expect(page.getByText('You have taken this review')).toBeVisible();
    await keyboard.press('t');
    await expect(page.getByText('Nobody is on this one')).toBeVisible();
    await keyboard.press('e');
    await expect(screens.dialog.locator('[contenteditable=true]')).toBeVisible();
    await screens.dialog.locator('[contenteditable=true]').focus();
    await keyboard.press('ControlOrMeta+End');
    await keyboard.type(' By the end of May.');
    await confirm('Save as a new revision');
    await expect(page.getByText('You cannot approve this.')).toBeVisible();

    // Five to ten: read one after the other, each chosen.
    for (let index = 4; index < 10; index++) {
      await keyboard.press('j');
      await titleIs(index);
      await opened();
      await keyboard.press('x');
      await expect(page.getByLabel('Choose it, to approve several at once')).toBeChecked();
    }
    await keyboard.press('k');
    await titleIs(8);
    await page.getByRole('link', { name: 'Review queue' }).first().focus();
    await keyboard.press('Enter');
    await expect(page.getByText('6 updates chosen.')).toBeVisible();
    await expect(page.getByRole('table').getByText('Changed since you looked')).toHaveCount(0);
    await expectAccessible(page);
    await keyboard.press('a');
    await expect(screens.dialog.getByRole('listitem')).toHaveCount(6);
    await expectAccessible(page);
    await screens.dialog.getByRole('button', { name: 'Approve 6 updates' }).focus();
    await keyboard.press('Enter');
    await expect(screens.dialog).toContainText('6 of 6 approved');
    await expectAccessible(page);
    await keyboard.press('Enter');
    await expect(screens.dialog).toBeHidden();

    // Nine are decided. The one edited is the lead's no longer to approve, and still in the queue.
    const after = await waiting();
    expect(after.total).toBe(before.total - 9);
    expect(after.data.find(({ id }) => id === before.data[3]!.id)?.look).toBe('looked_at');
    await page.context().close();
  });

  test('turns single keys off', async ({ browser, demonstration }) => {
    const page = await signedIn(browser, demonstration.address, LEAD);
    const screens = new Screens(page);
    await page.goto('/app/review');
    await page.getByRole('table').getByRole('link').first().click();
    await expect(page.getByText(/^From .* to Revision/)).toBeVisible();
    await page.keyboard.press('?');
    await screens.dialog.getByRole('switch').uncheck();
    await page.keyboard.press('Escape');
    await expect(screens.dialog).toBeHidden();
    const url = page.url();
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await expect(screens.dialog).toBeHidden();
    expect(page.url()).toBe(url);
    await page.context().close();
  });

  test('sees in the queue what another lead has changed since', async ({
    browser,
    demonstration,
  }) => {
    const page = await signedIn(browser, demonstration.address, 'oversight.lead@example.org');
    const lead = await Api.signIn(demonstration.address, LEAD);
    await page.goto('/app/review');
    await page.getByRole('table').getByRole('link').nth(3).click();
    await expect(page.getByText(/^From .* to Revision/)).toBeVisible();
    const id = page.url().split('/').at(-1)!;
    const { latestRevision } = await lead.call<{
      latestRevision: { id: string; content: { document: { content: object[] } } };
    }>('GET', `/updates/${id}`);
    const { document, ...content } = latestRevision.content;
    const added = { type: 'paragraph', content: [{ type: 'text', text: 'More follows in July.' }] };
    await lead.call('POST', `/updates/${id}/edit`, {
      revisionId: latestRevision.id,
      content: {
        ...content,
        document: { type: 'doc', content: [...document.content, added] },
      },
    });
    await page.goto('/app/review');
    await page.getByLabel('What you have seen').selectOption({ label: 'Changed since you looked' });
    await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('button', { name: 'Compare with it' }).click();
    await expect(page.getByText(/which you looked at last to Revision/)).toBeVisible();
    await expect(page.locator('ins')).toHaveText(/More follows in July/);
    await expect(page.locator('del')).toHaveCount(0);
    await page.getByRole('button', { name: 'Side by side' }).click();
    await expectAccessible(page);
    await page.context().close();
  });
});
