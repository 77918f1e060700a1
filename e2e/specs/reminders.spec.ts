import { Api, openRoundId, passMinutes, submitChapters } from '../fixtures/api.js';
import {
  expect,
  expectAccessible,
  expectAccessibleInLightAndDark,
  signedIn,
  test,
} from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

const SECRETARIAT = 'secretariat.officer@example.org';
const OWNER = 'workforce@example.org';
const OWNER_NAME = 'Workforce owner, MPS';
const ASK = 'Please send us your words by noon tomorrow, in whatever state they are.';

/** The secretariat stops chasing by hand: it asks late owners, and sees what became of it. */
test.describe.serial('reminders', () => {
  test('the secretariat reminds late owners in its own words', async ({
    browser,
    demonstration,
  }) => {
    const api = await Api.signIn(demonstration.address, SECRETARIAT);
    const round = `/app/rounds/${await openRoundId(api)}/show`;
    const page = await signedIn(browser, demonstration.address, SECRETARIAT, round);
    const screens = new Screens(page);

    await page.getByRole('button', { name: /^Remind the \d+ late owners now$/ }).click();
    await screens.dialog.getByRole('textbox', { name: /What you say to them/ }).fill(ASK);
    // Without a mail server no time is named at which an email goes.
    const when = screens.dialog.getByRole('note');
    await expect(when).toContainText('Their inbox shows it in three minutes.');
    await expect(when).toContainText('There is no mail server: the email is held under Messages');
    await expect(when).not.toContainText(/\d\d:\d\d/);
    for (const owner of await screens.dialog.getByRole('checkbox', { name: / owner, / }).all()) {
      await owner.uncheck();
    }
    await screens.dialog.getByRole('checkbox', { name: OWNER_NAME }).check();
    await expectAccessible(page);
    await screens.dialog.getByRole('button', { name: /^Remind 1 owner for \d+ updates$/ }).click();
    await expect(screens.dialog).toBeHidden();

    await page.getByRole('button', { name: /^Remind the \d+ late owners now$/ }).click();
    await expect(screens.dialog.getByRole('checkbox', { name: OWNER_NAME })).toBeDisabled();
    await expect(screens.dialog.getByText(/Asked for today already/).first()).toBeVisible();
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Reminders', exact: true }).click();
    await expect(screens.heading('Reminders')).toBeVisible();
    await page.getByRole('button', { name: 'Add a reminder' }).click();
    await page.getByLabel('Working days').fill('5');
    await page.getByRole('button', { name: 'Save the reminders' }).click();
    await expect(
      page.getByText('This reminder is there already for that day.').last(),
    ).toBeVisible();
    await page.getByLabel('Working days').fill('2');
    await page.getByRole('button', { name: 'Save the reminders' }).click();
    await expect(page.getByText('Set for this round', { exact: false })).toBeVisible();
    await expect(page.getByText('It is as things stand now', { exact: false })).toBeVisible();
    await expectAccessibleInLightAndDark(page);
    await page.context().close();
  });

  test('the owner finds it in the inbox, and the secretariat under Messages', async ({
    browser,
    demonstration,
  }) => {
    const owner = await signedIn(browser, demonstration.address, OWNER);
    const bell = owner.getByRole('link', { name: /^Inbox: \d+ unread message/ });
    const before = Number(/\d+/.exec((await bell.getAttribute('aria-label'))!)![0]);
    await passMinutes(demonstration.address, 5);

    // Without anybody asking: the bell hears of it.
    await expect(
      owner.getByRole('link', { name: `Inbox: ${before + 1} unread messages` }),
    ).toBeVisible({ timeout: 25_000 });
    await owner.getByRole('link', { name: /^Inbox:/ }).click();
    await expect(owner.getByText(ASK).first()).toBeVisible();
    await expectAccessibleInLightAndDark(owner);
    await owner.getByRole('button', { name: 'Mark all as read' }).click();
    await expect(owner.getByRole('link', { name: 'Inbox: nothing unread' })).toBeVisible();

    const page = await signedIn(browser, demonstration.address, SECRETARIAT, '/app/messages');
    const screens = new Screens(page);
    await expect(page.getByText('There is no mail server: emails are held here')).toBeVisible();
    await page.getByLabel('Why').selectOption('Asked for by the secretariat');
    await expect(page).toHaveURL(/chased/);
    await page.getByLabel('Channel').selectOption('Email');
    await expect(page).toHaveURL(/email/);
    const row = page.getByRole('row').filter({ hasText: OWNER_NAME });
    // The list has followed both filters: before, it holds their other emails as well.
    await expect(row).toHaveCount(1);
    await expect(row.getByText('Held')).toBeVisible();
    await expectAccessibleInLightAndDark(page);
    await row.getByRole('link').click();
    await expect(page.getByText(ASK).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send again' })).toBeVisible();
    await expectAccessibleInLightAndDark(page);

    await page.goto('/app/messages/templates');
    await expect(screens.heading('The words of messages')).toBeVisible();
    await expect(
      page.frameLocator('iframe').first().getByText('An example commitment').first(),
    ).toBeVisible();
    await expectAccessibleInLightAndDark(page);
    // However long a word is, as an address can be, an email is no wider than what it is read on.
    const long = `https://example.org/${'a'.repeat(200)}`;
    await page.getByLabel('Opening').first().fill(long);
    const email = page.frameLocator('iframe').first();
    await expect(email.getByText(long)).toBeVisible();
    const tooWide = await email
      .locator('html')
      .evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(tooWide).toBe(0);
    await page.context().close();
    await owner.context().close();
  });

  test('a lead hears who took over the review that they had claimed', async ({
    browser,
    demonstration,
  }) => {
    const { address } = demonstration;
    await submitChapters(address, ['Holding to account']);
    const [api, otherApi] = await Promise.all(
      ['powers.lead@example.org', 'oversight.lead@example.org'].map((email) =>
        Api.signIn(address, email),
      ),
    );
    const queueOf = async (person: Api) =>
      await person.call<{ data: { id: string; title: string }[] }>(
        'GET',
        '/updates?awaiting=me&perPage=200',
      );
    const others = (await queueOf(otherApi!)).data;
    const { id, title } = (await queueOf(api!)).data.find((mine) =>
      others.some((each) => each.id === mine.id),
    )!;
    await api!.call('POST', `/updates/${id}/claim`);

    const other = await signedIn(
      browser,
      address,
      'oversight.lead@example.org',
      `/app/review/${id}`,
    );
    await other.getByRole('button', { name: 'Take it over' }).click();
    await expect(other.getByText('You have taken this review.', { exact: false })).toBeVisible();

    const lead = await signedIn(browser, address, 'powers.lead@example.org', '/app/inbox');
    await passMinutes(address, 5);
    const message = lead.getByRole('listitem').filter({ hasText: 'took over the review' }).first();
    await expect(message).toBeVisible({ timeout: 25_000 });
    await expectAccessibleInLightAndDark(lead);
    await message.getByRole('link', { name: new RegExp(title) }).click();
    await expect(lead).toHaveURL(new RegExp(`/app/review/${id}`));
    await expect(lead.getByText('has taken this review.', { exact: false })).toBeVisible();
    await lead.context().close();
    await other.context().close();
  });

  test('each says how messages come', async ({ browser, demonstration }) => {
    const page = await signedIn(browser, demonstration.address, OWNER, '/app/account');
    await page.getByLabel(/When the day’s message comes/).fill('09:30');
    await page.getByRole('checkbox', { name: 'Words are due soon' }).check();
    await page.getByRole('button', { name: 'Save how you get messages' }).click();
    await expect(page.getByText('How you get messages is saved')).toBeVisible();
    await page.reload();
    await expect(page.getByLabel(/When the day’s message comes/)).toHaveValue('09:30');
    await expect(page.getByRole('checkbox', { name: 'Words are due soon' })).toBeChecked();
    await expectAccessibleInLightAndDark(page);
    await page.context().close();
  });

  test('what was chosen on another page meanwhile is shown, and not undone', async ({
    browser,
    demonstration,
  }) => {
    const page = await signedIn(browser, demonstration.address, OWNER, '/app/account');
    const other = await page.context().newPage();
    await other.goto(`${demonstration.address}/app/account`);
    const save = { name: 'Save how you get messages' };
    await expect(other.getByRole('button', save)).toBeVisible();
    await page.getByLabel('A claimed review was taken over').check();
    await page.getByRole('button', save).click();
    await expect(page.getByText('How you get messages is saved')).toBeVisible();
    await other.getByLabel('A review is waiting').check();
    await other.getByRole('button', save).click();
    await expect(other.getByText('This has changed since you opened it')).toBeVisible();
    await expect(other.getByLabel('A claimed review was taken over')).toBeChecked();
    await expect(other.getByLabel('A review is waiting')).toBeChecked();
    await other.getByRole('button', save).click();
    await expect(other.getByText('How you get messages is saved')).toBeVisible();
    await other.reload();
    await expect(other.getByLabel('A claimed review was taken over')).toBeChecked();
    await expect(other.getByLabel('A review is waiting')).toBeChecked();
    await page.context().close();
  });
});
