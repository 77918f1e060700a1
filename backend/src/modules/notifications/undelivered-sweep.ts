import { Inject, Injectable } from '@nestjs/common';
import { MAIL_PROVIDER, type MailProvider } from '../../platform/mail/mail-provider.js';
import { Acts } from '../audit/index.js';
import { NoteUndelivered } from './actions/note-undelivered.js';

/**
 * Asks a provider that tells it afterwards what it could not deliver: Notify accepts whatever looks like an
 * address, and knows only later that nobody has it.
 */
@Injectable()
export class UndeliveredSweep {
  constructor(
    private readonly acts: Acts,
    private readonly noteUndelivered: NoteUndelivered,
    @Inject(MAIL_PROVIDER) private readonly provider: MailProvider | null,
  ) {}

  async run(): Promise<void> {
    const { name } = this.provider ?? {};
    for (const email of (await this.provider?.undelivered?.()) ?? []) {
      await this.acts.perform(null, (act) => this.noteUndelivered.execute(act, name!, email));
    }
  }
}
