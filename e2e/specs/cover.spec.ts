import { Api } from '../fixtures/api.js';
import { expect, expectAccessibleInLightAndDark, signedIn, test } from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

const OWNER = { email: 'learning@example.org', name: 'Learning and development owner, MPS' };
const COVER = {
  email: 'professional.standards@example.org',
  name: 'Professional standards owner, MPS',
};
const LEAD = 'workforce.lead@example.org';

/** An owner goes away; somebody else writes for them, and everybody sees for whom. */
test.describe.serial('cover', () => {
  let title: string;

  test('is arranged by the person who goes away, for what they name', async ({
    browser,
    demonstration,
  }) => {
    const owner = await Api.signIn(demonstration.address, OWNER.email);
    const { work } = await owner.call<{ work: { title: string; kind: string }[] }>('GET', '/home');
    title = work.find(({ kind }) => kind === 'draft')!.title;

    const page = await signedIn(browser, demonstration.address, OWNER.email);
    const { dialog } = new Screens(page);
    await page.goto('/app/account');
    await expect(page.getByText('No cover is arranged')).toBeVisible();
    await page.getByRole('button', { name: 'Arrange cover' }).click();
    await dialog.getByRole('combobox', { name: 'Who acts instead' }).fill('Professional');
    await page.getByRole('option', { name: COVER.name }).click();
    await dialog.getByLabel('First day').fill('2022-05-09');
    await dialog.getByLabel('Last day').fill('2022-05-13');
    // An owner has texts to be written, and nothing to sign.
    await expect(dialog.getByRole('checkbox')).toHaveCount(1);
    await expect(dialog.getByRole('checkbox', { name: 'Write and submit texts' })).toBeChecked();
    await expectAccessibleInLightAndDark(page);
    await dialog.getByRole('button', { name: 'Arrange cover' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('9 May 2022 to 13 May 2022: write and submit texts')).toBeVisible();
    await expectAccessibleInLightAndDark(page);
    await page.context().close();
  });

  test('brings the work to the cover, marked for whom, to write and submit', async ({
    browser,
    demonstration,
  }) => {
    const page = await signedIn(browser, demonstration.address, COVER.email);
    const screens = new Screens(page);
    const line = page.getByRole('listitem').filter({ hasText: title });
    await expect(line).toContainText(`For ${OWNER.name}`);
    await expectAccessibleInLightAndDark(page);
    await screens.openWork(title);
    await expect(page.getByText(`for ${OWNER.name}`)).toBeVisible();
    await page.getByRole('button', { name: 'Start with an empty page' }).click();
    await screens.write('Two cohorts finished the new course in March, on cover.');
    await page.getByLabel('Delivery status').selectOption('in_progress');
    await screens.untilSaved();
    await screens.submit();
    await page.context().close();
  });

  test('shows the reviewer who wrote, and for whom', async ({ browser, demonstration }) => {
    const page = await signedIn(browser, demonstration.address, LEAD);
    const screens = new Screens(page);
    await screens.openInReview(title);
    await expect(page.getByText(`${COVER.name} for ${OWNER.name}`).first()).toBeVisible();
    await page.context().close();

    const auditor = await Api.signIn(demonstration.address, 'auditor@example.org');
    const { data } = await auditor.call<{
      data: { actor: { name: string }; onBehalfOf?: { name: string } }[];
    }>('GET', '/audit-entries?kind=update.submitted&perPage=1&order=desc');
    expect(data[0]).toMatchObject({
      actor: { name: COVER.name },
      onBehalfOf: { name: OWNER.name },
    });
  });
});
