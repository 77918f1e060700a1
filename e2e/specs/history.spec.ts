import { Api } from '../fixtures/api.js';
import { expect, expectAccessible, signedIn, test } from '../fixtures/test.js';

const LEAD = 'powers.lead@example.org';

/** A lead reads the whole life of a commitment and compares two points of it. */
test('reads what happened to a commitment, and compares any two of its texts', async ({
  browser,
  demonstration,
}) => {
  const api = await Api.signIn(demonstration.address, LEAD);
  const { data } = await api.call<{
    data: { id: string; latestRevisionId: string; commitments: { id: string }[] }[];
  }>('GET', '/updates?awaiting=me');
  const [update] = data;
  await api.call('POST', `/updates/${update!.id}/return`, {
    ...{ revisionId: update!.latestRevisionId, reason: 'Say since when.' },
  });

  const page = await signedIn(
    browser,
    demonstration.address,
    LEAD,
    `/app/commitments/${update!.commitments[0]!.id}/show`,
  );
  // What each edition printed of it stands there whatever the history below is narrowed to.
  const { history: printed } = await api.call<{ history: { wording: string }[] }>(
    'GET',
    `/commitments/${update!.commitments[0]!.id}`,
  );
  const life = page.getByRole('table', { name: 'Its life over the editions' });
  await expect(life.getByText(printed.at(-1)!.wording)).toBeVisible();
  await expect(life.getByRole('link').last()).toHaveAttribute('href', /#update-/);

  const history = page.locator('#history');
  await expect(history.getByText('Returned revision 1')).toBeVisible();
  await expect(history.getByText('Say since when.')).toBeVisible();
  await expect(history.getByText('Written by')).toBeVisible();
  await expectAccessible(page);

  const texts = history.getByRole('checkbox');
  await texts.first().check();
  await expect(history.getByRole('status')).toHaveText('1 text chosen.');
  await texts.last().check();
  await history.getByRole('button', { name: 'Compare the two chosen' }).click();
  const compare = page.locator('#compare');
  await expect(compare.getByText(/^From .*March 2021.* to .*revision 1/)).toBeVisible();
  await compare.getByRole('button', { name: 'Side by side' }).click();
  // Each place is said with the text that it is of.
  const sides = compare.getByRole('table', { name: 'The two texts side by side' });
  await expect(sides.getByRole('columnheader')).toHaveCount(2);
  const inserted = sides.getByRole('row').filter({ has: page.locator('ins') });
  await expect(inserted.first().getByRole('cell').last().locator('ins').first()).toBeVisible();

  // The form is kept, the choice stands in the address, and the kinds can be read apart.
  await page.reload();
  await expect(compare.getByRole('button', { name: 'Side by side', pressed: true })).toBeVisible();
  await expect(compare.getByText(/^From .*March 2021.* to .*revision 1/)).toBeVisible();
  await history.getByLabel('Show').selectOption('Decisions');
  await expect(history.getByText('Returned revision 1')).toBeVisible();
  await expect(history.getByRole('checkbox')).toHaveCount(0);
  // What is compared stays, whatever is listed below.
  await expect(compare.getByText(/^From .*March 2021.* to .*revision 1/)).toBeVisible();
  await page.evaluate(() => localStorage.setItem('RaStore.theme', JSON.stringify('dark')));
  await page.reload();
  await expect(history.getByText('Say since when.')).toBeVisible();
  await expectAccessible(page);

  // A paragraph that a summary printed without a heading has none in the edition's own words.
  const { data: editions } = await api.call<{ data: { id: string; slug: string }[] }>(
    'GET',
    '/editions?perPage=50',
  );
  const summary = editions.find(({ slug }) => slug.endsWith('-summary'))!;
  await page.goto(`/app/editions/${summary.id}/show`);
  await expect(page.getByText('London City Hall')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Action Plan Dashboard' })).toHaveCount(1);
  await page.context().close();
});

/** An auditor asks about words that stand in two rows: the row that they chose counts. */
test('tells who approved the words of the row in which they are selected', async ({
  browser,
  demonstration,
}) => {
  const api = await Api.signIn(demonstration.address, 'auditor@example.org');
  const { data } = await api.call<{ data: { id: string; slug: string }[] }>('GET', '/editions');
  const edition = data.find(({ slug }) => slug === '2021-22-q3')!;
  const path = `/app/editions/${edition.id}/show`;
  const page = await signedIn(browser, demonstration.address, 'auditor@example.org', path);
  const rows = page.locator('[data-row]').filter({ hasText: 'MPS' });
  await expect(rows.nth(1)).toBeVisible();
  for (const row of [rows.nth(0), rows.nth(1)]) {
    await row.evaluate((element) => {
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const from = texts.currentNode.nodeValue!.search(/\bMPS\b/);
        if (from === -1) continue;
        getSelection()!.setBaseAndExtent(texts.currentNode, from, texts.currentNode, from + 3);
        return;
      }
    });
    await expect(page.getByRole('textbox', { name: 'Words' })).toHaveValue('MPS');
    const asked = page.waitForRequest(/\/provenance$/);
    await page.getByRole('button', { name: 'Who approved this?' }).click();
    const { updateId } = (await asked).postDataJSON() as { updateId: string };
    expect(updateId).toBe(await row.getAttribute('data-row'));
    await expect(page.getByRole('region', { name: 'Who approved these words?' })).toContainText(
      'Also in',
    );
  }
  await page.context().close();
});
