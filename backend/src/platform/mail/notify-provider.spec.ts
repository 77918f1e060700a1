import { TinyNotify, type NotifyAnswer } from '../../../test/support/notify-server.js';
import type { OutgoingEmail } from './mail-provider.js';
import { notifyMarkdown } from './notify-markdown.js';
import { NotifyProvider } from './notify-provider.js';

const EMAIL: OutgoingEmail = {
  id: '7e3d2c6a-0000-4000-8000-000000000001',
  to: { name: 'Ana', address: 'ana@example.org' },
  subject: 'Two updates are due by 5 May',
  text: '2.1 Training\nhttps://updates.example.org/#/updates/1',
  html: '<p>2.1 Training</p>',
};

let notify: TinyNotify;
beforeAll(async () => {
  notify = await TinyNotify.start();
});
afterAll(() => notify.stop());
beforeEach(() => {
  notify.taken.length = 0;
  notify.answerTo = () => undefined;
});

const provider = (settings: { apiKey?: string; baseUrl?: string; templateId?: string } = {}) =>
  new NotifyProvider(
    {
      provider: 'notify',
      ...{ apiKey: notify.apiKey, templateId: notify.templateId, baseUrl: notify.baseUrl },
      ...settings,
    },
    400,
  );

describe('an email by GOV.UK Notify', () => {
  it('fills the template and carries the message’s own id as its reference', async () => {
    await expect(provider().send(EMAIL)).resolves.toEqual({
      outcome: 'accepted',
      providerId: 'notification-1',
    });
    expect(notify.taken).toMatchObject([
      {
        reference: EMAIL.id,
        email_address: 'ana@example.org',
        personalisation: {
          subject: 'Two updates are due by 5 May',
          body: '2\\.1 Training\nhttps://updates.example.org/#/updates/1',
        },
      },
    ]);
  });

  it.each<[NonNullable<NotifyAnswer>, object]>([
    [
      { status: 400, error: 'ValidationError', message: 'email_address Not a valid email address' },
      { outcome: 'refused', isAddress: true },
    ],
    [
      {
        status: 400,
        error: 'BadRequestError',
        message: 'Emails cannot be longer than 2000000 bytes.',
      },
      { outcome: 'refused', isAddress: false },
    ],
    [
      { status: 400, error: 'BadRequestError', message: 'Missing personalisation: body' },
      { outcome: 'unavailable' },
    ],
    [{ status: 403, error: 'AuthError', message: 'Invalid token' }, { outcome: 'unavailable' }],
    [
      { status: 429, error: 'RateLimitError', message: '3000 a minute' },
      { outcome: 'unavailable' },
    ],
    [{ status: 429, error: 'TooManyRequestsError', message: 'Today' }, { outcome: 'unavailable' }],
    [{ status: 500, error: 'Exception', message: 'Internal server error' }, { outcome: 'later' }],
    [{ status: 503, error: 'Exception', message: 'Away' }, { outcome: 'unavailable' }],
    [{ status: 502, error: 'Bad gateway', message: '' }, { outcome: 'unknown' }],
    [{ status: 504, error: 'Gateway timeout', message: '' }, { outcome: 'unknown' }],
    [{ status: 301, error: 'Moved', message: '' }, { outcome: 'unavailable' }],
    ['drop', { outcome: 'unknown' }],
    ['silence', { outcome: 'unknown' }],
  ])('%j is %j', async (answer, outcome) => {
    notify.answerTo = () => answer;
    const one = provider();
    await expect(one.send(EMAIL)).resolves.toMatchObject(outcome);
    await expect(one.find(EMAIL.id)).resolves.toBeUndefined();
  });

  it('is found by its reference when the answer was lost after it was taken', async () => {
    notify.answerTo = () => 'lost';
    await expect(provider().send(EMAIL)).resolves.toMatchObject({ outcome: 'unknown' });
    await expect(provider().find(EMAIL.id)).resolves.toEqual({
      ...{ outcome: 'accepted', providerId: 'notification-1' },
    });
    await expect(provider().find('another')).resolves.toBeUndefined();
  });

  it('is neither found nor missed when nobody can be asked', async () => {
    notify.isDeaf = true;
    await expect(provider().find(EMAIL.id)).resolves.toMatchObject({ outcome: 'unavailable' });
    notify.isDeaf = false;
    const away = provider({ baseUrl: 'http://127.0.0.1:1' });
    await expect(away.find(EMAIL.id)).resolves.toMatchObject({ outcome: 'unavailable' });
  });

  it('is told of afterwards when it could not be delivered, however many there are', async () => {
    for (let each = 0; each < 251; each += 1) {
      await provider().send({ ...EMAIL, id: `message-${each}` });
      notify.failed.set(`notification-${each + 1}`, 'technical-failure');
    }
    await provider().send(EMAIL);
    notify.failed.set('notification-1', 'permanent-failure');
    const undelivered = await provider().undelivered();
    expect(undelivered).toHaveLength(251);
    expect(undelivered!.at(-1)).toMatchObject({
      ...{ id: 'message-0', providerId: 'notification-1', isAddress: true },
      words: expect.stringContaining('the address does not exist'),
    });
    expect(undelivered![0]).toMatchObject({ id: 'message-250', isAddress: false });
    notify.isDeaf = true;
    await expect(provider().undelivered()).resolves.toBeUndefined();
    notify.isDeaf = false;
    notify.failed.clear();
  });

  it('waits for the settings to be mended when the template or the key is another', async () => {
    for (const settings of [
      { templateId: '44444444-4444-4444-8444-444444444444' },
      { apiKey: notify.apiKey.replace(/.$/, '0') },
      { baseUrl: 'http://127.0.0.1:1' },
      { baseUrl: 'http://notify.invalid' },
    ]) {
      const outcome = await provider(settings).send(EMAIL);
      expect(outcome).toMatchObject({ outcome: 'unavailable' });
      expect(JSON.stringify(outcome)).not.toContain(notify.apiKey.slice(-36, -1));
    }
    expect(notify.taken).toEqual([]);
  });
});

describe('a text in Notify’s Markdown', () => {
  it.each([
    ['2.1 Training and recruitment', '2\\.1 Training and recruitment'],
    ['- 12. Training', '- 12\\. Training'],
    ['# Urgent', '\\# Urgent'],
    ['----', '\\----'],
    ['*starred', '\\*starred'],
    [
      '* 2.1 Training\n  Write it\n  > The lead: Why?',
      '* 2\\.1 Training\nWrite it\n> The lead: Why?',
    ],
    ['• One', '• One'],
    ['    far in', 'far in'],
    ['2021 was long.', '2021 was long.'],
    ['See [here](https://evil.example)', 'See \\[here](https://evil.example)'],
    ['https://updates.example.org/#/updates/a_b-1', 'https://updates.example.org/#/updates/a_b-1'],
    ['One\r\n\r\nTwo', 'One\n\nTwo'],
  ])('%j is %j', (text, markdown) => {
    expect(notifyMarkdown(text)).toBe(markdown);
  });
});
