import { expect, type Locator, type Page } from '@playwright/test';

/** What a person does on the screens, in their words. */
export class Screens {
  constructor(readonly page: Page) {}

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  get editor(): Locator {
    return this.page.locator('[contenteditable=true]');
  }

  async openWork(title: string): Promise<void> {
    await this.page.goto('/app');
    await this.page
      .getByRole('listitem')
      .filter({ hasText: title })
      .getByRole('link')
      .last()
      .click();
    await expect(this.heading(title)).toBeVisible();
  }

  /** Types into the editor and waits until the server has it. */
  async write(text: string): Promise<void> {
    await this.editor.click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
    await this.untilSaved();
  }

  async untilSaved(): Promise<void> {
    await expect(this.page.locator('[data-save-state=saved]')).toBeVisible();
  }

  async submit(): Promise<void> {
    await this.page.getByRole('button', { name: /and submit/ }).click();
    await expect(this.dialog).toBeVisible();
    await this.dialog.getByRole('button', { name: 'Submit', exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }

  async openInReview(title: string): Promise<void> {
    await this.page.goto('/app/review');
    await this.page.getByRole('link', { name: title }).first().click();
    await expect(this.heading(title)).toBeVisible();
  }

  /** A dialog with a reason, filled in and confirmed. */
  async giveReason(reason: string, confirm: string): Promise<void> {
    // It stands below whatever else a dialog asks.
    await this.dialog.getByRole('textbox').last().fill(reason);
    await this.dialog.getByRole('button', { name: confirm }).click();
    await expect(this.dialog).toBeHidden();
  }

  async openRound(title: string): Promise<void> {
    await this.page.goto('/app/rounds');
    await this.page.getByRole('link', { name: title }).first().click();
    await expect(this.heading(title)).toBeVisible();
  }

  async confirm(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
    await this.dialog.getByRole('button', { name: button, exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }
}
