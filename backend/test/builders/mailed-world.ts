import { expect } from '@jest/globals';
import { londonInstant } from '../../src/common/dates.js';
import { MessageCourier } from '../../src/modules/notifications/message-courier.js';
import {
  TestMailServer,
  type ReceivedMail,
  type SmtpAnswer,
  type SmtpStage,
} from '../support/mail-server.js';
import { TestApp } from '../support/test-app.js';
import { gather, hear } from './messages.js';
import { buildWorld, type World, type WorldPerson } from './world.js';

/** A message as it is kept. */
export interface Kept {
  id: string;
  person: string;
  channel: string;
  kind: string;
  occasion: string;
  state: string;
  subject: string | null;
  failure: string | null;
  sendAt: Date;
}

const decoded = (words: string): string =>
  Buffer.from(
    words
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
/** Both parts, without the encoding and the boundaries of their letter. */
export const textOf = ({ raw }: ReceivedMail): string =>
  decoded(raw.slice(raw.indexOf('\r\n\r\n'))).replace(/^--.*$/gm, '');
export const subjectOf = ({ raw }: ReceivedMail): string =>
  (/^Subject: (.*(?:\r\n .*)*)/m.exec(raw)?.[1] ?? '').replace(/\r\n /g, ' ');

/** The world with a mail server of its own. The round has opened, and everybody was told. */
export class MailedWorld {
  private constructor(
    readonly test: TestApp,
    readonly world: World,
    readonly mail: TestMailServer,
  ) {}

  static async start(): Promise<MailedWorld> {
    const mail = await TestMailServer.start();
    const test = await TestApp.start({
      mail: {
        ...{
          provider: 'smtp',
          host: '127.0.0.1',
          port: mail.port,
          isSecure: false,
          isTlsRequired: false,
        },
        from: { name: 'Action plan updates', address: 'updates@example.org' },
      },
    });
    const self = new MailedWorld(test, await buildWorld(test), mail);
    await self.at('2022-04-28T09:00');
    await hear(test);
    await gather(test);
    await self.at('2022-04-28T09:05');
    await self.deliver();
    expect(self.mailTo('owner').map(subjectOf)).toEqual([
      '2 to write: the first due on 29 April 2022',
    ]);
    return self;
  }

  async stop(): Promise<void> {
    await this.test.stop();
    await this.mail.stop();
  }

  /** The mail server takes everything, as if it had had nothing. */
  forget(): void {
    this.mail.received.length = 0;
    this.mail.answerTo = () => undefined;
  }

  at(wallClock: string): Promise<void> {
    return this.test.setClock(londonInstant(wallClock));
  }

  deliver(): Promise<void> {
    return this.test.app.get(MessageCourier).deliver();
  }

  messages(person: WorldPerson, channel = 'email'): Promise<Kept[]> {
    return this.test.dataSource.query<Kept[]>(
      `SELECT m.id, p.name AS person, m.channel, m.kind, m.occasion, m.state, m.subject, m.failure, m.send_at AS "sendAt"
       FROM messages m JOIN people p ON p.id = m.person_id
       WHERE m.person_id = $1 AND m.channel = $2 ORDER BY m.send_at, m.id`,
      [this.world.people[person], channel],
    );
  }

  mailTo(person: WorldPerson): ReceivedMail[] {
    return this.mail.received.filter(({ to }) => to === this.world.emailOf(person));
  }

  /** What the mail server does at this stage, once each; then it takes everything. */
  answers(stage: SmtpStage, ...given: SmtpAnswer[]): void {
    this.mail.answerTo = (asked) => (asked === stage ? given.shift() : undefined);
  }
}
