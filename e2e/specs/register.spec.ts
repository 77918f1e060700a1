import { Api, openRoundId } from '../fixtures/api.js';
import {
  expect,
  expectAccessible,
  expectAccessibleInLightAndDark,
  signedIn,
  test,
} from '../fixtures/test.js';
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
    roundId = await openRoundId(api);
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

    // A further update under the same reference is no longer the same layout.
    const lone = rows.find(
      (row) => ![gone.id, kept.id, second.id].includes(row.id) && row.commitments.length === 1,
    )!;
    await page
      .getByRole('button', { name: `Actions for ${lone.title}` })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Another update under this reference' }).click();
    await expect(page.getByText(/, 1 further for the same commitment/)).toBeVisible();
    const { title } = lone.commitments[0]!;
    await page
      .getByRole('button', { name: `Actions for ${title}` })
      .last()
      .click();
    await page.getByRole('menuitem', { name: 'Take away' }).click();
    await expect(page.getByText(/further for the same commitment/)).toBeHidden();

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

    await page.getByRole('button', { name: 'Save the whole layout' }).press('Enter');
    await expect(page.getByRole('main').getByText('The layout is saved')).toBeVisible();
    // Whoever saved by keyboard goes on from there.
    await expect(page.getByRole('group', { name: 'What was arranged' })).toBeFocused();
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

  test('drags a row with the mouse, moves another by its buttons, and saves both', async ({
    browser,
    demonstration,
  }) => {
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
    await page
      .getByRole('button', { name: `Move down: ${first.title}` })
      .first()
      .click();
    await page.getByRole('button', { name: 'Save the whole layout' }).click();
    await expect(page.getByRole('main').getByText('The layout is saved')).toBeVisible();
    const after = (await layout(api)).rows;
    expect(after[0]!.id).toBe(third.id);
    expect(after[2]!.id).toBe(first.id);
    await page.context().close();
  });

  test('says on a phone that the layout is saved, and covers nothing of the bar that saves it', async ({
    browser,
    demonstration,
  }) => {
    const path = `/app/rounds/${roundId}/listing`;
    const page = await signedIn(browser, demonstration.address, SECRETARIAT, path);
    await page.setViewportSize({ width: 320, height: 640 });
    await page
      .getByRole('button', { name: /^Move down/ })
      .first()
      .click();
    const bar = page.getByRole('group', { name: 'What was arranged' });
    const save = bar.getByRole('button', { name: 'Save the whole layout' });
    await save.press('Enter');
    await expect(bar.getByText('The layout is saved')).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'The layout is saved' })).toHaveCount(
      1,
    );
    await expect(bar).toBeFocused();
    // Whatever lies upon a point of the bar belongs to it.
    const covered = await bar.evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const points = [];
      for (let x = left + 2; x < right; x += 8) {
        for (let y = top + 2; y < bottom; y += 8) points.push(document.elementFromPoint(x, y));
      }
      return points.filter((each) => !element.contains(each)).length;
    });
    expect(covered).toBe(0);
    await expectAccessibleInLightAndDark(page);
    await page
      .getByRole('button', { name: /^Move down/ })
      .first()
      .click();
    await expect(bar.getByText('The layout is saved')).toBeHidden();
    await save.press('Enter');
    await expect(bar.getByText('The layout is saved')).toBeVisible();
    await page.context().close();
  });

  test('keeps the register for a day: adds, rewords, moves, splits, merges, pauses and closes', async ({
    browser,
    demonstration,
  }) => {
    const api = await Api.signIn(demonstration.address, SECRETARIAT);
    const alone = (await layout(api)).rows.filter(
      ({ commitments, keepsRow }) => commitments.length === 1 && !keepsRow,
    );
    const ids = alone.map(({ commitments }) => commitments[0]!.id);
    const page = await signedIn(browser, demonstration.address, SECRETARIAT, '/app/commitments');
    const { dialog } = new Screens(page);
    const make = async (done: string): Promise<void> => {
      await dialog.getByLabel(/^Reason/).fill('The plan was revised this year.');
      await dialog.getByRole('button', { name: 'See the effect' }).click();
      await dialog.getByRole('button', { name: 'Make the change' }).click();
      await expect(page.getByText(done)).toBeVisible();
      await expect(dialog).toBeHidden();
    };
    const change = async (id: string, act: string): Promise<void> => {
      // The page behind an address that was typed without its last word.
      await page.goto(`/app/commitments/${id}`);
      await page.getByRole('button', { name: 'Change the register' }).click();
      await page.getByRole('menuitem', { name: new RegExp(`^${act}`) }).click();
    };

    await page.getByRole('button', { name: 'Add a commitment' }).click();
    await dialog.getByLabel('Title').fill('A pledge made later');
    await dialog.getByLabel('What it promises, in short').fill('Something more is promised.');
    await dialog.getByLabel(/^Chapter/).selectOption({ index: 1 });
    await dialog.getByLabel('Leads on it').selectOption({ index: 1 });
    await dialog.getByLabel(/^Its parts/).fill('One thing\nAnother thing');
    await expectAccessible(page);
    await make('The commitment is added');

    await change(ids[0]!, 'Reword');
    await expect(page).toHaveURL(/\/show$/);
    await dialog.getByLabel('Wording that editions print').fill('Printed in other words.');
    await dialog.getByLabel('From which round on').selectOption(roundId);
    await make('The new wording is recorded');
    await change(ids[1]!, 'Move');
    await dialog.getByLabel('Before which commitment').selectOption({ index: 1 });
    await make('The move is recorded');
    await change(ids[2]!, 'Split');
    for (const part of [1, 2]) {
      const own = dialog.getByRole('group', { name: `Part ${part}` });
      await own.getByLabel('Title').fill(`Half ${part} of a pledge`);
      await own.getByLabel('What it promises, in short').fill(`Half ${part}.`);
    }
    await expectAccessible(page);
    await make('The split is recorded');
    await change(ids[3]!, 'Merge');
    await dialog.getByLabel('The commitment that goes on').selectOption(ids[4]!);
    await make('The merger is recorded');
    await change(ids[5]!, 'Pause');
    await make('The pause is recorded');
    await change(ids[6]!, 'Close');
    await make('The closure is recorded');
    await change(ids[7]!, 'Replace');
    await dialog.getByLabel('The commitment that replaces it').selectOption(ids[4]!);
    await make('The replacement is recorded');
    await change(ids[8]!, 'Place in the impact assessment');
    await dialog.getByRole('checkbox', { checked: false }).first().check();
    await dialog.getByLabel('From which round on').selectOption(roundId);
    await expectAccessible(page);
    await make('The place is recorded');
    await expect(page.getByRole('main')).toContainText(/Section 1, action a/);

    const { data } = await api.call<{ data: { kind: string; standing: string }[] }>(
      'GET',
      '/register/changes?perPage=9',
    );
    expect(data.map(({ kind, standing }) => `${kind} ${standing}`)).toEqual([
      ...['assess in_force', 'replace waiting'],
      ...['close waiting', 'pause waiting', 'merge waiting', 'split waiting', 'move waiting'],
      ...['reword in_force', 'add waiting'],
    ]);
    await page.goto('/app/commitments');
    await expect(page.getByText('Not in force yet').first()).toBeVisible();
    await expectAccessible(page);
    await page.context().close();
  });

  test('plans a round, skips a period, adds a plan, and finds all of it in the trail', async ({
    browser,
    demonstration,
  }) => {
    const api = await Api.signIn(demonstration.address, SECRETARIAT);
    const page = await signedIn(browser, demonstration.address, SECRETARIAT, '/app/rounds/create');
    const screens = new Screens(page);
    await page.getByRole('button', { name: 'Skip this period' }).click();
    await screens.giveReason('An election falls into it.', 'Skip it');
    await expect(page.getByText('Skipped')).toBeVisible();
    await page.getByRole('button', { name: 'Plan the round' }).click();
    await expect(page.getByText('The round is planned')).toBeVisible();
    await expectAccessible(page);
    await page.goto('/app/rounds');
    await expect(page.getByText('An election falls into it.')).toBeVisible();

    await page.goto('/app/audit-entries');
    // Two filters in one moment and a date by its keys: the list follows with all three.
    const [kind, about] = ['Kind', 'About'].map((name) => page.getByRole('combobox', { name }));
    await page.evaluate(
      ([one, other]) => {
        for (const [select, value] of [
          [one, 'round.created'],
          [other, 'round'],
        ] as const) {
          (select as HTMLSelectElement).value = value;
          select!.dispatchEvent(new Event('change', { bubbles: true }));
        }
      },
      [await kind!.elementHandle(), await about!.elementHandle()],
    );
    await page.getByLabel('From', { exact: true }).pressSequentially('05052022');
    await expect(page.getByRole('row').filter({ hasText: 'made the round' }).first()).toBeVisible();
    await expect(page).toHaveURL(/2022-05-05/);
    await expect(kind!).toHaveValue('round.created');
    await expect(about!).toHaveValue('round');
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export as CSV' }).click();
    expect((await downloading).suggestedFilename()).toMatch(/\.csv$/);
    // On a phone the list comes first.
    await page.setViewportSize({ width: 360, height: 800 });
    await expect(page.getByText('Filters (3 set)')).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Kind' })).toBeHidden();
    await expectAccessible(page);
    await page.context().close();

    const other = await signedIn(
      browser,
      demonstration.address,
      'administrator@example.org',
      '/app/plans',
    );
    const { dialog } = new Screens(other);
    await other.getByRole('button', { name: 'Add a plan' }).click();
    await dialog.getByLabel('Title').first().fill('A second plan');
    await dialog.getByLabel('Published by').selectOption({ index: 1 });
    await dialog.getByLabel(/^Chapter 1/).fill('Its only chapter');
    await expectAccessible(other);
    await dialog.getByRole('button', { name: 'Add the plan' }).click();
    await expect(dialog).toBeHidden();
    await expect(other.getByText('A second plan').first()).toBeVisible();

    // A plan that is listed before it hides nothing of the one that has an assessment.
    await other.goto('/app/commitments');
    await expect(other.getByRole('link', { name: 'Impact assessment', exact: true })).toBeVisible();

    // Nor does a round offer the chapters of a plan that is not its own.
    await other.goto(`/app/rounds/${roundId}/show`);
    const chapters = other.getByRole('combobox', { name: 'Chapter' }).getByRole('option');
    const { plan } = await api.call<{ plan: { id: string } }>('GET', `/rounds/${roundId}`);
    const { chapters: own } = await api.call<{ chapters: { title: string }[] }>(
      'GET',
      `/plans/${plan.id}`,
    );
    await expect(chapters).toHaveText(['All', ...own.map(({ title }) => title)]);

    // Nor do all updates, once a round is chosen; and another plan takes both choices back.
    await other.goto('/app/updates');
    await expect(chapters.nth(1)).toHaveText('Its only chapter (A second plan)');
    const [plans, rounds, chapter] = ['Plan', 'Round', 'Chapter'].map((name) =>
      other.getByRole('combobox', { name, exact: true }),
    );
    await rounds!.selectOption({ index: 1 });
    await expect(chapters).toHaveText(['All', ...own.map(({ title }) => title)]);
    await chapter!.selectOption({ index: 1 });
    await expect(other).toHaveURL(/roundId.*chapterId/);
    await plans!.selectOption({ label: 'A second plan' });
    await expect(chapters).toHaveText(['All', 'Its only chapter']);
    await expect(other).not.toHaveURL(/roundId|chapterId/);
    await expect(rounds!.getByRole('option')).toHaveText(['All']);
    await other.context().close();
  });

  test('leads from what has no page of its own to its part of the trail', async ({
    browser,
    demonstration,
  }) => {
    const page = await signedIn(
      browser,
      demonstration.address,
      'administrator@example.org',
      '/app/organisations',
    );
    const { dialog } = new Screens(page);
    await page.getByRole('button', { name: 'Change Metropolitan Police Service' }).click();
    await dialog.getByLabel('Short name').fill('The Met');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await page.context().close();

    const auditor = await signedIn(
      browser,
      demonstration.address,
      'auditor@example.org',
      '/app/organisations',
    );
    await auditor.getByRole('link', { name: 'Record of Metropolitan Police Service' }).click();
    const entries = auditor.locator('tbody').getByRole('row');
    // Of all that the form sent, what is otherwise now.
    await expect(entries.first()).toContainText('Administrator, MOPAC changed short name');
    await expect(entries.filter({ hasText: 'added the organisation' })).toHaveCount(1);
    const ofOthers = { hasNotText: 'Organisation: Metropolitan Police Service' };
    await expect(entries.filter(ofOthers)).toHaveCount(0);
    await auditor.context().close();

    // What is of all plans is read by auditors: others are offered no way to an empty list.
    const secretariat = await signedIn(
      browser,
      demonstration.address,
      SECRETARIAT,
      '/app/organisations',
    );
    await expect(secretariat.getByRole('table')).toBeVisible();
    await expect(secretariat.getByRole('link', { name: /^Record of / })).toHaveCount(0);
    await secretariat.context().close();
  });

  test('skips the planned round with a reason, and has it after all', async ({
    browser,
    demonstration,
  }) => {
    const api = await Api.signIn(demonstration.address, SECRETARIAT);
    const { data } = await api.call<{ data: { id: string; title: string }[] }>(
      'GET',
      '/rounds?state=planned',
    );
    const { id, title } = data[0]!;
    const page = await signedIn(
      browser,
      demonstration.address,
      SECRETARIAT,
      `/app/rounds/${id}/show`,
    );
    const screens = new Screens(page);
    await page.getByRole('button', { name: 'Skip this round' }).click();
    await expect(screens.dialog).toContainText('Printed in the next edition');
    await expectAccessibleInLightAndDark(page);
    await screens.giveReason('The figures come a quarter late.', 'Skip the round');
    await expect(page.getByText('Skipped: its period has no round')).toBeVisible();
    await expect(page.getByText('The figures come a quarter late.')).toBeVisible();
    await expectAccessible(page);
    await page.goto('/app/rounds');
    await expect(page.getByRole('row').filter({ hasText: title })).toContainText('Skipped');

    await page.goto(`/app/rounds/${id}/show`);
    await page.getByRole('button', { name: 'Undo the skipping' }).click();
    await screens.dialog.getByRole('button', { name: 'Undo the skipping' }).click();
    await expect(screens.dialog).toBeHidden();
    await expect(page.getByText('Skipped: its period has no round')).toBeHidden();
    await expect(page.getByText('Planned').first()).toBeVisible();
    await page.context().close();
  });

  test('changes the introduction, and takes up what it said before', async ({
    browser,
    demonstration,
  }) => {
    const page = await signedIn(
      browser,
      demonstration.address,
      SECRETARIAT,
      `/app/rounds/${roundId}/show`,
    );
    const { dialog } = new Screens(page);
    const words = dialog.getByRole('textbox');
    const save = async (): Promise<void> => {
      await dialog.getByRole('button', { name: 'Save the introduction' }).click();
      await expect(dialog).toBeHidden();
    };
    const change = page.getByRole('button', { name: 'Change the introduction' });
    const introduction = page.getByRole('main');
    await change.click();
    const before = await words.locator('p').first().innerText();
    await words.fill('The quarter was a full one.');
    await save();
    await expect(introduction.getByText('The quarter was a full one.')).toBeVisible();
    await expect(introduction.getByText(before)).toBeHidden();

    await page.getByText('What it said before (1)').click();
    await page.getByText(/^Until .* changed it$/).click();
    await expect(introduction.getByText(before)).toBeVisible();
    await expectAccessibleInLightAndDark(page);
    await page.getByRole('button', { name: 'Start from these words' }).click();
    await expect(words).toContainText(before);
    await save();
    await expect(page.getByText('What it said before (2)')).toBeVisible();
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
    let answer = (): void => undefined;
    const held = new Promise<void>((settle) => (answer = settle));
    await page.route('**/api/register/commitments/*', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Change the register' }).click();
    await page.getByRole('menuitem', { name: /^Renumber/ }).click();
    // Nobody types into a reference that is still on its way.
    await expect(screens.dialog.getByLabel(/^Reference/)).toBeDisabled();
    answer();
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
    await expect(page.getByRole('heading', { name: 'Its life over the editions' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Change the register' })).toBeHidden();
    await expect(page.getByText('Nothing has been changed here')).toBeHidden();
    await page.goto(`/app/rounds/${roundId}/listing`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save the whole layout' })).toBeHidden();
    await page.context().close();
  });

  test('adds to a plan of one’s own, not to another body’s', async ({ browser, demonstration }) => {
    const api = await Api.signIn(demonstration.address, 'secretariat.manager@example.org');
    const { data } = await api.call<{ data: { id: string }[] }>('GET', '/organisations');
    await api.call('POST', '/plans', {
      ...{ title: 'Another plan', publisherId: data[0]!.id, chapterTitles: ['A chapter'] },
    });
    const added = async (email: string) => {
      const page = await signedIn(browser, demonstration.address, email, '/app/commitments');
      await page.getByRole('button', { name: 'Add a commitment' }).click();
      return page;
    };
    const theirs = await added('secretariat.manager@example.org');
    await expect(theirs.getByRole('menuitem')).toHaveCount(2);
    await theirs.context().close();
    const page = await added(SECRETARIAT);
    await expect(page.getByRole('dialog')).toContainText('Better use of Police Powers');
    await page.context().close();
  });
});
