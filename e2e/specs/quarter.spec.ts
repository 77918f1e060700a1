import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { Api, approveTheRest, passMinutes, PASSWORD } from '../fixtures/api.js';
import {
  expect,
  expectAccessible,
  expectAccessibleInLightAndDark,
  signedIn,
  signedInByForm,
  test,
} from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

const ROUND = '2021/22 Quarter 4 update';
const DRAFTED = 'Operation Hampshire';
const SHARED = 'Aims for sergeants and inspectors';
const OMITTED = 'Haringey';

/** One quarter, from the first word to the public page, by the people whose work it is. */
test.describe.serial('one quarter, end to end', () => {
  let open: Page[] = [];
  const as = async (
    {
      browser,
      demonstration,
    }: { browser: Parameters<typeof signedIn>[0]; demonstration: { address: string } },
    person: string,
    signIn = signedIn,
  ): Promise<Screens> => {
    const page = await signIn(browser, demonstration.address, `${person}@example.org`);
    open.push(page);
    return new Screens(page);
  };
  test.afterEach(async () => {
    await Promise.all(open.map((page) => page.context().close()));
    open = [];
  });

  test('an owner drafts and submits', async ({ browser, demonstration }) => {
    const owner = await as({ browser, demonstration }, 'workforce', signedInByForm);
    await expectAccessible(owner.page);
    await owner.openWork(DRAFTED);
    await owner.page.getByRole('button', { name: 'Start with an empty page' }).click();
    await owner.write('Every borough now has a hate crime unit that takes these cases.');
    await owner.page.getByLabel('Delivery status').selectOption({ label: 'In progress' });
    await owner.page.getByLabel('Next milestone').fill('First review of the units in July 2022.');
    await owner.untilSaved();
    await expectAccessible(owner.page);
    await owner.submit();
    await expect(owner.page.getByText('Submitted', { exact: true }).first()).toBeVisible();
    await expectAccessible(owner.page);
  });

  test('a lead returns it with a reason; the owner answers; the lead approves exact words', async ({
    browser,
    demonstration,
  }) => {
    const lead = await as({ browser, demonstration }, 'workforce.lead');
    await lead.page.goto('/app/review');
    await expect(lead.heading('Review queue')).toBeVisible();
    await expectAccessible(lead.page);
    await lead.openInReview(DRAFTED);
    await expect(lead.page.getByText('hate crime unit that takes').first()).toBeVisible();
    await expectAccessible(lead.page);
    await lead.page.getByRole('button', { name: 'Return with a reason' }).click();
    await lead.giveReason('Say how many cases the units have taken.', 'Return it');

    const owner = await as({ browser, demonstration }, 'workforce');
    await owner.openWork(DRAFTED);
    await expect(
      owner.page.getByText('Say how many cases the units have taken.').first(),
    ).toBeVisible();
    await owner.write('Every borough now has a hate crime unit; they took 40 of these cases.');
    await owner.submit();

    await lead.openInReview(DRAFTED);
    await lead.page.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(lead.dialog).toContainText('revision 2');
    await lead.dialog.getByRole('button', { name: 'Approve revision 2' }).click();
    await expect(lead.dialog).toBeHidden();
  });

  test('a lead cannot approve their own words, and is told who can', async ({
    browser,
    demonstration,
  }) => {
    const lead = await as({ browser, demonstration }, 'oversight.lead');
    const api = await Api.signIn(demonstration.address, 'oversight.lead@example.org');
    const { data } = await api.call<{ data: { id: string }[] }>(
      'GET',
      '/updates?mine=true&state=submitted',
    );
    await lead.page.goto(`/app/review/${data[0]!.id}`);
    const approve = lead.page.getByRole('button', { name: 'Approve', exact: true });
    await expect(approve).toHaveAttribute('aria-disabled', 'true');
    // Refused, yet it can be reached and pressed: then it says why and who can.
    await approve.press('Enter');
    await expect(lead.page.getByRole('alert').last()).toContainText(
      'You wrote or submitted part of this text',
    );
    await expect(lead.page.getByRole('alert').last()).toContainText('Engagement lead');
  });

  test('two people write at once: the second sees both texts, and neither is lost', async ({
    browser,
    demonstration,
  }) => {
    const owner = await as({ browser, demonstration }, 'workforce');
    const api = await Api.signIn(demonstration.address, 'workforce@example.org');
    const mine = await api.call<{ data: { id: string; title: string }[] }>(
      'GET',
      '/updates?mine=true&state=drafting',
    );
    const update = mine.data.find((each) => each.title === SHARED)!;
    const people = await api.call<{ data: { id: string; name: string }[] }>(
      'GET',
      '/people/choices?q=Learning',
    );
    await api.call('POST', `/updates/${update.id}/contributors`, { personId: people.data[0]!.id });

    await owner.page.goto(`/app/updates/${update.id}`);
    const second = await as({ browser, demonstration }, 'learning');
    // A page that hears nothing of the other's save: else it would take the words in by itself.
    await second.page.route(/\/presence\?/, (route) => route.abort());
    await second.page.goto(`/app/updates/${update.id}`);
    await owner.write('The share of sergeants rose a little.');
    await second.editor.click();
    await second.page.keyboard.press('ControlOrMeta+a');
    await second.page.keyboard.type('The share of inspectors fell a little.');
    await second.page.getByRole('button', { name: 'See both texts' }).click();
    await expect(second.dialog).toContainText('Workforce owner, MPS');
    await expect(second.dialog).toContainText('The share of sergeants rose a little.');
    await expect(second.dialog).toContainText('The share of inspectors fell a little.');
    await second.dialog.getByRole('button', { name: 'Go on with both together' }).click();
    await second.untilSaved();
    await expect(second.editor).toContainText('The share of inspectors fell a little.');
    await expect(second.editor).toContainText('The share of sergeants rose a little.');
    // Back to the facts of the quarter, so that the edition reads well.
    await second.write('At the end of February 2022 sergeants were 11.5% and inspectors 9.7%.');
  });

  test('the secretariat leaves one row out, and someone else confirms it', async ({
    browser,
    demonstration,
  }) => {
    const secretariat = await as({ browser, demonstration }, 'secretariat.manager');
    await secretariat.openRound(ROUND);
    await expectAccessible(secretariat.page);
    const row = secretariat.page.getByRole('row').filter({ hasText: OMITTED }).first();
    await row.getByRole('button', { name: /^Actions for/ }).click();
    await secretariat.page.getByRole('menuitem', { name: 'Omit…' }).click();
    await secretariat.giveReason(
      'The borough and the police are still agreeing the data.',
      'Omit it',
    );
    await expect(row).toContainText('Omitted');

    const second = await as({ browser, demonstration }, 'secretariat.officer');
    await second.page.goto('/app/overrides');
    await expect(second.heading('Overrides')).toBeVisible();
    await expectAccessibleInLightAndDark(second.page);
    await second.page
      .getByRole('button', { name: /Confirm/ })
      .first()
      .click();
    await second.dialog.getByRole('button', { name: /Confirm/ }).click();
    await expect(second.dialog).toBeHidden();
  });

  test('the secretariat seals when everything is approved or left out', async ({
    browser,
    demonstration,
  }) => {
    test.setTimeout(180_000);
    const secretariat = await as({ browser, demonstration }, 'secretariat.manager');
    await secretariat.openRound(ROUND);
    await expect(secretariat.page.getByRole('button', { name: 'Seal the round' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    expect(await approveTheRest(demonstration.address, [])).toBeGreaterThan(25);
    await secretariat.page.reload();
    await secretariat.confirm('Seal the round');
    await expect(secretariat.page.getByText('Sealed: waits for a signatory')).toBeVisible();
    await expectAccessible(secretariat.page);
  });

  test('the signatory declines one row; it is answered, and the next page opens on what changed', async ({
    browser,
    demonstration,
  }) => {
    test.setTimeout(180_000);
    const signatory = await as({ browser, demonstration }, 'signatory');
    // They were told when it was sealed, and the message leads there.
    await passMinutes(demonstration.address, 5);
    await signatory.page.getByRole('link', { name: /^Inbox: \d+ unread/ }).click();
    await expect(
      signatory.page.getByRole('heading', { name: /^Read and sign the round/ }),
    ).toBeVisible({ timeout: 25_000 });
    await signatory.page.getByRole('main').getByRole('link', { name: ROUND }).click();
    await expect(signatory.heading(`Sign ${ROUND}`)).toBeVisible();
    await expect(signatory.page.getByText('still agreeing the data').first()).toBeVisible();
    await expectAccessibleInLightAndDark(signatory.page);
    await signatory.page.getByRole('button', { name: 'Decline, with reasons' }).click();
    await signatory.dialog.getByRole('checkbox', { name: new RegExp(DRAFTED) }).check();
    await signatory.dialog
      .getByRole('textbox', { name: `Reason: ${DRAFTED}` })
      .fill('The number of cases needs its period.');
    await expectAccessibleInLightAndDark(signatory.page);
    // What is begun is there again after a reload.
    await signatory.page.reload();
    await signatory.page.getByRole('button', { name: 'Go on with it' }).click();
    await expect(signatory.dialog.getByRole('textbox', { name: `Reason: ${DRAFTED}` })).toHaveValue(
      'The number of cases needs its period.',
    );
    await signatory.dialog.getByRole('button', { name: /^Decline, returning 1 row/ }).click();
    // The same address says what became of it, also when it is opened again.
    for (const visit of ['at once', 'again']) {
      if (visit === 'again') await signatory.page.reload();
      await expect(signatory.heading(`Nothing to sign: ${ROUND}`)).toBeVisible();
      await expect(signatory.page.getByText(/^Declined by /)).toBeVisible();
      await expect(signatory.page.getByText('The number of cases needs its period.')).toBeVisible();
      await expect(
        signatory.page.getByText(/1 update is neither approved nor omitted/),
      ).toBeVisible();
    }
    await expectAccessible(signatory.page);

    const owner = await as({ browser, demonstration }, 'workforce');
    await owner.openWork(DRAFTED);
    await expect(
      owner.page.getByText('The number of cases needs its period.').first(),
    ).toBeVisible();
    await owner.write(
      'Every borough has a hate crime unit; from January to March 2022 they took 40 cases.',
    );
    await owner.submit();
    expect(await approveTheRest(demonstration.address, [])).toBe(1);
    const secretariat = await as({ browser, demonstration }, 'secretariat.manager');
    await secretariat.openRound(ROUND);
    await secretariat.confirm('Seal the round');

    // A page that was left open leads to what is sealed now.
    await expect(signatory.heading(`Sign ${ROUND}`)).toBeVisible({ timeout: 30_000 });
    await expect(signatory.page.getByText(/Declined before by/)).toBeVisible();
    await expect(signatory.page.getByText('It has changed since.')).toBeVisible();
    await expect(signatory.page.getByText(/^1 of \d+ rows$/)).toBeVisible();
    await signatory.page.getByRole('button', { name: 'Sign', exact: true }).click();
    await expectAccessibleInLightAndDark(signatory.page);
    await signatory.dialog.locator('input[type=password]').fill('not my password');
    await signatory.dialog.getByRole('button', { name: 'Sign', exact: true }).click();
    await expect(signatory.dialog).toContainText('That is not your password');
    await signatory.dialog.locator('input[type=password]').fill(PASSWORD);
    await signatory.dialog.getByRole('button', { name: 'Sign', exact: true }).click();
    await expect(signatory.page.getByText('Signed: waits to be published')).toBeVisible();
    await signatory.page.goBack();
    await expect(signatory.heading(`Signed: ${ROUND}`)).toBeVisible();
    await expect(
      signatory.page.getByRole('link', { name: /^Certificate of signature/ }),
    ).toBeVisible();
    await expectAccessibleInLightAndDark(signatory.page);
  });

  test('publication waits for its date, then the public reads the page and the PDF', async ({
    browser,
    demonstration,
  }) => {
    const secretariat = await as({ browser, demonstration }, 'secretariat.manager');
    await secretariat.openRound(ROUND);
    const publish = secretariat.page.getByRole('button', { name: 'Publish', exact: true });
    await expect(publish).toHaveAttribute('aria-disabled', 'true');
    await publish.press('Enter');
    await expect(secretariat.page.getByRole('alert').last()).toContainText('10 June 2022');

    const administrator = await as({ browser, demonstration }, 'administrator');
    await administrator.page.getByRole('button', { name: 'Move the clock' }).click();
    await administrator.dialog.getByLabel('Date').fill('2022-06-10');
    await administrator.dialog.getByLabel('Time in London').fill('09:30');
    await expectAccessible(administrator.page);
    await administrator.dialog.getByRole('button', { name: 'Move the clock forward' }).click();
    await expect(administrator.page.getByText(/Demonstration: 10 June 2022/)).toBeVisible();

    await secretariat.page.reload();
    await secretariat.confirm('Publish');
    await expect(
      secretariat.page.getByRole('heading', { name: 'Published', exact: true }).first(),
    ).toBeVisible();
    await expect(secretariat.page.getByRole('link', { name: /^Read the edition/ })).toHaveAttribute(
      'href',
      '/editions/2021-22-q4',
    );
    await expect(secretariat.page.getByRole('link', { name: /^Preview/ })).toHaveCount(0);
    await expectAccessible(secretariat.page);

    const visitor = await browser.newContext({
      baseURL: demonstration.address,
      javaScriptEnabled: false,
    });
    const page = await visitor.newPage();
    open.push(page);
    await page.goto('/editions/2021-22-q4');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(ROUND);
    await expect(page.getByRole('heading', { name: new RegExp(DRAFTED) })).toBeVisible();
    await expect(page.getByText('from January to March 2022 they took 40 cases')).toBeVisible();
    await expect(page.getByText('still agreeing the data')).toBeVisible();
    await page.setViewportSize({ width: 320, height: 700 });
    const overflow = await page
      .locator('html')
      .evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);

    const pdf = await fetch(`${demonstration.address}/editions/2021-22-q4.pdf`);
    expect(pdf.status).toBe(200);
    expect(pdf.headers.get('content-type')).toContain('application/pdf');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  test('the auditor asks who approved a sentence, and takes the case file', async ({
    browser,
    demonstration,
  }) => {
    const auditor = await as({ browser, demonstration }, 'auditor');
    const { page } = auditor;
    await page.goto('/app/editions');
    await page.getByRole('link', { name: ROUND, exact: false }).first().click();
    await expect(auditor.heading(new RegExp(ROUND))).toBeVisible();
    // Three clicks select the paragraph, as a person does with a mouse.
    await page.getByText('from January to March 2022 they took 40 cases').click({ clickCount: 3 });
    const words = page.getByRole('textbox', { name: 'Words' });
    await expect(words).toHaveValue(/they took 40 cases/);
    await page.getByRole('button', { name: 'Who approved this?' }).click();

    const panel = page.getByRole('region', { name: 'Who approved these words?' });
    await expect(panel.getByRole('status')).toContainText('Approved by');
    await expect(panel.getByRole('status')).toContainText('Signed by');
    await expect(panel).toContainText('submitted revision');
    await expectAccessible(page);

    const download = page.waitForEvent('download');
    await panel.getByRole('button', { name: 'Download the case file (PDF)' }).click();
    const pdf = readFileSync(await (await download).path());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');

    // The same with the keyboard alone: words pasted, not selected. A part of them is found.
    await words.fill('from January to March 2022 they took 41 cases');
    await words.press('Tab');
    await page.keyboard.press('Enter');
    await expect(panel.getByRole('status')).toContainText('only these are in the row');

    // Or chosen in the text itself, where a heading is a line like every other.
    const heading = (await page.locator('#text h2[data-text]').first().textContent())!;
    await page.getByRole('button', { name: 'Choose words by keys' }).press('Enter');
    // Line by line: each is on the screen before the next is asked for.
    for (let lines = 0; lines < 12; lines += 1) {
      const line = await words.inputValue();
      if (line === heading) break;
      await page.keyboard.press('PageDown');
      await expect(words).not.toHaveValue(line);
    }
    await expect(words).toHaveValue(heading);
    await page.keyboard.press('Enter');
    await expect(panel.getByRole('status')).toContainText('Signed by');
    await expectAccessible(page);

    await page.locator('summary', { hasText: 'Record' }).click();
    await expect(page.getByText('took away case file').first()).toBeVisible();
    await expectAccessible(page);
  });

  test('public pages are accessible, and everything verifies', async ({
    browser,
    demonstration,
  }) => {
    const context = await browser.newContext({ baseURL: demonstration.address });
    const page = await context.newPage();
    open.push(page);
    for (const path of [
      '/',
      '/editions/2021-22-q4',
      '/editions/2021-22-q3',
      '/editions/2021-22-q2-summary',
      '/editions/2020-21-q4',
      '/how-to-check',
      '/accessibility',
      '/nothing-here',
    ]) {
      await page.goto(path);
      await expectAccessible(page);
    }
    const { code, output } = await demonstration.command('verify');
    expect(output).toContain('ok');
    expect(code).toBe(0);
  });
});
