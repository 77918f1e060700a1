import type { Page } from '@playwright/test';
import type { RichTextDocument } from '../../backend/src/common/rich-text/types.js';
import { MAX_LIST_DEPTH } from '../../backend/src/common/rich-text/limits.js';
import { normaliseDocument } from '../../backend/src/common/rich-text/normalise.js';
import { CLIPBOARD_DOCUMENTS } from '../../backend/test/support/clipboard-documents.js';
import { clipboardHtml } from '../../backend/test/support/clipboard.js';
import { Api, PASSWORD } from '../fixtures/api.js';
import { expect, expectAccessibleInLightAndDark, signedIn, test } from '../fixtures/test.js';
import { Screens } from '../pages/screens.js';

const OWNER = 'stop.and.search@example.org';
const PASTED = 'Stop and search records by email';
const COPIED = 'Joint research on Body Worn Video';
const LOST = 'Scrutiny of searches on the smell of cannabis';
const SHARED = 'Safeguarding of under-18s stopped and searched in Haringey';
const UNCHANGED = 'Operation Hampshire';

/** An owner who writes, whatever happens to the connection, the session, the tab or their colleagues. */
test.describe('drafting', () => {
  let open: Page[] = [];
  test.beforeEach(() => (open = []));
  test.afterEach(async () => {
    await Promise.all(open.map((page) => page.context().close()));
  });
  const as = async (...given: Parameters<typeof signedIn>): Promise<Screens> => {
    const page = await signedIn(...given);
    // A page with unsaved words asks before it goes: these tests go.
    page.on('dialog', (dialog) => void dialog.accept());
    open.push(page);
    return new Screens(page);
  };
  const idOf = async (address: string, email: string, title: string): Promise<string> => {
    const api = await Api.signIn(address, email);
    const { data } = await api.call<{ data: { id: string; title: string }[] }>(
      'GET',
      '/updates?mine=true&perPage=100',
    );
    return data.find((each) => each.title === title)!.id;
  };

  test('what is pasted from Word, mail and the web keeps its lists, bold and links', async ({
    browser,
    demonstration,
  }) => {
    const { address } = demonstration;
    const id = await idOf(address, OWNER, PASTED);
    const api = await Api.signIn(address, OWNER);
    const owner = await as(browser, address, OWNER, `/app/updates/${id}`);
    await owner.page.getByRole('button', { name: 'Start with an empty page' }).click();
    await expect(owner.editor).toBeVisible();
    for (const [program, { document, words }] of Object.entries(CLIPBOARD_DOCUMENTS)) {
      await owner.editor.focus();
      await owner.page.keyboard.press('ControlOrMeta+a');
      await owner.editor.evaluate((box, html) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/html', html);
        box.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        );
      }, clipboardHtml(program));
      // Saved at once, as when the tab is closed: that it saves by itself is another test's task.
      await owner.page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
      const saved = async (): Promise<unknown> =>
        (
          await api.call<{ content?: { document: RichTextDocument } }>(
            'GET',
            `/updates/${id}/draft`,
          )
        ).content?.document;
      await expect
        .poll(saved, { message: program, intervals: [100] })
        .toEqual(normaliseDocument(document));
      const told = owner.page.getByText(/^(Left out of|A table became)/);
      if (words) await expect(told).toHaveText(words);
      else await expect(told).toHaveCount(0);
    }
    await expectAccessibleInLightAndDark(owner.page);
  });

  test('what is cut or copied in the editor itself comes back as it was', async ({
    browser,
    demonstration,
  }) => {
    const { address } = demonstration;
    const id = await idOf(address, OWNER, COPIED);
    const api = await Api.signIn(address, OWNER);
    const saved = async (): Promise<unknown> =>
      (await api.call<{ content: { document: unknown } }>('GET', `/updates/${id}/draft`)).content
        .document;
    const { version } = await api.call<{ version: number }>('GET', `/updates/${id}/draft`);
    const { document } = CLIPBOARD_DOCUMENTS['word']!;
    await api.call('PUT', `/updates/${id}/draft`, {
      ...{ version, content: { document, delivery: 'in_progress' }, startedFrom: 'empty' },
    });
    const whole = await saved();
    const owner = await as(browser, address, OWNER, `/app/updates/${id}`);
    await owner.editor.focus();
    await owner.page.keyboard.press('ControlOrMeta+a');
    await owner.page.keyboard.press('ControlOrMeta+x');
    await expect(owner.editor).toHaveText('');
    await owner.page.keyboard.press('ControlOrMeta+v');
    await owner.untilSaved();
    await expect.poll(saved).toEqual(whole);
    await expect(owner.page.getByText(/^(Left out of|A table became)/)).toHaveCount(0);

    // A list as deep as they go takes no more from Tab, and does not keep it either.
    await owner.page.keyboard.press('ControlOrMeta+a');
    await owner.page.keyboard.type('- One');
    for (let level = 2; level <= MAX_LIST_DEPTH; level++) {
      await owner.page.keyboard.press('Enter');
      await owner.page.keyboard.press('Tab');
      await owner.page.keyboard.type('Deeper');
    }
    await owner.page.keyboard.press('Tab');
    await expect(owner.page.getByText(/^Lists go no deeper/)).toBeVisible();
    await expect(owner.editor).toBeFocused();
    await owner.page.keyboard.press('Tab');
    await expect(owner.editor).not.toBeFocused();
  });

  test('a lost connection, a reload, a closed tab and an ended session lose nothing', async ({
    browser,
    demonstration,
  }) => {
    const owner = await as(browser, demonstration.address, OWNER);
    const { page } = owner;
    const context = page.context();
    await owner.openWork(LOST);
    // What the editor needs is there before it is: also who begins without a connection writes.
    await page.waitForFunction(() => {
      const loaded = new Set(performance.getEntriesByType('resource').map(({ name }) => name));
      const parts = [...document.querySelectorAll('link[rel=modulepreload]')].map(
        (link) => (link as HTMLLinkElement).href,
      );
      return (
        parts.some((part) => part.includes('RichTextEditor')) &&
        parts.every((part) => loaded.has(part))
      );
    });
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Start with an empty page' }).click();
    await expect(owner.editor).toBeVisible();
    await context.setOffline(false);
    await owner.write('One.');

    await context.setOffline(true);
    await page.keyboard.type(' Two.');
    const line = page.locator('[data-save-state]');
    await expect(line).toContainText('Kept in this browser until you sign out');
    // Always in sight: on a phone in another part of the page, scrolled down, and over nothing focused.
    await page.setViewportSize({ width: 390, height: 500 });
    await page.getByRole('tab', { name: 'Last time' }).click();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await expect(line).toBeInViewport({ ratio: 1 });
    const { bar, focus } = await page.evaluate(() => {
      document.querySelector<HTMLElement>('[role=tab][aria-selected=false]')!.focus();
      const top = document.querySelector('[data-save-state]')!.parentElement!;
      return {
        bar: top.getBoundingClientRect().bottom,
        focus: document.activeElement!.getBoundingClientRect().top,
      };
    });
    expect(focus).toBeGreaterThanOrEqual(bar);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page
      .getByRole('button', { name: /owner, MPS|Your account|Stop and search owner/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(owner.dialog).toContainText('Sign out and lose unsaved words?');
    // The session cannot be ended now: that is said, and the words stay.
    await owner.dialog.getByRole('button', { name: 'Sign out and delete them' }).click();
    await expect(owner.dialog).toContainText('You are still signed in');
    await expectAccessibleInLightAndDark(page);
    await owner.dialog.getByRole('button', { name: 'Cancel' }).click();
    await context.setOffline(false);
    await owner.untilSaved();

    await owner.editor.focus();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type(' Three.');
    await page.reload();
    await expect(owner.editor).toContainText('One. Two. Three.');
    await owner.untilSaved();

    await owner.editor.focus();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type(' Four.');
    const address = page.url();
    await page.close();
    const again = new Screens(await context.newPage());
    await again.page.goto(address);
    await expect(again.editor).toContainText('One. Two. Three. Four.');
    await again.untilSaved();

    const database = await demonstration.database();
    await database.query('DELETE FROM sessions');
    await database.end();
    await again.editor.focus();
    await again.page.keyboard.press('ControlOrMeta+End');
    await again.page.keyboard.type(' Five.');
    await again.page.getByRole('button', { name: 'Sign in again' }).click();
    await expectAccessibleInLightAndDark(again.page);
    await again.dialog.getByLabel(/Password/).fill(PASSWORD);
    await again.dialog.getByRole('button', { name: 'Sign in and save' }).click();
    await again.untilSaved();
    await expect(again.editor).toContainText('One. Two. Three. Four. Five.');
    await again.page.reload();
    await expect(again.editor).toContainText('Five.');

    // Submitting takes no other words than those on the screen.
    const drafts = `**/api/updates/*/draft`;
    await again.page.route(drafts, (route) =>
      route.request().method() === 'PUT' ? route.fulfill({ status: 503 }) : route.fallback(),
    );
    await again.editor.focus();
    await again.page.keyboard.press('ControlOrMeta+End');
    await again.page.keyboard.type(' Six.');
    await expect(again.page.locator('[data-save-state]')).toContainText('Not saved');
    // Nor does who leaves the screen meanwhile lose any.
    await again.page.getByRole('link', { name: 'Home' }).first().click();
    await expect(again.heading('Your work')).toBeVisible();
    await again.page.goBack();
    await expect(again.editor).toContainText('Five. Six.');
    await expect(again.page.locator('[data-save-state]')).toContainText('Not saved');
    await again.page.getByRole('button', { name: /and submit/ }).click();
    await again.dialog.getByRole('button', { name: 'Submit', exact: true }).click();
    await expect(again.dialog.getByRole('alert').first()).toContainText('not saved yet');
    await again.dialog.getByRole('button', { name: 'Cancel' }).click();
    await again.page.unroute(drafts);
    await again.page.getByRole('button', { name: 'Try now' }).click();
    await again.untilSaved();
    await expect(again.editor).toContainText('Five. Six.');
  });

  test('two who write see one another, and what one saves comes to the other', async ({
    browser,
    demonstration,
  }) => {
    const { address } = demonstration;
    const id = await idOf(address, OWNER, SHARED);
    const api = await Api.signIn(address, OWNER);
    const owner = await as(browser, address, OWNER, `/app/updates/${id}`);
    // Started from last time, and said so to whoever reviews it.
    await owner.page.getByRole('button', { name: 'Start from last time’s text' }).click();
    const { previous } = await api.call<{ previous: { content: { document: unknown } } }>(
      'GET',
      `/updates/${id}`,
    );
    await owner.untilSaved();
    const started = await api.call<{ content: { document: unknown } }>(
      'GET',
      `/updates/${id}/draft`,
    );
    expect(started.content.document).toEqual(previous.content.document);
    expect(await api.call('GET', `/updates/${id}`)).toMatchObject({ startedFrom: 'last_edition' });
    // The owner names who writes too: somebody of the same organisation.
    await owner.page.getByRole('tab', { name: 'History' }).click();
    await owner.page.getByRole('button', { name: 'Add a contributor' }).click();
    await owner.dialog.getByRole('combobox', { name: 'Person' }).fill('owner, M');
    await expect(owner.page.getByRole('option', { name: 'Workforce owner, MPS' })).toBeVisible();
    await expect(owner.page.getByRole('option', { name: /MOPAC/ })).toHaveCount(0);
    await owner.page.getByRole('option', { name: 'Workforce owner, MPS' }).click();
    await expectAccessibleInLightAndDark(owner.page);
    await owner.dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(
      owner.page.getByRole('button', { name: 'Remove Workforce owner, MPS' }),
    ).toBeVisible();
    await owner.write('From the owner.');
    const colleague = await as(browser, address, 'workforce@example.org', `/app/updates/${id}`);
    await expect(colleague.editor).toContainText('From the owner.');
    await expect(colleague.page.locator('[data-presence]')).toContainText(
      'Stop and search owner, MPS has just',
    );
    await expect(owner.page.locator('[data-presence]')).toContainText(
      'Workforce owner, MPS has just opened this',
    );
    await expectAccessibleInLightAndDark(owner.page);

    await colleague.write('From the colleague.');
    await expect(owner.editor).toHaveText('From the colleague.');
    await expect(owner.page.locator('[data-presence]')).toContainText(
      'their words are in the text below',
    );
    // They are not the owner's to undo, in part or whole; what the owner writes from now on is.
    await owner.editor.focus();
    await owner.page.keyboard.press('ControlOrMeta+z');
    await expect(owner.editor).toHaveText('From the colleague.');
    await owner.page.keyboard.press('ControlOrMeta+End');
    await owner.page.keyboard.type(' Yes.');
    await owner.page.keyboard.press('ControlOrMeta+z');
    await expect(owner.editor).toHaveText('From the colleague.');

    // Both write: the owner sees both texts, goes on with their own, and the other's stays.
    const drafts = '**/api/updates/*/draft';
    await owner.page.route(drafts, (route) => route.fulfill({ status: 503 }));
    await owner.editor.focus();
    await owner.page.keyboard.press('ControlOrMeta+End');
    await owner.page.keyboard.type(' And from the owner.');
    await expect(owner.page.locator('[data-save-state]')).toContainText('Not saved');
    await colleague.write('Quite other words of the colleague.');
    await owner.page.unroute(drafts);
    await owner.page.getByRole('button', { name: 'Try now' }).click();
    await owner.page.getByRole('button', { name: 'See both texts' }).click();
    await expect(owner.dialog).toContainText('Quite other words of the colleague.');
    await expectAccessibleInLightAndDark(owner.page);
    await owner.dialog.getByRole('button', { name: 'Go on with mine' }).click();
    await owner.untilSaved();
    await expect(colleague.editor).toHaveText('From the colleague. And from the owner.');
    for (const { page } of [owner, colleague]) {
      const aside = page.getByText(
        /^What Workforce owner, MPS wrote, set aside by Stop and search owner, MPS/,
      );
      await aside.first().click();
      await expect(page.getByText('Quite other words of the colleague.').first()).toBeVisible();
    }
    await expectAccessibleInLightAndDark(owner.page);
    await colleague.page.context().close();
    await expect(owner.page.locator('[data-presence]')).not.toContainText(
      'Workforce owner, MPS has',
    );
  });

  test('“no change” goes to review with its reason, and says since when', async ({
    browser,
    demonstration,
  }) => {
    const { address } = demonstration;
    const who = 'workforce@example.org';
    const id = await idOf(address, who, UNCHANGED);
    const api = await Api.signIn(address, who);
    const link = (title: string, isPublished: boolean) =>
      api.call<{ id: string }>('POST', `/updates/${id}/evidence/links`, {
        ...{ title, isPublished, marking: 'official' },
        href: `https://example.org/${title.replaceAll(' ', '-')}`,
      });
    await link('Minutes of May', false);
    const news = await link('The interim report', true);
    const owner = await as(browser, address, who, `/app/updates/${id}`);
    await owner.page.getByRole('button', { name: 'No change this quarter…' }).click();
    const published = owner.dialog.getByRole('list', { name: 'Published with the edition' });
    await expect(published.getByRole('listitem')).toHaveText([/The interim report/]);
    const kept = owner.dialog.getByRole('list', { name: 'For the reviewers only, not published' });
    await expect(kept.getByRole('listitem')).toHaveText([/Minutes of May/]);
    await expectAccessibleInLightAndDark(owner.page);
    await owner.dialog.getByLabel('Delivery status').selectOption({ label: 'In progress' });
    // What is published anew is news.
    await expect(owner.dialog).toContainText('“The interim report” is published with it');
    await expect(owner.dialog.getByRole('button', { name: 'Hand it in' })).toBeDisabled();
    await api.call('DELETE', `/updates/${id}/evidence/${news.id}`);
    await owner.page.reload();
    await owner.page.getByRole('button', { name: 'No change this quarter…' }).click();
    await owner.dialog.getByLabel('Delivery status').selectOption({ label: 'In progress' });
    // Meanwhile a colleague adds to the list: what was not seen is not handed in.
    await link('The final report', false);
    await owner.dialog.getByLabel('Why nothing has changed').fill('It reports in July.');
    await owner.dialog.getByRole('button', { name: 'Hand it in' }).click();
    await expect(owner.dialog).toContainText('The evidence has changed since you opened it');
    await expect(kept.getByRole('listitem')).toHaveCount(2);
    await owner.dialog.getByRole('button', { name: 'Hand it in' }).click();
    await expect(owner.dialog).toBeHidden();
    await expect(owner.page.getByText('No change since 2021/22 Q3').first()).toBeVisible();

    const lead = await as(browser, address, 'workforce.lead@example.org', `/app/review/${id}`);
    await expect(lead.page.getByText('It reports in July.').first()).toBeVisible();
    await expect(lead.page.getByText('No change since 2021/22 Q3').first()).toBeVisible();
    await expect(lead.page.getByText('The final report')).toBeVisible();
    await expectAccessibleInLightAndDark(lead.page);
    // Nobody wrote it: the history says whose words they are.
    const { commitments } = await api.call<{ commitments: { id: string }[] }>(
      'GET',
      `/updates/${id}`,
    );
    await lead.page.goto(`/app/commitments/${commitments[0]!.id}`);
    await expect(
      lead.page.getByText('The words of the last edition, handed in as they were. Hash'),
    ).toBeVisible();
  });
});
