import { Api } from '../fixtures/api.js';
import { expect, expectAccessible, signedIn, test } from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

interface LayoutRow {
  id: string;
  title: string;
  chapter: string;
  commitments: { id: string; title: string }[];
  keepsCommitments?: string;
  keepsRow?: string;
}
interface Layout {
  rows: LayoutRow[];
}

const SECRETARIAT = 'secretariat.officer@example.org';

/** The secretariat keeps the register and lays out the coming edition. */
test.describe.serial('the register and the layout', () => {
  let roundId: string;
  const layout = async (api: Api): Promise<Layout> =>
    api.call<Layout>('GET', `/rounds/${roundId}/layout`);

  test.beforeAll(async ({ demonstration }) => {
    const api = await Api.signIn(demonstration.address, SECRETARIAT);
    const { data } = await api.call<{ data: { id: string }[] }>('GET', '/rounds?state=open');
    roundId = data[0]!.id;
  });

  test('lays the edition out by keyboard, combines two rows, and saves the whole once', async ({
    browser,
    demonstration,
  }) => {
    const api = await Api.signIn(demonstration.address, SECRETARIAT);
    const { rows } = await layout(api);
    const page = await signedIn(browser, demonstration.address, SECRETARIAT);
    const screens = new Screens(page);
    await page.goto(`/app/rounds/${roundId}/listing`);
    await expect(screens.heading('Order and wording')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save the whole layout' })).toBeDisabled();
    await expectAccessible(page);

    // By keyboard, on the handle: the second row becomes the first, and keeps the focus.
    const second = rows[1]!;
    await page.getByRole('button', { name: `Move ${second.title}, place 2 of` }).focus();
    await page.keyboard.press('ArrowUp');
    await expect(
      page.getByRole('button', { name: `Move ${second.title}, place 1 of` }),
    ).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: 'now 1 of' })).toContainText(
      second.title,
    );

    // One update for two commitments: a row in which nothing was written goes.
    const free = rows.filter((row) => !row.keepsRow && row.commitments.length > 0);
    const gone = free[0]!;
    const kept = rows.find((row) => row.id !== gone.id && !row.keepsCommitments)!;
    await page
      .getByRole('button', { name: `Actions for ${kept.title}` })
      .first()
      .click();
    await page.getByRole('menuitem', { name: /^Combine with/ }).click();
    await screens.dialog.getByLabel('The row that goes').selectOption(gone.id);
    await expectAccessible(page);
    await screens.dialog.getByRole('button', { name: 'Combine them' }).click();
    await expect(screens.dialog).toBeHidden();
    await expect(page.getByText('Answers other commitments').first()).toBeVisible();
    await expect(page.getByRole('heading', { name: 'No longer in the edition' })).toBeVisible();

    // Beside the last edition, also what is arranged and not yet saved, and on a phone.
    await page.getByRole('button', { name: 'Beside the last edition' }).click();
    const beside = page.getByRole('main').getByRole('listitem');
    await expect(beside.filter({ hasText: 'Gone' }).first()).toContainText('Not in this edition.');
    await expect(beside.filter({ hasText: second.title }).first()).toContainText(/Place 1, in/);
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 800 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      360,
    );
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: 'Arrange', exact: true }).click();

    // Nothing is kept yet, and leaving asks first.
    expect((await layout(api)).rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    await page.getByRole('link', { name: 'Home' }).click();
    await expect(screens.dialog).toContainText('Leave without saving?');
    await screens.dialog.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('button', { name: 'Save the whole layout' }).click();
    await expect(page.getByText('The layout is saved')).toBeVisible();
    // The screen begins again from what was saved: the new order, without the row that went.
    await expect(page.getByText('Not saved yet')).toBeHidden();
    await expect(
      page.getByRole('button', { name: `Move ${second.title}, place 1 of ${rows.length - 1}` }),
    ).toBeVisible();
    await expect(page.getByText(/The round was changed meanwhile/)).toBeHidden();
    const after = await layout(api);
    expect(after.rows[0]!.id).toBe(second.id);
    expect(after.rows.map(({ id }) => id)).not.toContain(gone.id);
    expect(after.rows.find(({ id }) => id === kept.id)!.commitments.map(({ id }) => id)).toEqual([
      ...kept.commitments.map(({ id }) => id),
      ...gone.commitments.map(({ id }) => id),
    ]);
    await expectAccessible(page);
    await page.context().close();
  });

  test('drags a row with the mouse', async ({ browser, demonstration }) => {
    const api = await Api.signIn(demonstration.address, SECRETARIAT);
    const [first, , third] = (await layout(api)).rows as [LayoutRow, LayoutRow, LayoutRow];
    const page = await signedIn(
      browser,
      demonstration.address,
      SECRETARIAT,
      `/app/rounds/${roundId}/listing`,
    );
    const handle = (row: LayoutRow) =>
      page.getByRole('button', { name: `Move ${row.title}, place` });
    const [from, to] = [await handle(third).boundingBox(), await handle(first).boundingBox()];
    await page.mouse.move(from!.x + 8, from!.y + 8);
    await page.mouse.down();
    await page.mouse.move(to!.x + 8, to!.y + 4, { steps: 6 });
    await page.mouse.up();
    await expect(
      page.getByRole('button', { name: `Move ${third.title}, place 1 of` }),
    ).toBeVisible();
    await page.context().close();
  });

  test('changes the register after seeing the effect, and takes the change back', async ({
    browser,
    demonstration,
  }) => {
    const api = await Api.signIn(demonstration.address, SECRETARIAT);
    const before = (await layout(api)).rows;
    const row = before.find(({ commitments }) => commitments.length === 1)!;
    const page = await signedIn(browser, demonstration.address, SECRETARIAT);
    const screens = new Screens(page);
    await page.goto(`/app/commitments/${row.commitments[0]!.id}/show`);
    await page.getByRole('button', { name: 'Change the register' }).click();
    await page.getByRole('menuitem', { name: /^Renumber/ }).click();
    await screens.dialog.getByLabel(/^Reference/).fill('9.9');
    await screens.dialog.getByLabel('From which round on').selectOption(roundId);
    await screens.dialog.getByLabel(/^Reason/).fill('The Board asked for another number.');
    await screens.dialog.getByRole('button', { name: 'See the effect' }).click();
    await expect(screens.dialog.getByRole('status')).toContainText('9.9');
    await expectAccessible(page);
    expect((await layout(api)).rows).toEqual(before);
    await screens.dialog.getByRole('button', { name: 'Make the change' }).click();
    await expect(screens.dialog).toBeHidden();
    await expect(page.getByText('The Board asked for another number.').first()).toBeVisible();
    await expectAccessible(page);

    // A second change starts from the first, not from the last edition.
    await page.getByRole('button', { name: 'Change the register' }).click();
    await page.getByRole('menuitem', { name: /^Renumber/ }).click();
    await screens.dialog.getByLabel('From which round on').selectOption(roundId);
    await expect(screens.dialog.getByLabel(/^Reference/)).toHaveValue('9.9');
    await screens.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(screens.dialog).toBeHidden();

    await page.getByRole('button', { name: 'Undo: Renumbered' }).click();
    await expect(screens.dialog.getByRole('status').last()).toContainText('Reference');
    await screens.giveReason('It asked for no such thing.', 'Take it back');
    await expect(page.getByText(/taken back since/)).toBeVisible();
    expect((await layout(api)).rows).toEqual(before);
    await page.context().close();
  });

  test('is not offered to those who may not', async ({ browser, demonstration }) => {
    const page = await signedIn(
      browser,
      demonstration.address,
      'powers.lead@example.org',
      '/app/commitments',
    );
    await expect(page.getByRole('heading', { level: 1, name: 'Commitments' })).toBeVisible();
    await page.getByRole('table').getByRole('link').first().click();
    await expect(page.getByRole('heading', { name: 'Changes of the register' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Change the register' })).toBeHidden();
    await page.goto(`/app/rounds/${roundId}/listing`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save the whole layout' })).toBeHidden();
    await page.context().close();
  });
});
