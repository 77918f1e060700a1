import { Api } from '../fixtures/api.js';
import { expect, expectAccessible, signedIn, test } from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

interface Commitment {
  id: string;
  title: string;
  chapter: { id: string; title: string };
  owner?: { id: string };
}

const SECRETARIAT = 'secretariat.officer@example.org';

/** The secretariat gives a whole chapter another owner, and a lead, in one act each. */
test.describe.serial('assigning', () => {
  test('chooses a chapter by its filter, sees what changes, and gives it an owner', async ({
    browser,
    demonstration,
  }) => {
    const api = await Api.signIn(demonstration.address, SECRETARIAT);
    const { data } = await api.call<{ data: Commitment[] }>('GET', '/commitments?perPage=200');
    const { chapter } = data[0]!;
    const ofChapter = data.filter((commitment) => commitment.chapter.id === chapter.id);
    const { data: people } = await api.call<{ data: { id: string; name: string }[] }>(
      'GET',
      '/people/choices',
    );
    const successor = people.find(({ id }) => ofChapter.every(({ owner }) => owner?.id !== id))!;

    const page = await signedIn(browser, demonstration.address, SECRETARIAT);
    const screens = new Screens(page);
    await page.goto('/app/commitments');
    await page.getByLabel('Chapter').selectOption(chapter.id);
    await page.getByRole('button', { name: `Choose all ${ofChapter.length} listed` }).click();
    await expect(page.getByText(`${ofChapter.length} commitments chosen.`)).toBeVisible();
    await page.getByRole('checkbox', { name: `Choose ${ofChapter[0]!.title}` }).uncheck();
    await expectAccessible(page);
    await page
      .getByRole('button', { name: new RegExp(`^Assign ${ofChapter.length - 1} commitment`) })
      .click();
    await screens.dialog.getByRole('combobox', { name: 'Owner' }).fill(successor.name);
    await page.getByRole('option').first().click();
    await screens.dialog.getByRole('button', { name: 'See what changes' }).click();
    await expect(screens.dialog.getByRole('status')).toContainText(
      `Commitments (${ofChapter.length - 1})`,
    );
    await expectAccessible(page);
    await screens.dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(screens.dialog).toBeHidden();
    await expect(page.getByText('Choose commitments to assign them.')).toBeVisible();

    const after = await api.call<{ data: Commitment[] }>('GET', '/commitments?perPage=200');
    const owned = after.data.filter(({ owner }) => owner?.id === successor.id);
    for (const { id } of ofChapter.slice(1)) expect(owned.map((each) => each.id)).toContain(id);
    expect(owned.map(({ id }) => id)).not.toContain(ofChapter[0]!.id);
    await page.context().close();
  });

  test('names a lead from the commitment’s own page', async ({ browser, demonstration }) => {
    const page = await signedIn(browser, demonstration.address, SECRETARIAT);
    const screens = new Screens(page);
    await page.goto('/app/commitments');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('button', { name: 'Assign', exact: true }).click();
    await screens.dialog.getByRole('radio', { name: /^Lead\./ }).check();
    await screens.dialog.getByRole('combobox', { name: 'Lead' }).fill('Secretariat');
    const option = page.getByRole('option').first();
    const name = (await option.textContent())!;
    await option.click();
    await screens.dialog.getByRole('button', { name: 'See what changes' }).click();
    await expect(screens.dialog.getByRole('status')).toContainText('Roles given (1)');
    await expectAccessible(page);
    await screens.dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(screens.dialog).toBeHidden();
    await expect(page.getByRole('main').getByText(name, { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.context().close();
  });

  test('is not offered to a lead, and people are no page of an owner’s', async ({
    browser,
    demonstration,
  }) => {
    const page = await signedIn(
      browser,
      demonstration.address,
      'powers.lead@example.org',
      '/app/commitments',
    );
    await expect(page.getByRole('table')).toBeVisible();
    await expect(page.getByRole('checkbox')).toHaveCount(0);
    await page.goto('/app/people');
    await expect(
      page.getByRole('heading', { level: 1, name: 'This page cannot be shown' }),
    ).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expectAccessible(page);
    await page.context().close();
  });
});
