import { Api } from '../fixtures/api.js';
import { expect, expectAccessible, signedIn, test } from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

interface Named {
  id: string;
  name: string;
  email: string;
}

const LEAVER = 'evidence@example.org';

/** An administrator gives the work of an owner who leaves to others, and closes the account with it. */
test('a leaver’s work is seen whole, given to two others and reassigned in one act', async ({
  browser,
  demonstration,
}) => {
  const api = await Api.signIn(demonstration.address, 'administrator@example.org');
  const { data } = await api.call<{ data: Named[] }>('GET', '/people?perPage=100');
  const leaver = data.find(({ email }) => email === LEAVER)!;
  const [successor, other] = data.filter(
    ({ email }) => !['administrator@example.org', LEAVER].includes(email),
  ) as [Named, Named];
  const owned = await api.call<{ data: { id: string; title: string }[] }>(
    'GET',
    `/commitments?ownerId=${leaver.id}&perPage=100`,
  );

  const page = await signedIn(browser, demonstration.address, 'administrator@example.org');
  const screens = new Screens(page);
  await page.goto('/app/people');
  await page.getByRole('link', { name: `Reassign the work of ${leaver.name}` }).click();
  await expect(screens.heading(`Reassign the work of ${leaver.name}`)).toBeVisible();
  const commitments = page.locator('section', {
    has: page.getByRole('heading', { name: /^Commitments they usually write for/ }),
  });
  await expect(commitments.getByRole('listitem')).toHaveCount(owned.data.length);
  await expect(page.getByRole('status').first()).toContainText('stay');
  await page.getByRole('combobox', { name: 'Successor' }).fill(successor.name);
  await page.getByRole('option').first().click();
  await expect(commitments.getByText(`To ${successor.name}`).first()).toBeVisible();

  const [first] = owned.data;
  await commitments.getByRole('button', { name: `Choose otherwise: ${first!.title}` }).click();
  await screens.dialog.getByRole('radio', { name: 'Somebody else' }).check();
  await screens.dialog.getByRole('combobox', { name: 'Who takes it on' }).fill(other.name);
  await page.getByRole('option').first().click();
  await expectAccessible(page);
  await screens.dialog.getByRole('button', { name: 'Choose', exact: true }).click();
  await expect(commitments.getByText(`To ${other.name}`)).toHaveCount(1);
  await page.getByRole('checkbox', { name: /^Deactivate the account/ }).check();
  const reassign = page.getByRole('button', { name: 'Reassign', exact: true });
  await expect(reassign).toBeEnabled();
  // The button fades in: its colours are judged when it has.
  await page.waitForFunction(() => document.getAnimations().length === 0);
  await expectAccessible(page);

  await reassign.click();
  await expect(screens.dialog).toContainText('Their account is deactivated');
  await screens.giveReason('They leave at the end of the month.', 'Reassign');
  await expect(screens.heading(leaver.name)).toBeVisible();
  await expect(page.getByText('Deactivated', { exact: true })).toBeVisible();
  await expect(page.getByText('They leave at the end of the month.')).toBeVisible();
  await expectAccessible(page);

  // What they did is still found, under their name.
  const path = '/app/audit-entries';
  const trail = await signedIn(browser, demonstration.address, 'auditor@example.org', path);
  await trail.getByLabel('Who', { exact: true }).selectOption({ label: leaver.name });
  await expect(trail.getByRole('row').nth(1)).toContainText(leaver.name);
  await trail.context().close();

  const after = await api.call<{ data: { id: string; owner?: { id: string } }[] }>(
    'GET',
    '/commitments?perPage=200',
  );
  const ownerOf = (id: string) => after.data.find((each) => each.id === id)!.owner!.id;
  expect(ownerOf(first!.id)).toBe(other.id);
  for (const { id } of owned.data.slice(1)) expect(ownerOf(id)).toBe(successor.id);
  await page.context().close();
});
