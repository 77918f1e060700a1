import { Api, PASSWORD } from '../fixtures/api.js';
import {
  expect,
  expectAccessible,
  expectAccessibleInLightAndDark,
  signedIn,
  test,
} from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

const SUMMARY = '2021/22 Quarter 4: stakeholder summary';
const DRAFTED = 'After the handcuffing policy';
const SUBMITTED = 'The fifth public review';
const WORDS = 'The new policy on handcuffs is in use. More is known in winter 2022.';

/** The stakeholder summary, from its themes to the public page. */
test('a summary is laid out, drafted from approved words, approved, signed and published', async ({
  browser,
  demonstration: { address },
}) => {
  const api = (person: string) => Api.signIn(address, `${person}@example.org`);
  const manager = await api('secretariat.manager');
  const rounds = await manager.call<{ data: { id: string; title: string }[] }>('GET', '/rounds');
  const { id } = rounds.data.find(({ title }) => title === SUMMARY)!;
  const secretariat = new Screens(
    await signedIn(browser, address, 'secretariat.manager@example.org', `/app/rounds/${id}/themes`),
  );
  const { page } = secretariat;

  // A step stays in its theme and says so; a page goes to the next one; what it leaves is kept.
  await page.getByRole('button', { name: 'Add a theme' }).click();
  const title = secretariat.dialog.getByLabel('As this edition prints it');
  await title.fill('Later');
  await secretariat.dialog.getByRole('button', { name: 'Add it' }).click();
  // The focus stays with the theme that got another name.
  await page.getByRole('button', { name: 'Rename the theme Later' }).click();
  await title.fill('What comes next');
  await title.press('Enter');
  await expect(
    page.getByRole('button', { name: 'Rename the theme What comes next' }),
  ).toBeFocused();
  const handle = page.getByRole('button', { name: `Move ${SUBMITTED}, place 5 of 5` });
  const said = page.getByRole('status');
  const left = page.getByRole('region', { name: 'Meeting in public' });
  await handle.press('ArrowDown');
  await expect(said.filter({ hasText: 'does not move' })).toContainText('Meeting in public');
  await handle.press('Alt+PageDown');
  await expect(said.filter({ hasText: 'now 5 of 5' })).toContainText('in What comes next');
  await expect(left).toContainText('No paragraph yet');
  await expectAccessibleInLightAndDark(page);
  await handle.press('Alt+PageUp');
  await expect(left).toContainText(SUBMITTED);
  await page.getByRole('button', { name: 'Save the whole summary' }).click();
  await expect(page.getByRole('main').getByText('The summary is saved')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('region', { name: 'What comes next' })).toContainText('No paragraph');

  // Its owner writes beside the approved words with which it began.
  const owner = new Screens(await signedIn(browser, address, 'community.engagement@example.org'));
  await owner.openWork(DRAFTED);
  await expect(owner.editor).toContainText('November 2021');
  await owner.write(WORDS);
  await expectAccessible(owner.page);
  await owner.submit();

  const lead = new Screens(await signedIn(browser, address, 'engagement.lead@example.org'));
  for (const title of [DRAFTED, SUBMITTED]) {
    await lead.openInReview(title);
    await lead.page.getByRole('button', { name: 'Approve', exact: true }).click();
    await lead.dialog.getByRole('button', { name: /^Approve revision/ }).click();
    await expect(lead.dialog).toBeHidden();
  }

  await secretariat.openRound(SUMMARY);
  await secretariat.confirm('Seal the round');
  await expect(page.getByText('Sealed: waits for a signatory')).toBeVisible();

  const signatory = new Screens(await signedIn(browser, address, 'signatory@example.org'));
  await signatory.openWork(SUMMARY);
  await expect(signatory.page.getByText('This summary is for the people').first()).toBeVisible();
  await expect(signatory.page.getByText(WORDS)).toBeVisible();
  await expectAccessibleInLightAndDark(signatory.page);
  await signatory.page.getByRole('button', { name: 'Sign', exact: true }).click();
  await signatory.dialog.locator('input[type=password]').fill(PASSWORD);
  await signatory.dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(signatory.dialog).toBeHidden();

  await (await api('administrator')).call('POST', '/clock/advance', { to: '2022-05-18T09:00:00Z' });
  await page.reload();
  await secretariat.confirm('Publish');
  await page.goto('/editions/2021-22-q4-summary');
  await expect(page.getByText('This summary is for the people')).toBeVisible();
  await expect(page.getByText(WORDS)).toBeVisible();
  const headings = await page.getByRole('main').getByRole('heading').allInnerTexts();
  expect(headings).toEqual(expect.arrayContaining(['What Londoners tell us', DRAFTED]));
  // A paragraph without a heading, and a theme without a paragraph.
  expect(headings).not.toContain('Why this comes first');
  expect(headings).not.toContain('What comes next');
  await page.setViewportSize({ width: 320, height: 640 });
  await expectAccessibleInLightAndDark(page);
});
