import type { Page } from '@playwright/test';
import { Api } from '../fixtures/api.js';
import { expect, expectAccessibleInLightAndDark, signedIn, test } from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

const OWNER = 'evidence@example.org';
const TEXT = 'Forty officers were trained in May. The borough asked for more.';

/** The words that are marked in the text on the page. */
const marked = (page: Page) =>
  page.evaluate(() =>
    [...(CSS.highlights.get('quarterdeck-comment') ?? [])].map((range) =>
      (range as Range).toString(),
    ),
  );

const comments = (page: Page) => page.getByRole('list', { name: 'Open comments' });

/** The lead in whose queue the update stands. */
async function leadOf(address: string, title: string): Promise<string> {
  const { accounts } = (await (await fetch(`${address}/api/demonstration`)).json()) as {
    accounts: { email: string; role: string }[];
  };
  for (const { email } of accounts.filter(({ role }) => role === 'lead')) {
    const api = await Api.signIn(address, email);
    const { data } = await api.call<{ data: { title: string }[] }>(
      'GET',
      '/updates?awaiting=me&perPage=200',
    );
    if (data.some((update) => update.title === title)) return email;
  }
  throw new Error(`No lead has ${title}`);
}

test.describe.serial('comments', () => {
  let title = '';
  let updateId = '';

  test('follow their words while an owner writes, and say when the words are gone', async ({
    browser,
    demonstration,
  }) => {
    const api = await Api.signIn(demonstration.address, OWNER);
    const { work } = await api.call<{
      work: { kind: string; title: string; updateId: string }[];
    }>('GET', '/home');
    ({ title, updateId } = work.find(({ kind }) => kind === 'draft')!);
    await api.call('PUT', `/updates/${updateId}/draft`, {
      version: (await api.call<{ version: number }>('GET', `/updates/${updateId}/draft`)).version,
      content: {
        document: {
          type: 'doc',
          content: [{ type: 'paragraph', content: [{ type: 'text', text: TEXT }] }],
        },
        delivery: 'in_progress',
      },
      startedFrom: 'empty',
    });

    const path = `/app/updates/${updateId}`;
    const page = await signedIn(browser, demonstration.address, OWNER, path);
    const screens = new Screens(page);
    await screens.editor.click();
    await page.keyboard.press('ControlOrMeta+End');
    for (let words = 0; words < 6; words++)
      await page.keyboard.press('ControlOrMeta+Shift+ArrowLeft');
    // In a window too narrow for three columns, what is typed next is the comment and not the text.
    await page.setViewportSize({ width: 1152, height: 800 });
    await page.getByRole('button', { name: 'Comment on these words' }).click();
    await expect(page.getByRole('textbox', { name: 'Your comment' })).toBeFocused();
    await page.keyboard.type('Which borough?');
    await page.setViewportSize({ width: 1280, height: 800 });
    await expectAccessibleInLightAndDark(page);
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    await expect(comments(page)).toContainText('Which borough?');
    await expect.poll(() => marked(page)).toHaveLength(1);
    const [words] = await marked(page);
    expect(TEXT.endsWith(words!)).toBe(true);

    // Words before them, and a line of their own: they are found again at once and after a reload.
    await screens.editor.click();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.type('Since the spring: ');
    await screens.untilSaved();
    await expect.poll(() => marked(page)).toEqual([words]);
    await page.reload();
    await expect(comments(page)).toContainText('Which borough?');
    await expect.poll(() => marked(page)).toEqual([words]);
    await comments(page).getByRole('button', { name: words!, exact: false }).first().press('Enter');
    await expect(page.getByRole('button', { pressed: true })).toContainText(words!);

    // Another width is the same page: what was typed just now is there, and can be commented on.
    await screens.editor.click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type(' It pays.');
    for (let words = 0; words < 3; words++)
      await page.keyboard.press('ControlOrMeta+Shift+ArrowLeft');
    await page.getByRole('button', { name: 'Comment on these words' }).click();
    await page.getByRole('textbox', { name: 'Your comment' }).fill('How much?');
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    await expect(comments(page)).toContainText('How much?');
    await comments(page)
      .getByRole('listitem')
      .filter({ hasText: 'How much?' })
      .getByRole('button', { name: 'Resolve' })
      .click();
    await expect(comments(page)).not.toContainText('How much?');
    await page.setViewportSize({ width: 1000, height: 800 });
    await expect(screens.editor).toContainText('It pays.');
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect(screens.editor).toContainText('It pays.');

    await screens.write('Forty officers were trained in May.');
    await expect(comments(page)).toContainText('Text since changed');
    await expect.poll(() => marked(page)).toEqual([]);
    await page.context().close();
  });

  test('are told of before submitting, and go to the reviewer with the text', async ({
    browser,
    demonstration,
  }) => {
    const path = `/app/updates/${updateId}`;
    const page = await signedIn(browser, demonstration.address, OWNER, path);
    const screens = new Screens(page);
    // One that was begun stays through a reload, and is told of too.
    await page.getByRole('button', { name: 'Comment on the whole text' }).click();
    const begun = page.getByRole('textbox', { name: 'Your comment' });
    await begun.fill('Half a thought');
    // Another window of theirs keeps its own; neither touches the other's.
    const other = await page.context().newPage();
    await other.goto(path);
    await other.getByRole('button', { name: 'Comment on the whole text' }).click();
    const apart = other.getByRole('textbox', { name: 'Your comment' });
    await apart.fill('Another thought');
    await page.reload();
    await expect(begun).toHaveValue('Half a thought');
    await other.reload();
    await expect(apart).toHaveValue('Another thought');
    await other.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: /and submit/ }).click();
    await expect(screens.dialog).toContainText('1 comment is open');
    await expect(screens.dialog).toContainText('begun a comment and not sent it“Half a thought”');
    await expectAccessibleInLightAndDark(page);
    await page.setViewportSize({ width: 390, height: 800 });
    await screens.dialog.getByRole('button', { name: /Which borough/ }).click();
    await expect(screens.dialog).toBeHidden();
    const card = comments(page).getByRole('listitem').filter({ hasText: 'Which borough?' });
    await expect(card).toBeFocused();
    await page.setViewportSize({ width: 1280, height: 800 });
    await screens.submit();
    // It was for the writers alone, and goes to nobody else without saying so.
    await expect(begun).toHaveValue('Half a thought');
    await expect(page.getByText('Now the reviewers would too.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Comment', exact: true })).toHaveCount(0);
    await page.getByRole('button', { name: 'Send to the reviewers' }).click();
    await expect(comments(page)).toContainText('Half a thought');
    const said = comments(page).getByRole('listitem').filter({ hasText: 'Half a thought' });
    await said.getByRole('button', { name: 'Resolve' }).click();
    await expect(comments(page)).not.toContainText('Half a thought');
    // Signing out in one window is signing out in all.
    await other.getByRole('button', { name: /^(Your account|Evidence and insight)/ }).click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    for (const each of [other, page]) {
      await expect(each.getByRole('button', { name: 'Sign in' })).toBeVisible();
    }
    await page.context().close();
  });

  test('mention who may read them, are resolved, and are asked of an approval', async ({
    browser,
    demonstration,
  }) => {
    const email = await leadOf(demonstration.address, title);
    const path = `/app/review/${updateId}`;
    const page = await signedIn(browser, demonstration.address, email, path);
    const screens = new Screens(page);
    await expect(comments(page)).toContainText('Words of a draft that was not submitted');
    await comments(page).getByRole('button', { name: 'Resolve' }).click();
    await expect(page.getByText('All comments are resolved.')).toBeVisible();

    // A key that comes before the text does says so.
    let giveLook = () => {};
    const held = new Promise<void>((give) => (giveLook = give));
    await page.route(`**/api/updates/${updateId}/look*`, async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await expect(page.getByText('All comments are resolved.')).toBeVisible();
    await page.keyboard.press('w');
    await expect(
      page.getByRole('status').getByText(/^The text is not on the screen/),
    ).toBeAttached();
    giveLook();
    await expect(page.getByText('Forty officers were trained in May.').first()).toBeVisible();
    // Nobody needs a mouse to say which words it is about.
    await page.keyboard.press('w');
    await expect(page.getByRole('application', { name: 'Choose words in the text' })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(page.getByRole('status').getByText('Forty officers were')).toBeAttached();
    await page.keyboard.press('Enter');
    const box = page.getByRole('textbox', { name: 'Your comment' });
    await expect(box).toBeFocused();
    await box.pressSequentially('Where were they, @Evid');
    await expect(page.getByRole('listbox', { name: 'People to mention' })).toBeVisible();
    await expectAccessibleInLightAndDark(page);
    await page.keyboard.press('Enter');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(comments(page).getByText('@Evidence and insight owner')).toBeVisible();
    await expect.poll(() => marked(page)).toEqual(['Forty officers were']);

    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(screens.dialog).toContainText('1 comment is open');
    await screens.dialog.getByRole('button', { name: /^Approve revision/ }).click();
    await expect(screens.dialog.getByRole('alert').first()).toContainText('this is needed');
    await expectAccessibleInLightAndDark(page);
    await screens.dialog.getByRole('checkbox', { name: /all the same/ }).check();
    await screens.dialog.getByRole('button', { name: /^Approve revision/ }).click();
    await expect(screens.dialog).toBeHidden();
    const owner = await Api.signIn(demonstration.address, OWNER);
    const { state } = await owner.call<{ state: string }>('GET', `/updates/${updateId}`);
    expect(state).toBe('approved');
    await page.context().close();
  });

  test('come from an outside expert by a personal link, who reaches nothing else', async ({
    browser,
    demonstration,
  }) => {
    const api = await Api.signIn(demonstration.address, 'powers.lead@example.org');
    const { data } = await api.call<{ data: { id: string; title: string }[] }>(
      'GET',
      '/updates?awaiting=me&perPage=200',
    );
    const asked = data[0]!;
    const path = `/app/review/${asked.id}`;
    const page = await signedIn(browser, demonstration.address, 'powers.lead@example.org', path);
    const screens = new Screens(page);
    await page.getByRole('button', { name: 'Ask an outside expert' }).click();
    await screens.dialog.getByLabel('Whom you ask').fill('The statistics expert');
    await screens.dialog.getByLabel('Their email address').fill('expert@example.org');
    await screens.dialog.getByLabel('What you would like to know').fill('Is the figure right?');
    await expectAccessibleInLightAndDark(page);
    await screens.dialog.getByRole('button', { name: 'Make the link' }).click();
    const link = screens.dialog.getByLabel('The link');
    await expect(link).toHaveValue(/\/expert\/[\w-]{43}$/);
    const { pathname } = new URL(await link.inputValue());
    await screens.dialog.getByRole('button', { name: 'Done' }).click();

    const context = await browser.newContext({
      baseURL: demonstration.address,
      javaScriptEnabled: false,
    });
    const outside = await context.newPage();
    await outside.goto(pathname);
    await expect(outside.getByRole('heading', { level: 1 })).toHaveText(
      'You have been asked to look at a text',
    );
    await expect(outside.getByText(asked.title)).toBeHidden();
    await expect(outside.getByRole('link')).toHaveCount(0);
    await outside.getByRole('button', { name: 'Show the text' }).click();
    await expect(outside.getByRole('heading', { level: 1 })).toHaveText(asked.title);
    await expect(outside.getByText('Is the figure right?')).toBeVisible();
    // A phone that had put the page away asks for its address again, which shows nothing by itself.
    await outside.goto(outside.url());
    await expect(outside.getByText(asked.title)).toBeHidden();
    await outside.getByRole('button', { name: 'Show the text' }).click();
    await outside.getByLabel('Your comment').fill('It is higher in the annex.');
    await outside.getByRole('button', { name: 'Send your comment' }).click();
    await expect(outside.getByRole('heading', { level: 1 })).toHaveText('Thank you');
    await outside.reload();
    await expect(outside.getByRole('heading', { level: 1 })).toHaveText('Thank you');

    // The pages need no JavaScript; axe does.
    const withScripts = await browser.newContext({ baseURL: demonstration.address });
    const looking = await withScripts.newPage();
    await looking.goto(pathname);
    await expectAccessibleInLightAndDark(looking);
    await looking.getByRole('button', { name: 'Show the text' }).click();
    await expect(looking.getByLabel('Your comment')).toBeVisible();
    await expectAccessibleInLightAndDark(looking);
    await looking.goto(`${pathname}/thanks`);
    await expectAccessibleInLightAndDark(looking);
    await looking.getByRole('button', { name: 'Show the text again' }).click();
    await looking.getByLabel('Your comment').fill('  ');
    await looking.getByRole('button', { name: 'Send your comment' }).click();
    await expect(looking.getByRole('alert')).toContainText('Your comment was not sent');
    await expectAccessibleInLightAndDark(looking);
    await looking.getByLabel('Your comment').fill('A second thought.');

    await page.reload();
    await expect(comments(page).getByText('It is higher in the annex.')).toHaveCount(1);
    await expectAccessibleInLightAndDark(page);
    await expect(comments(page)).toContainText('The statistics expert, outside expert, by link');
    await page.getByRole('button', { name: 'Revoke' }).click();
    await screens.dialog.getByRole('button', { name: 'Revoke it' }).click();
    await expect(screens.dialog).toBeHidden();
    await outside.goto(pathname);
    await expect(outside.getByText('This link does not open anything')).toBeVisible();
    await context.close();
    // What was being written when the link ended is given back.
    await looking.getByRole('button', { name: 'Send your comment' }).click();
    await expect(looking.getByLabel('What you wrote')).toHaveValue('A second thought.');
    await expectAccessibleInLightAndDark(looking);
    await withScripts.close();
    await page.context().close();
  });
});
