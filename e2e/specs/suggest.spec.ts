import type { Browser } from '@playwright/test';
import { Api, PASSWORD } from '../fixtures/api.js';
import type { DemonstrationApp } from '../fixtures/app.js';
import { expect, expectAccessibleInLightAndDark, signedIn, test } from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

const TITLE = 'Suggested changes';
const WORDS = 'The report is due by May 2022. The Board meets in June. Training goes on.';

interface Row {
  id: string;
  title: string;
  state: string;
}

/** An update of the workforce owner with the words submitted, ready for review. */
async function submitted(demonstration: DemonstrationApp): Promise<Row> {
  const owner = await Api.signIn(demonstration.address, 'workforce@example.org');
  const { data } = await owner.call<{ data: Row[] }>('GET', '/updates?mine=true&perPage=100');
  const update = data.find(({ state }) => ['drafting', 'returned'].includes(state))!;
  const draft = await owner.call<{ version: number }>('GET', `/updates/${update.id}/draft`);
  const { version } = await owner.call<{ version: number }>('PUT', `/updates/${update.id}/draft`, {
    version: draft.version,
    content: contentOf(WORDS),
  });
  await owner.call('POST', `/updates/${update.id}/submit`, { draftVersion: version });
  return update;
}

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const contentOf = (...paragraphs: string[]) => ({
  document: { type: 'doc', content: paragraphs.map(paragraph) },
  delivery: 'in_progress',
});

/** The lead sends the update back with these paragraphs as suggested changes. */
async function suggest({ address }: DemonstrationApp, id: string, ...paragraphs: string[]) {
  const lead = await Api.signIn(address, 'workforce.lead@example.org');
  const { latestRevision } = await lead.call<{ latestRevision: { id: string } }>(
    'GET',
    `/updates/${id}`,
  );
  await lead.call('POST', `/updates/${id}/suggest`, {
    ...{ revisionId: latestRevision.id, reason: 'Small things.' },
    content: contentOf(...paragraphs),
  });
}

async function as(
  browser: Browser,
  { address }: DemonstrationApp,
  who: string,
  path: string,
): Promise<Screens> {
  return new Screens(await signedIn(browser, address, `${who}@example.org`, path));
}

test(`${TITLE}: a lead suggests three, the owner accepts two and writes on, the same lead approves`, async ({
  browser,
  demonstration,
}) => {
  const update = await submitted(demonstration);
  const lead = await as(browser, demonstration, 'workforce.lead', `/app/review/${update.id}`);
  await lead.page.getByRole('button', { name: 'Suggest changes' }).click();
  const proposal = lead.dialog.locator('[contenteditable=true]');
  await proposal.click();
  await lead.page.keyboard.press('ControlOrMeta+a');
  await lead.page.keyboard.type(
    'The report is due by July 2022. The Board met in June. All training goes on.',
  );
  await expect(lead.dialog.getByRole('region', { name: 'What you suggest' })).toContainText(
    'inserted: July',
  );
  await lead.dialog.getByLabel('Message to the owner').fill('The date has moved.');
  await expectAccessibleInLightAndDark(lead.page);
  // The session ends: the same person signs in again where they are. A reload loses nothing either.
  await lead.page.context().clearCookies();
  await lead.dialog.getByRole('button', { name: 'Send back with these changes' }).click();
  const signIn = lead.page.getByRole('dialog', { name: 'Sign in again' });
  await signIn.getByLabel(/^Password/).fill(PASSWORD);
  await signIn.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(signIn).toBeHidden();
  await expect(lead.dialog.getByLabel('Message to the owner')).toHaveValue('The date has moved.');
  await lead.page.reload();
  await expect(
    lead.page.getByText(/begun to suggest changes\. Kept from .*, not sent\./),
  ).toBeVisible();
  await expectAccessibleInLightAndDark(lead.page);
  await lead.page.getByRole('button', { name: 'Go on with it' }).click();
  await expect(proposal).toContainText('due by July 2022');
  await expect(lead.dialog.getByLabel('Message to the owner')).toHaveValue('The date has moved.');
  await lead.dialog.getByRole('button', { name: 'Send back with these changes' }).click();
  await expect(lead.dialog).toBeHidden();

  const owner = await as(browser, demonstration, 'workforce', `/app/updates/${update.id}`);
  const panel = owner.page.getByRole('region', { name: /^3 suggested changes by/ });
  await expect(panel).toContainText('Replace “May” with “July”');
  await expect(owner.page.getByText('The date has moved.').first()).toBeVisible();
  await expectAccessibleInLightAndDark(owner.page);
  // Marked in the text, in words, and answered there by the keyboard.
  await expect(owner.editor).toContainText(
    /suggested deletion: May\s+end of suggested deletion\s+suggested insertion: July/,
  );
  await panel.getByRole('button', { name: /^In the text\. .*“May”/ }).click();
  await expect(
    owner.editor.getByRole('button', { name: /^1\. .*“May” with “July”/ }),
  ).toBeFocused();
  await owner.page.keyboard.press('Enter');
  await expect(owner.page.getByRole('dialog', { name: /^Suggested by/ })).toBeVisible();
  await expectAccessibleInLightAndDark(owner.page);
  await owner.page.keyboard.press('Enter');
  await expect(owner.editor).toContainText('due by July 2022');
  await expect(owner.editor.getByRole('button', { name: /^2\. .*“meets”/ })).toBeFocused();
  // Undone is an answer by its own button: the words and what is said of them stay together.
  await owner.editor.focus();
  await owner.page.keyboard.press('ControlOrMeta+z');
  await expect(owner.editor).toContainText('due by July 2022');
  await expect(panel.getByRole('listitem').nth(0)).toContainText('Accepted by');
  // Or in the list: the focus moves on to the next change.
  await panel.getByRole('listitem').nth(1).focus();
  await owner.page.keyboard.press('Tab');
  await owner.page.keyboard.press('Tab');
  await owner.page.keyboard.press('Enter');
  await expect(panel.getByRole('listitem').nth(1)).toContainText('Refused by');
  await expect(panel.getByRole('listitem').nth(2)).toBeFocused();
  await expect(owner.editor).toContainText('The Board meets in June');
  // The owner writes elsewhere; the last change still fits.
  await owner.editor.click();
  await owner.page.keyboard.press('ControlOrMeta+End');
  await owner.page.keyboard.type(' The owner adds this.');
  await owner.page.getByRole('button', { name: /and submit/ }).click();
  await expect(owner.dialog).toContainText('1 suggested change is not answered');
  await owner.page.keyboard.press('Escape');
  await panel.getByRole('button', { name: /^Accept\. .*“Training”/ }).click();
  await expect(owner.editor).toHaveText(
    'The report is due by July 2022. The Board meets in June. All training goes on. The owner adds this.',
  );
  await owner.submit();

  await lead.page.goto(`/app/review/${update.id}`);
  const answers = lead.page.getByRole('region', { name: 'What became of the suggested changes' });
  await expect(answers.getByText(/^Accepted by/)).toHaveCount(2);
  await expect(answers.getByText(/^Refused by/)).toHaveCount(1);
  await expectAccessibleInLightAndDark(lead.page);
  await lead.page.getByRole('button', { name: 'Approve', exact: true }).click();
  await lead.dialog.getByRole('button', { name: /^Approve/ }).click();
  await expect(lead.dialog).toBeHidden();
  const api = await Api.signIn(demonstration.address, 'workforce@example.org');
  const after = await api.call<{ state: string }>('GET', `/updates/${update.id}`);
  expect(after.state).toBe('approved');
});

test('all suggested changes at once: accepted, and of another suggestion refused', async ({
  browser,
  demonstration,
}) => {
  const { id } = await submitted(demonstration);
  const proposed = WORDS.replace('May', 'July').replace('meets', 'met');
  await suggest(demonstration, id, proposed);
  const owner = await as(browser, demonstration, 'workforce', `/app/updates/${id}`);
  await owner.page.getByRole('button', { name: 'Accept all 2' }).click();
  await expect(owner.page.getByText('All are answered.', { exact: false })).toBeVisible();
  await expect(owner.editor).toHaveText(proposed);
  await owner.submit();

  await suggest(
    demonstration,
    id,
    proposed.replace('July', 'August').replace('Training', 'All training'),
  );
  await owner.page.reload();
  await owner.page.getByRole('button', { name: 'Refuse all 2' }).click();
  await expect(owner.page.getByText('All are answered.', { exact: false })).toBeVisible();
  await expect(owner.editor).toHaveText(proposed);
  await owner.page.context().close();
});

test('a press on a suggested paragraph puts the caret where one can write', async ({
  browser,
  demonstration,
}) => {
  const { id } = await submitted(demonstration);
  await suggest(demonstration, id, WORDS, 'A paragraph more.');
  const owner = await as(browser, demonstration, 'workforce', `/app/updates/${id}`);
  await owner.editor.locator('.suggested-block', { hasText: 'A paragraph more.' }).click();
  await owner.page.keyboard.type(' Typed beside it.');
  await owner.untilSaved();
  await expect(owner.editor.locator('p').first()).toHaveText(`${WORDS} Typed beside it.`);
  // The keys lead there too, which no browser does past what cannot be edited.
  await owner.page.keyboard.press('ControlOrMeta+Home');
  await owner.page.keyboard.type('First. ');
  await owner.page.keyboard.press('ControlOrMeta+End');
  await owner.page.keyboard.type(' Last.');
  await owner.untilSaved();
  const written = `First. ${WORDS} Typed beside it. Last.`;
  await expect(owner.editor.locator('p').first()).toHaveText(written);
  const api = await Api.signIn(demonstration.address, 'workforce@example.org');
  const draft = await api.call<{ content: { document: unknown } }>('GET', `/updates/${id}/draft`);
  expect(draft.content.document).toEqual({
    type: 'doc',
    content: [paragraph(written)],
  });
  await owner.page.context().close();
});

test('what a contributor answers stands in the owner’s list, who has the page open', async ({
  browser,
  demonstration,
}) => {
  const { id } = await submitted(demonstration);
  await suggest(demonstration, id, WORDS.replace('May', 'July').replace('meets', 'met'));
  const api = await Api.signIn(demonstration.address, 'workforce@example.org');
  const people = await api.call<{ data: { id: string }[] }>('GET', '/people/choices?q=Learning');
  await api.call('POST', `/updates/${id}/contributors`, { personId: people.data[0]!.id });
  const owner = await as(browser, demonstration, 'workforce', `/app/updates/${id}`);
  const panel = owner.page.getByRole('region', { name: /^2 suggested changes by/ });
  await expect(panel.getByRole('listitem')).toHaveCount(2);

  const contributor = await as(browser, demonstration, 'learning', `/app/updates/${id}`);
  await contributor.page.getByRole('button', { name: /^Accept\. .*“May”/ }).click();
  await expect(owner.editor).toContainText('due by July 2022');
  await expect(panel.getByRole('listitem').first()).toContainText(
    'Accepted by Learning and development owner, MPS',
  );
  await Promise.all([owner, contributor].map(({ page }) => page.context().close()));
});

test('a lead who alone could approve is told so before editing, on a phone too', async ({
  browser,
  demonstration,
}) => {
  const api = await Api.signIn(demonstration.address, 'engagement.lead@example.org');
  const { data } = await api.call<{ data: Row[] }>('GET', '/updates?awaiting=me&perPage=200');
  const details = data.map(({ id }) =>
    api.call<{ id: string; approvalAfterEdit: string }>('GET', `/updates/${id}`),
  );
  const alone = (await Promise.all(details)).find(({ approvalAfterEdit }) =>
    approvalAfterEdit.startsWith('Nobody'),
  )!;
  const path = `/app/review/${alone.id}`;
  const { page, dialog } = await as(browser, demonstration, 'engagement.lead', path);
  await page.getByRole('button', { name: 'Edit the text' }).click();
  await expect(dialog).toContainText('Nobody could approve it then');
  await expect(dialog).toContainText('Action plan secretariat manager, MOPAC');
  await expectAccessibleInLightAndDark(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectAccessibleInLightAndDark(page);
  const { width, over } = await dialog.evaluate((box) => ({
    width: box.clientWidth,
    over: box.scrollWidth - box.clientWidth,
  }));
  expect(width).toBeGreaterThan(295);
  expect(over).toBe(0);
  await page.context().close();
});

test('an edited text names who changed it and who approved it, with its difference from the owner’s', async ({
  browser,
  demonstration,
}) => {
  const update = await submitted(demonstration);
  const call = async (who: string, verb: string, body: Record<string, unknown> = {}) => {
    const api = await Api.signIn(demonstration.address, `${who}@example.org`);
    const { latestRevision } = await api.call<{
      latestRevision: { id: string; contentHash: string };
    }>('GET', `/updates/${update.id}`);
    const { id: revisionId, contentHash } = latestRevision;
    const seen = verb === 'approve' ? { revisionId, contentHash } : { revisionId };
    await api.call('POST', `/updates/${update.id}/${verb}`, { ...seen, ...body });
  };
  const document = {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: WORDS.replace('May', 'July') }] },
    ],
  };
  await call('workforce.lead', 'edit', { content: { document, delivery: 'in_progress' } });
  const administrator = await Api.signIn(demonstration.address, 'administrator@example.org');
  const { data: people } = await administrator.call<{ data: { id: string; email: string }[] }>(
    'GET',
    '/people?perPage=200',
  );
  const other = people.find(({ email }) => email === 'oversight.lead@example.org')!;
  const { data: plans } = await administrator.call<{ data: { id: string }[] }>('GET', '/plans');
  await administrator.call('POST', `/people/${other.id}/grants`, {
    ...{ role: 'lead', planId: plans[0]!.id },
  });

  const owner = await as(browser, demonstration, 'workforce', `/app/updates/${update.id}`);
  await expect(owner.page.getByText(/^Changed by .* Another lead approves it\.$/)).toBeVisible();
  await call('oversight.lead', 'approve');
  await owner.page.reload();
  await expect(owner.page.getByRole('heading', { name: 'Approved with changes' })).toBeVisible();
  await expect(
    owner.page.getByText(/^Changed by .*workforce.*Approved by .*oversight/i),
  ).toBeVisible();
  await expect(owner.page.getByText('deleted: May')).toBeVisible();
  await expectAccessibleInLightAndDark(owner.page);

  // Opened again, the draft goes on from the changed words, and says so.
  const lead = await Api.signIn(demonstration.address, 'workforce.lead@example.org');
  await lead.call('POST', `/updates/${update.id}/reopen`, { reason: 'One more figure.' });
  await owner.page.reload();
  await expect(owner.page.getByText(/^Approval withdrawn by /)).toBeVisible();
  await expect(owner.page.getByText(/^Since you submitted it, changed by /)).toBeVisible();
  await owner.page.getByText('What was changed', { exact: true }).click();
  await expect(owner.page.getByText('deleted: May')).toBeVisible();
  await expectAccessibleInLightAndDark(owner.page);
});

test('Clearance: who clears for an organisation is told what exactly, and then the reviewers have it', async ({
  browser,
  demonstration,
}) => {
  const clearer = await Api.signIn(demonstration.address, 'mayor.clearance@example.org');
  const { data } = await clearer.call<{ data: Row[] }>('GET', '/updates?awaiting=clearance');
  const { id, title } = data[0]!;
  const { page, dialog } = await as(browser, demonstration, 'mayor.clearance', '/app/clearance');
  await expect(page.getByRole('row')).toHaveCount(data.length + 1);
  await expectAccessibleInLightAndDark(page);
  await page.getByRole('link', { name: `Look and clear: ${title}` }).click();
  await expect(page).toHaveURL(`/app/clearance/${id}`);
  await page.getByRole('button', { name: 'Send back' }).click();
  await expect(dialog.getByLabel('What should change, and why')).toBeFocused();
  await expectAccessibleInLightAndDark(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(dialog).toContainText(`You clear exactly revision 1 of “${title}”`);
  await expectAccessibleInLightAndDark(page);
  await dialog.getByRole('button', { name: 'Clear revision 1' }).click();
  await expect(dialog).toBeHidden();
  await expect
    .poll(async () => (await clearer.call<Row>('GET', `/updates/${id}`)).state)
    .toBe('submitted');
});
