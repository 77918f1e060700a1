import type { Locator, Page } from '@playwright/test';
import { Api, submitChapters } from '../fixtures/api.js';
import { expect, expectAccessibleInLightAndDark, signedIn, test } from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

const LEAD = 'powers.lead@example.org';

/** The accessible name of what has the focus. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

/** Goes to it as anybody without a mouse does. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error('It is not reached with the keyboard.');
}

/** Presses a button, a link or a switch with the keyboard alone. */
async function press(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** From the queue to the page of one row. */
async function openRow(page: Page, number: number): Promise<void> {
  await expect(page.getByRole('table')).toBeVisible();
  for (let row = 0; row < number; row++) await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await seeChanges(page);
}

const seeChanges = (page: Page) => expect(page.getByText(/^From .* to Revision/)).toBeVisible();

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

    const page = await signedIn(browser, demonstration.address, LEAD, '/app/review');
    const { keyboard } = page;
    const screens = new Screens(page);
    await expect(page.getByRole('table')).toBeVisible();
    await expectAccessibleInLightAndDark(page);
    await keyboard.press('?');
    await expect(screens.dialog).toContainText('Choose the row');
    await expectAccessibleInLightAndDark(page);
    await keyboard.press('Escape');

    // j goes from row to row; x chooses nothing before its changes were opened.
    await keyboard.press('j');
    await keyboard.press('j');
    await keyboard.press('k');
    expect(await focused(page)).toContain(before.data[0]!.title);
    await keyboard.press('x');
    await expect(page.getByText('Those whose changes you have opened')).toBeVisible();
    await keyboard.press('Enter');

    /** The next update is there, and whoever hears or sees the focus is at its beginning. */
    const titleIs = async (index: number) => {
      await expect(screens.heading(before.data[index]!.title)).toBeFocused();
      await seeChanges(page);
    };
    const confirm = async (words: string | RegExp) => {
      await press(page, screens.dialog.getByRole('button', { name: words }));
      await expect(screens.dialog).toBeHidden();
    };

    // One: what a screen reader is told of what was inserted and deleted is words.
    await titleIs(0);
    await expectAccessibleInLightAndDark(page);
    const tree = await page.getByRole('region', { name: 'The text' }).ariaSnapshot();
    expect(tree).toMatch(/insertion:[^\n]*inserted:/);
    expect(tree).toMatch(/deletion:[^\n]*deleted:/);
    await keyboard.press('a');
    await expect(screens.dialog).toBeVisible();
    await expectAccessibleInLightAndDark(page);
    await confirm(/^Approve revision/);

    // Two, three: on to the next by itself after a decision; returned with a reason.
    await titleIs(1);
    await keyboard.press('r');
    await expect(screens.dialog.getByRole('textbox')).toBeFocused();
    await expectAccessibleInLightAndDark(page);
    await keyboard.type('Say how many officers this is about.');
    await confirm('Return it');
    await titleIs(2);
    await keyboard.press('a');
    await confirm(/^Approve revision/);

    // Four: taken, given back, edited, and so another lead's to approve.
    await titleIs(3);
    await keyboard.press('t');
    await expect(page.getByText('You have taken this review')).toBeVisible();
    await keyboard.press('t');
    await expect(page.getByText('Nobody is on this one')).toBeVisible();
    await keyboard.press('e');
    await tabTo(page, screens.dialog.locator('[contenteditable=true]'));
    await expectAccessibleInLightAndDark(page);
    await keyboard.press('ControlOrMeta+End');
    await keyboard.type(' By the end of May.');
    await confirm('Save as a new revision');
    await expect(page.getByText('You cannot approve this.')).toBeVisible();

    // Five to ten: read one after the other, each chosen.
    for (let index = 4; index < 10; index++) {
      await keyboard.press('j');
      await titleIs(index);
      await keyboard.press('x');
      await expect(page.getByLabel('Choose it, to approve several at once')).toBeChecked();
    }
    await keyboard.press('k');
    await titleIs(8);
    await tabTo(page, page.getByRole('link', { name: '← Review queue' }), 'Shift+Tab');
    await keyboard.press('Enter');
    await expect(page.getByText('6 updates chosen.')).toBeVisible();
    await expect(page.getByRole('table').getByText('Changed since you looked')).toHaveCount(0);
    await expectAccessibleInLightAndDark(page);
    await keyboard.press('a');
    await expect(screens.dialog.getByRole('listitem')).toHaveCount(6);
    await expectAccessibleInLightAndDark(page);
    // Meanwhile another lead takes one of them: it stands first among the results, with why.
    const other = await Api.signIn(demonstration.address, 'oversight.lead@example.org');
    const taken = before.data[9]!;
    await other.call('POST', `/updates/${taken.id}/claim`);
    await press(page, screens.dialog.getByRole('button', { name: 'Approve 6 updates' }));
    await expect(screens.dialog).toContainText('5 of 6 approved');
    const [first] = await screens.dialog.getByRole('listitem').allInnerTexts();
    expect(first).toContain(`${taken.title}: not approved.`);
    expect(first).toContain('Oversight lead');
    await other.call('POST', `/updates/${taken.id}/release`);
    await expectAccessibleInLightAndDark(page);
    await keyboard.press('Enter');
    await expect(screens.dialog).toBeHidden();

    // Eight are decided. The one edited is the lead's no longer to approve, and still in the queue.
    const after = await waiting();
    expect(after.total).toBe(before.total - 8);
    expect(after.data.find(({ id }) => id === before.data[3]!.id)?.look).toBe('looked_at');
    await page.context().close();
  });

  test('turns single keys off', async ({ browser, demonstration }) => {
    const page = await signedIn(browser, demonstration.address, LEAD, '/app/review');
    const screens = new Screens(page);
    await openRow(page, 1);
    await page.keyboard.press('?');
    await press(page, screens.dialog.getByRole('switch'), 'Space');
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
    const { address } = demonstration;
    const page = await signedIn(browser, address, 'oversight.lead@example.org', '/app/review');
    const lead = await Api.signIn(address, LEAD);
    await openRow(page, 4);
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
    await expect(page.getByRole('table')).toBeVisible();
    await tabTo(page, page.getByLabel('What you have seen'));
    await page.keyboard.type('Changed');
    await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
    await press(page, page.getByRole('table').locator('[data-queue-row]'));
    await press(page, page.getByRole('button', { name: 'Compare with it' }));
    await expect(page.getByText(/which you looked at last to Revision/)).toBeVisible();
    await expect(page.locator('ins')).toHaveText(/More follows in July/);
    await expect(page.locator('del')).toHaveCount(0);
    // Arrows go from one form to the other.
    await tabTo(page, page.getByRole('button', { name: 'In one text' }));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Side by side', pressed: true })).toBeVisible();
    await expectAccessibleInLightAndDark(page);
    await page.context().close();
  });
});
