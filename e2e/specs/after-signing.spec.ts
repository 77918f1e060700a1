import type { Browser, Page } from '@playwright/test';
import { Api, approveTheRest, PASSWORD } from '../fixtures/api.js';
import { DemonstrationApp } from '../fixtures/app.js';
import { expectForEverybody } from '../fixtures/public.js';
import {
  expect,
  expectAccessible,
  expectAccessibleInLightAndDark,
  signedIn,
  test,
} from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

const ROUND = '2021/22 Quarter 4 update';
const CORRECTED = 'Operation Hampshire';
const HEADING = 'What was meant by the first chapter';
const INTRODUCTION = 'Every row was read again in May.';

/** What may follow a signature: taking it back, publishing early, correcting, giving a correction up. */
test.describe.serial('after a signature', () => {
  let app: DemonstrationApp;
  let open: Page[] = [];
  const as = async (browser: Browser, person: string): Promise<Screens> => {
    const page = await signedIn(browser, app.address, `${person}@example.org`);
    open.push(page);
    return new Screens(page);
  };
  const api = (person: string): Promise<Api> => Api.signIn(app.address, `${person}@example.org`);
  const roundId = async (): Promise<string> => {
    const secretariat = await api('secretariat.manager');
    const { data } = await secretariat.call<{ data: { id: string; title: string }[] }>(
      'GET',
      '/rounds',
    );
    return data.find(({ title }) => title === ROUND)!.id;
  };
  /** Seals and signs what is ready, without the screens. */
  const sealAndSign = async (): Promise<void> => {
    const id = await roundId();
    await (await api('secretariat.manager')).call('POST', `/rounds/${id}/seal`);
    const signatory = await api('signatory');
    const { manifest } = await signatory.call<{ manifest: { id: string; hash: string } }>(
      'GET',
      `/rounds/${id}/signing`,
    );
    await signatory.call('POST', `/rounds/${id}/sign`, {
      ...{ manifestId: manifest.id, manifestHash: manifest.hash, password: PASSWORD },
    });
  };

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    app = await DemonstrationApp.start();
    await approveTheRest(app.address, []);
    await sealAndSign();
  });
  test.afterAll(() => app.stop());
  test.afterEach(async () => {
    await Promise.all(open.map((page) => page.context().close()));
    open = [];
  });

  test('the secretariat unseals with a reason, and someone else confirms it', async ({
    browser,
  }) => {
    const secretariat = await as(browser, 'secretariat.manager');
    await secretariat.openRound(ROUND);
    await expect(secretariat.page.getByText('Signed: waits to be published')).toBeVisible();
    await secretariat.page.getByRole('button', { name: 'Unseal', exact: true }).click();
    await expectAccessibleInLightAndDark(secretariat.page);
    await secretariat.giveReason('A figure came in late.', 'Unseal the round');
    await expect(secretariat.page.getByText('the round can be sealed')).toBeVisible();

    // Nobody confirms their own.
    const own = secretariat.page.getByRole('button', { name: /^Confirm: Unsealing/ });
    await expect(own).toHaveAttribute('aria-disabled', 'true');
    const second = await as(browser, 'secretariat.officer');
    await second.openRound(ROUND);
    await second.page.getByRole('button', { name: /^Confirm: Unsealing/ }).click();
    await expect(second.dialog).toContainText('A figure came in late.');
    await second.dialog.getByRole('button', { name: 'Confirm', exact: true }).click();
    await expect(second.dialog).toBeHidden();
    await expect(second.page.getByText('Overrides waiting for a second person')).toBeHidden();
  });

  test('publishing early waits for a second person', async ({ browser }) => {
    await sealAndSign();
    const secretariat = await as(browser, 'secretariat.manager');
    await secretariat.openRound(ROUND);
    const { page } = secretariat;
    await page.getByRole('button', { name: 'Ask to publish early' }).click();
    await secretariat.giveReason('The Board meets on the day before.', 'Ask for it');
    const publish = page.getByRole('button', { name: 'Publish', exact: true });
    await expect(publish).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByText('waits for a second person to confirm').first()).toBeVisible();
    await expectAccessibleInLightAndDark(page);

    const second = await as(browser, 'secretariat.officer');
    await second.page.goto('/app/overrides');
    await second.page
      .getByRole('button', { name: /^Confirm: Publication before its date/ })
      .click();
    await second.dialog.getByRole('button', { name: 'Confirm', exact: true }).click();
    await expect(second.dialog).toBeHidden();

    await page.reload();
    await page.getByRole('button', { name: 'Publish at a set time' }).click();
    await secretariat.dialog.getByLabel('Date').fill('2022-05-31');
    await expectAccessible(page);
    await secretariat.dialog.getByRole('button', { name: 'Set the time' }).click();
    await expect(page.getByText('To be published on 31 May 2022, 09:30 (London)')).toBeVisible();
    await secretariat.confirm('Cancel the set time');
    await expect(page.getByText('Signed: waits to be published')).toBeVisible();
    await secretariat.confirm('Publish');
    await expect(
      page.getByRole('heading', { name: 'Published', exact: true }).first(),
    ).toBeVisible();
    const published = await fetch(`${app.address}/editions/2021-22-q4`);
    expect(await published.text()).toContain('9 May 2022');
  });

  test('a correction goes through its own review, signature and publication', async ({
    browser,
  }) => {
    const secretariat = await as(browser, 'secretariat.manager');
    await secretariat.openRound(ROUND);
    const { page } = secretariat;
    await page.getByRole('button', { name: 'Start a correction' }).click();
    await secretariat.dialog.getByLabel('Find a row').fill(CORRECTED);
    await expect(secretariat.dialog.getByRole('checkbox')).toHaveCount(1);
    await secretariat.dialog.getByRole('checkbox', { name: new RegExp(CORRECTED) }).check();
    // Words of no row go with it.
    await secretariat.dialog.getByRole('button', { name: /^Correct title, introduction/ }).click();
    await secretariat.dialog.getByLabel('Chapter 1', { exact: true }).fill(HEADING);
    await secretariat.dialog.locator('[contenteditable=true]').fill(INTRODUCTION);
    await expectAccessibleInLightAndDark(page);
    await secretariat.giveReason('The number of units was wrong.', 'Start the correction');
    await expect(page.getByText('correction 1 is under way')).toBeVisible();

    const owner = await as(browser, 'workforce');
    await owner.openWork(CORRECTED);
    await expect(owner.page.getByText('The number of units was wrong.')).toBeVisible();
    await expectAccessible(owner.page);
    await owner.write('Thirty-two boroughs have a hate crime unit.');
    await owner.submit();

    const lead = await as(browser, 'workforce.lead');
    await lead.openInReview(CORRECTED);
    await lead.page.getByRole('button', { name: 'Approve', exact: true }).click();
    await lead.dialog.getByRole('button', { name: /^Approve revision/ }).click();
    await expect(lead.dialog).toBeHidden();

    await page.reload();
    await page.getByRole('button', { name: 'Seal the correction' }).click();
    await secretariat.dialog.getByRole('button', { name: /^Seal/ }).click();
    await expect(secretariat.dialog).toBeHidden();

    // The draft is the very page, marked as one: for everybody, too.
    const preview = page.waitForEvent('popup');
    await page.getByRole('link', { name: /^Preview/ }).click();
    const draft = await preview;
    await expect(draft.getByText(INTRODUCTION).first()).toBeVisible();
    await expectAccessibleInLightAndDark(draft);
    await expectForEverybody(draft);
    await draft.close();

    const signatory = await as(browser, 'signatory');
    await signatory.openWork(ROUND);
    await expect(signatory.page.getByText('The number of units was wrong.')).toBeVisible();
    await expectAccessibleInLightAndDark(signatory.page);
    await signatory.page.getByRole('button', { name: 'Sign', exact: true }).click();
    await signatory.dialog.locator('input[type=password]').fill(PASSWORD);
    await signatory.dialog.getByRole('button', { name: 'Sign', exact: true }).click();
    await expect(signatory.dialog).toBeHidden();

    await page.reload();
    await page.getByRole('button', { name: 'Publish the correction' }).click();
    await secretariat.dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(secretariat.dialog).toBeHidden();

    const visitor = await browser.newContext({ baseURL: app.address, javaScriptEnabled: false });
    const reader = await visitor.newPage();
    open.push(reader);
    await reader.goto('/editions/2021-22-q4');
    await expect(reader.getByText('The number of units was wrong.')).toBeVisible();
    await expect(
      reader.getByText('Thirty-two boroughs have a hate crime unit.').first(),
    ).toBeVisible();
    await expect(reader.getByText('What changed in 1 update, word for word')).toBeVisible();
    await expect(reader.locator('details.changes ins').first()).toBeVisible();
    await expect(reader.getByText('What changed in the words of the edition itself')).toBeVisible();
    await expect(reader.getByRole('heading', { level: 2, name: HEADING })).toBeVisible();
    // axe needs the JavaScript that the page does without.
    const looked = await (await browser.newContext({ baseURL: app.address })).newPage();
    open.push(looked);
    await looked.goto('/editions/2021-22-q4');
    await expectAccessibleInLightAndDark(looked);
    await expectForEverybody(looked);
    await reader.goto('/editions/2021-22-q4/v1');
    await expect(reader.getByText('This version has been replaced.')).toBeVisible();
    await expect(reader.getByText('Thirty-two boroughs')).toBeHidden();
  });

  test('a version is withdrawn by two people, and the public reads why', async ({ browser }) => {
    const secretariat = await as(browser, 'secretariat.manager');
    const { page } = secretariat;
    await page.goto('/app/editions');
    await page.getByRole('link', { name: ROUND, exact: true }).click();
    await page.getByRole('button', { name: 'Withdraw…' }).click();
    await secretariat.dialog.getByLabel('Kind of reason').selectOption('Something in it is wrong');
    await secretariat.dialog
      .getByRole('textbox', { name: 'Reason', exact: true })
      .fill('The number of units was wrong.');
    await secretariat.dialog.getByLabel('Public explanation').fill('It gave a wrong number.');
    await expectAccessibleInLightAndDark(page);
    await secretariat.dialog.getByRole('button', { name: 'Ask for it' }).click();
    await expect(secretariat.dialog).toBeHidden();

    const second = await as(browser, 'secretariat.officer');
    await second.page.getByRole('link', { name: /^Look and decide/ }).click();
    await expectAccessible(second.page);
    await second.page.getByRole('button', { name: /^Look and confirm/ }).click();
    await expect(second.dialog).toContainText('It gave a wrong number.');
    await second.dialog.getByRole('button', { name: 'Withdraw it' }).click();
    await expect(second.page.getByText('Withdrawn.')).toBeVisible();

    const reader = await (await browser.newContext({ baseURL: app.address })).newPage();
    open.push(reader);
    const gone = await reader.goto('/editions/2021-22-q4/v1');
    expect(gone!.status()).toBe(410);
    await expect(reader.getByText('It gave a wrong number.')).toBeVisible();
    await expectAccessible(reader);
    await expectForEverybody(reader);
    await reader.getByRole('link', { name: 'Version 2' }).click();
    await expect(reader.getByText('The number of units was wrong.')).toBeVisible();
  });

  test('a correction that is not needed is abandoned, and the round can be closed', async ({
    browser,
  }) => {
    const id = await roundId();
    const manager = await api('secretariat.manager');
    const { data } = await manager.call<{ data: { id: string; state: string }[] }>(
      'GET',
      `/rounds/${id}/updates?perPage=200`,
    );
    const updateIds = [data.filter(({ state }) => state === 'published').at(-1)!.id];
    await manager.call('POST', `/rounds/${id}/start-correction`, { updateIds, reason: 'A name.' });

    const secretariat = await as(browser, 'secretariat.manager');
    await secretariat.openRound(ROUND);
    const { page } = secretariat;
    await expect(page.getByText('correction 2 is under way')).toBeVisible();
    await page.getByRole('button', { name: 'Abandon the correction' }).click();
    await expectAccessible(page);
    await secretariat.giveReason('The name was right.', 'Abandon the correction');
    await expect(page.getByRole('table').getByText('Abandoned', { exact: true })).toBeVisible();
    await secretariat.confirm('Close the round');
    await expect(page.getByRole('heading', { name: 'Closed', exact: true })).toBeVisible();
    await expectAccessible(page);
    expect((await app.command('verify')).code).toBe(0);
  });
});
