import { Api } from '../fixtures/api.js';
import { expect, expectAccessibleInLightAndDark, signedIn, test } from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

const ASKER = 'secretariat.officer@example.org';
const SECOND = 'secretariat.manager@example.org';
const TITLE = "Commissioner's review of handcuffing";
const WORDS = 'policy of November 2021';

/** Words that must not be kept: one person asks, another sees what it changes and confirms. */
test.describe.serial('redaction', () => {
  let id: string;

  test('is asked for on the update whose text holds the words', async ({
    browser,
    demonstration,
  }) => {
    const api = await Api.signIn(demonstration.address, ASKER);
    const { data } = await api.call<{ data: { id: string; title: string; state: string }[] }>(
      'GET',
      '/updates?perPage=200&state=approved',
    );
    id = data.find(({ title }) => title === TITLE)!.id;

    const page = await signedIn(browser, demonstration.address, ASKER);
    const { dialog } = new Screens(page);
    await page.goto(`/app/updates/${id}`);
    await expect(page.getByText(WORDS).first()).toBeVisible();
    await page.getByRole('button', { name: 'Redact…' }).click();
    await dialog.getByRole('button', { name: 'Ask for it' }).click();
    await expect(dialog.getByText('The exact words: this is needed.').first()).toBeVisible();
    await dialog.getByLabel('The exact words').fill(WORDS);
    await dialog.getByLabel('Reason').fill('It names what is not to be named.');
    await expectAccessibleInLightAndDark(page);
    await dialog.getByRole('button', { name: 'Ask for it' }).click();
    await expect(dialog).toBeHidden();

    // Nobody confirms what they asked for themselves.
    await page.goto('/app/redactions');
    const confirm = page.getByRole('button', { name: `Look and confirm: ${TITLE}` });
    await expect(confirm).toHaveAttribute('aria-disabled', 'true');
    await page.context().close();
  });

  test('is confirmed by a second person, who sees where the words stand', async ({
    browser,
    demonstration,
  }) => {
    const page = await signedIn(browser, demonstration.address, SECOND);
    const { dialog } = new Screens(page);
    await page.goto('/app/redactions');
    await page.getByRole('button', { name: `Look and confirm: ${TITLE}` }).click();
    await expect(dialog.getByText('Where they stand')).toBeVisible();
    await expectAccessibleInLightAndDark(page);
    await dialog.getByRole('button', { name: 'Redact them for good' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/^Confirmed: \d+ texts? changed\./)).toBeVisible();
    await expectAccessibleInLightAndDark(page);

    await page.goto(`/app/updates/${id}`);
    await expect(page.getByText('[redacted]').first()).toBeVisible();
    await expect(page.getByText(WORDS)).toHaveCount(0);
    await page.context().close();

    const { code, output } = await demonstration.command('verify');
    expect(output).toContain('redacted, by two people each');
    expect(code).toBe(0);
  });
});
