import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MAIL_PROVIDER, type MailProvider } from '../../platform/mail/mail-provider.js';
import { Acts } from '../audit/index.js';
import { NoteUndelivered } from './actions/note-undelivered.js';

const IS_UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Asks a provider that tells it afterwards what it could not deliver: Notify accepts whatever looks like an
 * address, and knows only later that nobody has it.
 */
@Injectable()
export class UndeliveredSweep {
  constructor(
    private readonly dataSource: DataSource,
    private readonly acts: Acts,
    private readonly noteUndelivered: NoteUndelivered,
    @Inject(MAIL_PROVIDER) private readonly provider: MailProvider | null,
  ) {}

  async run(): Promise<void> {
    if (!this.provider?.undelivered) return;
    const { name } = this.provider;
    const told = (await this.provider.undelivered()) ?? [];
    const sent = await this.stillSent(told.map(({ id }) => id));
    for (const email of told.filter(({ id }) => sent.has(id))) {
      await this.acts.perform(null, (act) => this.noteUndelivered.execute(act, name, email));
    }
  }

  /** It tells the same for a week: an act is made of what is not noted yet. Other ids are other senders'. */
  private async stillSent(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM messages WHERE state = 'sent' AND id = ANY($1::uuid[])`,
      [ids.filter((id) => IS_UUID.test(id))],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
