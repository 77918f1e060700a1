import { readFile } from 'node:fs/promises';
import { Api } from '../fixtures/api.js';
import { expect, expectAccessibleInLightAndDark, signedIn, test } from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

const SCRIPT = Buffer.from('#!/bin/sh\necho "not a report"\n');
/** A draft that lacks nothing: of the owner’s others one has figures without their source. */
const TITLE = 'London residency criteria for recruits';
const PDF = Buffer.from('%PDF-1.7\n% Forty officers were trained.\n%%EOF\n');
const named = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });

test.describe.serial('evidence', () => {
  let id = '';

  test('is added by who writes: a link that is published and a file that is not', async ({
    browser,
    demonstration,
  }) => {
    const api = await Api.signIn(demonstration.address, 'workforce@example.org');
    const { data } = await api.call<{ data: { id: string; title: string }[] }>(
      'GET',
      '/updates?mine=true&perPage=100',
    );
    id = data.find(({ title }) => title === TITLE)!.id;
    const page = await signedIn(browser, demonstration.address, 'workforce@example.org');
    const screens = new Screens(page);
    await page.goto(`/app/updates/${id}`);
    await screens.write('Forty officers were trained in May.');
    // A file that is let go over the text leaves the page as it is.
    const isTaken = await screens.editor.evaluate((text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['%PDF-1.7'], 'a.pdf', { type: 'application/pdf' }));
      const init = { dataTransfer, bubbles: true, cancelable: true };
      return !text.dispatchEvent(new DragEvent('drop', init));
    });
    expect(isTaken).toBe(true);
    await expect(page.getByText('A file has no place in the text.')).toBeVisible();
    await expect(screens.editor).toHaveText('Forty officers were trained in May.');
    const evidence = page.getByRole('region', { name: 'Evidence' });
    await expect(evidence).toContainText('No evidence yet');

    await evidence.getByRole('button', { name: 'Add a link' }).click();
    await screens.dialog.getByLabel('Address').fill('https://example.org/survey');
    await screens.dialog.getByLabel('Title').fill('The survey of May');
    await screens.dialog.getByLabel('Publish with the edition').check();
    // What is begun in a dialog stays through a reload: a link, and a figure that is not wanted.
    await page.reload();
    await evidence.getByRole('button', { name: 'Go on with it' }).click();
    await expect(screens.dialog.getByLabel('Title')).toHaveValue('The survey of May');
    await screens.dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Add a figure' }).click();
    await screens.dialog.getByLabel('What is measured').fill('Officers trained');
    await page.reload();
    const figures = page.getByRole('region', { name: 'Figures' });
    await expectAccessibleInLightAndDark(page);
    await figures.getByRole('button', { name: 'Go on with it' }).click();
    await expect(screens.dialog.getByLabel('What is measured')).toHaveValue('Officers trained');
    await screens.dialog.getByRole('button', { name: 'Throw it away' }).click();
    await screens.dialog.getByRole('button', { name: 'Cancel' }).click();
    await evidence.getByRole('button', { name: 'Go on with it' }).click();
    await expectAccessibleInLightAndDark(page);
    // A tablet that is turned: from columns to tabs and back, with nothing lost.
    await page.setViewportSize({ width: 768, height: 1024 });
    await expect(page.getByLabel('Parts of this update')).toBeAttached();
    await expect(screens.dialog.getByLabel('Title')).toHaveValue('The survey of May');
    await page.setViewportSize({ width: 1440, height: 900 });
    await screens.dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(screens.dialog).toBeHidden();
    await expect(screens.editor).toHaveText('Forty officers were trained in May.');

    // The same page again is named by what it is on the list.
    await evidence.getByRole('button', { name: 'Add a link' }).click();
    await screens.dialog.getByLabel('Address').fill('http://Example.org/survey/');
    await screens.dialog.getByLabel('Title').fill('The same survey');
    await screens.dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(screens.dialog.getByLabel('Address')).toHaveAccessibleDescription(
      /on the list already, as “The survey of May”/,
    );
    await expectAccessibleInLightAndDark(page);
    await screens.dialog.getByRole('button', { name: 'Cancel' }).click();
    await evidence.getByRole('button', { name: 'Go on with it' }).click();
    await screens.dialog.getByRole('button', { name: 'Throw it away' }).click();
    await screens.dialog.getByRole('button', { name: 'Cancel' }).click();

    await evidence.getByRole('button', { name: 'Add a file' }).click();
    const file = screens.dialog.locator('input[type=file]');
    const choose = screens.dialog.getByRole('button', { name: /^Choose/ });
    // A photograph is offered whichever way its name ends.
    await expect(file).toHaveAttribute('accept', /image\/jpeg/);
    await file.setInputFiles(named('figures.pdf', SCRIPT));
    await screens.dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(choose).toHaveAccessibleDescription(/not a file of a kind that is taken/);
    await expectAccessibleInLightAndDark(page);
    await file.setInputFiles(named('figures.pdf', PDF));
    await expect(choose).not.toHaveAccessibleDescription(/not a file of a kind/);
    await screens.dialog.getByLabel('Title').fill('Training figures');
    // What is thrown away is thrown away with its file, which can be chosen again.
    await screens.dialog.getByRole('button', { name: 'Cancel' }).click();
    await evidence.getByRole('button', { name: 'Go on with it' }).click();
    await file.setInputFiles(named('figures.pdf', PDF));
    await screens.dialog.getByRole('button', { name: 'Throw it away' }).click();
    await expect(choose).toHaveText('Choose a file');
    await expect(screens.dialog).not.toContainText('figures.pdf');
    expect(await file.evaluate((input: HTMLInputElement) => input.value)).toBe('');
    await file.setInputFiles(named('figures.pdf', PDF));
    await screens.dialog.getByLabel('Title').fill('Training figures');
    await screens.dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(screens.dialog).toBeHidden();

    await expect(evidence.getByRole('listitem')).toHaveText([
      /^The survey of May \(example\.org\)OFFICIAL/,
      new RegExp(`^Training figures \\(PDF, ${PDF.length} bytes\\)OFFICIAL · not scanned`),
    ]);
    await expectAccessibleInLightAndDark(page);
    await page.getByRole('button', { name: /and submit/ }).click();
    await expect(screens.dialog).toContainText('The survey of May');
    await expectAccessibleInLightAndDark(page);
    await screens.dialog.getByRole('button', { name: 'Submit', exact: true }).click();
    await expect(screens.dialog).toBeHidden();
    await expect(evidence.getByRole('button')).toHaveCount(0);
    await page.context().close();
  });

  test('is read by the reviewer beside the text, and saved', async ({ browser, demonstration }) => {
    const page = await signedIn(
      browser,
      demonstration.address,
      'workforce.lead@example.org',
      `/app/review/${id}`,
    );
    const listed = (name: string) => page.getByRole('list', { name }).getByRole('listitem');
    await expect(listed('Published with the edition')).toHaveText([/The survey of May/]);
    await expect(listed('For the reviewers only, not published')).toHaveText([/Training figures/]);
    // Once on the page, and marked as new.
    await expect(page.getByText('The survey of May')).toHaveCount(1);
    await expect(page.locator('ins').getByText('The survey of May')).toBeVisible();
    await expect(page.getByText(/published evidence changed\.$/)).toBeVisible();
    await expectAccessibleInLightAndDark(page);
    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Training figures' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('figures.pdf');
    expect(await readFile(await saved.path())).toEqual(PDF);
    await page.context().close();
  });
});
