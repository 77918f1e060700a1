import { Api, approveTheRest, openRoundId, PASSWORD } from '../fixtures/api.js';
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
    const arrange = async (from: string, to: string) => {
      await page.getByRole('button', { name: 'Arrange cover' }).click();
      await dialog.getByRole('combobox', { name: 'Who acts instead' }).fill('Professional');
      await page.getByRole('option', { name: COVER.name }).click();
      await dialog.getByLabel('First day').fill(from);
      await dialog.getByLabel('Last day').fill(to);
    };
    await arrange('2022-05-09', '2022-05-13');
    // An owner has texts to be written, and nothing to sign.
    await expect(dialog.getByRole('checkbox')).toHaveCount(1);
    await expect(dialog.getByRole('checkbox', { name: 'Write and submit texts' })).toBeChecked();
    await expectAccessibleInLightAndDark(page);
    await dialog.getByRole('button', { name: 'Arrange cover' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('9 May 2022 to 13 May 2022: write and submit texts')).toBeVisible();
    await expectAccessibleInLightAndDark(page);
    // Once: the same again says which one stands.
    await arrange('2022-05-13', '2022-05-20');
    await dialog.getByRole('button', { name: 'Arrange cover' }).click();
    await expect(
      dialog.getByRole('link', {
        name: `${COVER.name} covers already, from 9 May 2022 to 13 May 2022: write and submit texts`,
      }),
    ).toBeVisible();
    await expectAccessibleInLightAndDark(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
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

  test('signs only where that was named, and is told for whom before signing', async ({
    browser,
    demonstration,
  }) => {
    const { address } = demonstration;
    await approveTheRest(address, []);
    const secretariat = await Api.signIn(address, 'secretariat.manager@example.org');
    const roundId = await openRoundId(secretariat);
    await secretariat.call('POST', `/rounds/${roundId}/seal`);
    const signatory = await Api.signIn(address, 'signatory@example.org');
    const { person } = await signatory.call<{ person: { id: string } }>('GET', '/session');
    const { data: people } = await signatory.call<{ data: { id: string; name: string }[] }>(
      'GET',
      '/people/choices?q=Oversight',
    );
    const coverId = people.find(({ name }) => name.startsWith('Oversight lead'))!.id;
    const cover = (part: string) =>
      signatory.call('POST', '/covers', {
        ...{ absentId: person.id, coverId, parts: [part] },
        ...{ startsOn: '2022-05-09', endsOn: '2022-05-13' },
      });
    await cover('review');
    const path = `/app/rounds/${roundId}/sign`;
    const page = await signedIn(browser, address, 'oversight.lead@example.org', path);
    const { dialog } = new Screens(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('button', { name: /^(Sign|Decline)/ })).toHaveCount(0);
    await cover('signing');
    await page.reload();
    await page.getByRole('button', { name: 'Decline, with reasons for Signatory, MOPAC' }).click();
    await expect(dialog).toContainText('You decline for Signatory, MOPAC; both names are recorded');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sign for Signatory, MOPAC' }).click();
    await expect(dialog).toContainText('You sign for Signatory, MOPAC; both names are recorded');
    await expectAccessibleInLightAndDark(page);
    await dialog.getByLabel(/^Your password/).fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
    await expect(dialog).toBeHidden();
    await page.goto(path);
    await expect(
      page.getByText(/Oversight lead, MOPAC for Signatory, MOPAC/).first(),
    ).toBeVisible();
    await page.context().close();
  });
});
