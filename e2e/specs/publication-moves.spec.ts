import type { Browser, Page } from '@playwright/test';
import { Api, approveTheRest, confirmTheRest } from '../fixtures/api.js';
import type { DemonstrationApp } from '../fixtures/app.js';
import {
  expect,
  expectAccessible,
  expectAccessibleInLightAndDark,
  signedIn,
  test,
} from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

const ROUND = '2021/22 Quarter 4 update';

interface Summary {
  id: string;
  title: string;
}

/** Publication moves after everything is approved: owners answer for their words before the seal. */
test.describe.serial('publication moves after approvals', () => {
  let open: Page[] = [];
  const as = async (
    { browser, demonstration }: { browser: Browser; demonstration: DemonstrationApp },
    person: string,
  ): Promise<Screens> => {
    const page = await signedIn(browser, demonstration.address, `${person}@example.org`);
    open.push(page);
    return new Screens(page);
  };
  test.afterEach(async () => {
    await Promise.all(open.map((page) => page.context().close()));
    open = [];
  });
  let kept: Summary;
  let changed: Summary;

  test('the secretariat moves the date, and is told what that asks of owners', async ({
    browser,
    demonstration,
  }) => {
    test.setTimeout(180_000);
    await approveTheRest(demonstration.address, []);
    const secretariat = await as({ browser, demonstration }, 'secretariat.manager');
    await secretariat.openRound(ROUND);
    await secretariat.page.getByRole('button', { name: 'Dates and title' }).click();
    const publication = secretariat.dialog.getByRole('textbox', {
      name: 'Publication',
      exact: true,
    });
    await publication.fill('2022-06-01');
    await expect(secretariat.dialog.getByLabel('Why publication is earlier')).toBeVisible();
    await publication.fill('2022-06-24');
    await expect(secretariat.dialog).toContainText('are asked whether they are still true');
    await expectAccessible(secretariat.page);
    await secretariat.dialog.getByRole('button', { name: 'Save' }).click();
    await expect(secretariat.dialog).toBeHidden();
    await expect(secretariat.page.getByText(/^Publication has moved: \d+ of/)).toBeVisible();
    await expect(secretariat.page.getByText('Still true?').first()).toBeVisible();
    await expectAccessible(secretariat.page);

    const seal = secretariat.page.getByRole('button', { name: 'Seal the round' });
    await seal.press('Enter');
    await expect(secretariat.page.getByRole('alert').last()).toContainText(
      'are not confirmed as still true',
    );
  });

  test('one owner confirms; another changes the text, which is reviewed again', async ({
    browser,
    demonstration,
  }) => {
    const owner = await as({ browser, demonstration }, 'workforce');
    await expect(owner.page.getByText('Confirm that it is still true').first()).toBeVisible();
    await expectAccessible(owner.page);
    const api = await Api.signIn(demonstration.address, 'workforce@example.org');
    const { data } = await api.call<{ data: Summary[] }>(
      'GET',
      '/updates?mine=true&asksStillTrue=true',
    );
    [kept, changed] = data as [Summary, Summary];
    await owner.openWork(kept.title);
    await expect(owner.page.getByText(/Publication has moved from 10 June 2022/)).toBeVisible();
    await expectAccessibleInLightAndDark(owner.page);
    await owner.page.getByRole('button', { name: 'Confirm that it is still true' }).click();
    await expect(owner.dialog).toContainText('24 June 2022');
    await expectAccessibleInLightAndDark(owner.page);
    await owner.dialog.getByRole('button', { name: 'Confirm', exact: true }).click();
    await expect(owner.dialog).toBeHidden();
    await owner.page.getByRole('tab', { name: 'History' }).click();
    await expect(owner.page.getByText('confirmed as still true').first()).toBeVisible();

    await owner.openWork(changed.title);
    await owner.page.getByRole('button', { name: 'Change the text' }).click();
    await owner.giveReason('The course will have ended by then.', 'Open it for changes');
    await owner.write('The course ended in the middle of June 2022.');
    await owner.submit();
  });

  test('the secretariat answers for an owner who cannot be reached, and someone else confirms', async ({
    browser,
    demonstration,
  }) => {
    test.setTimeout(180_000);
    expect(await approveTheRest(demonstration.address, [])).toBe(1);
    const secretariat = await as({ browser, demonstration }, 'secretariat.manager');
    const api = await Api.signIn(demonstration.address, 'secretariat.manager@example.org');
    const { data } = await api.call<{ data: Summary[] }>('GET', '/updates?asksStillTrue=true');
    const vouched = data[0]!;
    await confirmTheRest(demonstration.address, [vouched.title]);
    await secretariat.page.goto(`/app/updates/${vouched.id}`);
    await secretariat.page.getByRole('button', { name: 'Answer for the owner' }).click();
    await secretariat.giveReason(
      'On leave without a telephone; the team says that nothing has changed.',
      'Say that it is still true',
    );
    await expect(secretariat.page.getByText('in the owner’s stead').first()).toBeVisible();

    const second = await as({ browser, demonstration }, 'secretariat.officer');
    await second.page.goto('/app/overrides');
    const row = second.page.getByRole('row').filter({ hasText: vouched.title });
    await row.getByRole('button', { name: /^Confirm/ }).click();
    await second.dialog.getByRole('button', { name: /Confirm/ }).click();
    await expect(second.dialog).toBeHidden();
  });

  test('the round is sealed, and the signatory sees who answered', async ({
    browser,
    demonstration,
  }) => {
    const secretariat = await as({ browser, demonstration }, 'secretariat.manager');
    await secretariat.openRound(ROUND);
    await secretariat.confirm('Seal the round');
    const signatory = await as({ browser, demonstration }, 'signatory');
    await signatory.openWork(ROUND);
    await expect(
      signatory.page.getByText(
        /texts were confirmed as still true, 1 of them in the owner’s stead/,
      ),
    ).toBeVisible();
    await expect(signatory.page.getByText(kept.title).first()).toBeVisible();
    await expectAccessibleInLightAndDark(signatory.page);
    const { code } = await demonstration.command('verify');
    expect(code).toBe(0);
  });
});
