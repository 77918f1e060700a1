import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fillDuePeople } from '../../../bench/due-people.js';
import { londonInstant } from '../../../src/common/dates.js';
import { Acts } from '../../../src/modules/audit/index.js';
import { PrepareMessages } from '../../../src/modules/notifications/actions/prepare-messages.js';
import { SettleEmail } from '../../../src/modules/notifications/actions/settle-email.js';
import { MailPause } from '../../../src/modules/notifications/mail-pause.js';
import { MessageCourier } from '../../../src/modules/notifications/message-courier.js';
import { ReminderSweep } from '../../../src/modules/reminders/reminder-sweep.js';
import { CONFIG } from '../../../src/platform/config/tokens.js';
import { MAIL_CONNECTIONS, type MailProvider } from '../../../src/platform/mail/mail-provider.js';
import { gather } from '../../builders/messages.js';
import { TestApp } from '../../support/test-app.js';

const PEOPLE = 60;
const LANES = 6;

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start({
    mail: {
      ...{ provider: 'smtp', host: '127.0.0.1', port: 1, isSecure: false, isTlsRequired: false },
      from: { name: 'Updates', address: 'updates@example.org' },
    },
  });
  await fillDuePeople(test.dataSource, PEOPLE);
  await test.setClock(londonInstant('2022-05-06T08:00'));
}, 60_000);
afterAll(() => test.stop());

it('hands over no more emails at once than there are connections, however many lanes there are', async () => {
  let [underWay, most] = [0, 0];
  const readers: string[] = [];
  // Takes its time: an email that waited for a connection meanwhile would be given up, and sent again.
  const slow: MailProvider = {
    name: 'smtp',
    send: async ({ id, to }) => {
      most = Math.max(most, (underWay += 1));
      await new Promise((settle) => setTimeout(settle, 50));
      underWay -= 1;
      readers.push(to.address);
      return { outcome: 'accepted', providerId: id };
    },
    close: () => Promise.resolve(),
  };
  const { app } = test;
  const courier = new MessageCourier(
    ...([test.dataSource, app.get(Acts), app.get(PrepareMessages), app.get(SettleEmail)] as const),
    ...([app.get(MailPause), app.get(CONFIG), slow] as const),
  );
  await app.get(ReminderSweep).run();
  await gather(test);
  await Promise.all(Array.from({ length: LANES }, () => courier.deliver()));
  expect(new Set(readers).size).toBe(PEOPLE);
  expect(readers).toHaveLength(PEOPLE);
  expect(most).toBe(MAIL_CONNECTIONS);
}, 60_000);
