import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, OPEN_GOVERNMENT_LICENCE, readConfig } from './config.js';

const NOTIFY: NodeJS.ProcessEnv = {
  NOTIFY_API_KEY: 'ours-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222',
  NOTIFY_TEMPLATE_ID: '33333333-3333-4333-8333-333333333333',
};

describe('the settings', () => {
  it('have defaults for everything', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      isDemonstration: true,
      serviceName: 'Action plan updates',
      contactEmail: undefined,
    });
  });

  it('name the public pages and where their readers write', () => {
    const settings = {
      QUARTERDECK_SERVICE_NAME: 'Our promises',
      QUARTERDECK_CONTACT: ' plan@example.org ',
      QUARTERDECK_STATEMENT_STATUS: 'partially',
    };
    expect(readConfig(settings)).toMatchObject({
      serviceName: 'Our promises',
      contactEmail: 'plan@example.org',
      statementStatus: 'partially',
    });
  });

  it('of the public pages reach the containers too', () => {
    const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8');
    const names = /QUARTERDECK_(?:SERVICE|CONTACT|STATEMENT|LICENCE)\w*/gu;
    const compose = read('../../../../docker/compose.yaml');
    for (const [name] of read('config.ts').matchAll(names)) {
      expect(compose).toContain(`${name}: \${${name}:-}`);
    }
  });

  it('take the public address with a slash at its end or without', () => {
    const settings = { QUARTERDECK_URL: 'https://updates.example.org/' };
    expect(readConfig(settings).publicUrl).toBe('https://updates.example.org');
  });

  it('name the licence of the editions: the Open Government Licence unless told otherwise', () => {
    expect(readConfig({}).licence).toBe(OPEN_GOVERNMENT_LICENCE);
    const own = {
      QUARTERDECK_LICENCE: 'CC BY 4.0',
      QUARTERDECK_LICENCE_URL: 'https://example.org/by',
    };
    expect(readConfig(own).licence).toEqual({ name: 'CC BY 4.0', href: 'https://example.org/by' });
    expect(readConfig({ QUARTERDECK_LICENCE: 'Ask us' }).licence).toEqual({ name: 'Ask us' });
    expect(() => readConfig({ ...own, QUARTERDECK_LICENCE_URL: 'javascript:alert(1)' })).toThrow(
      ConfigError,
    );
  });

  it.each([
    ['PORT', '80x'],
    ['QUARTERDECK_METRICS_TOKEN', 'too short'],
    ['QUARTERDECK_DEMO', 'yes'],
    ['QUARTERDECK_TRUSTED_PROXIES', '-1'],
    ['QUARTERDECK_CONTACT', 'plan at example'],
    ['QUARTERDECK_STATEMENT_PREPARED', '1 April'],
    ['QUARTERDECK_STATEMENT_STATUS', 'mostly'],
    ['QUARTERDECK_STATEMENT_REVIEWED', '2026-04-01'],
    ['QUARTERDECK_LICENCE_URL', 'https://example.org/licence'],
    ['QUARTERDECK_CONTACT', 'a@example.org?subject=x, b@example.org'],
  ])('are refused by name when they are not right: %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  it('tell of a review of the accessibility statement after it was prepared alone', () => {
    const prepared = { QUARTERDECK_STATEMENT_PREPARED: '2026-04-01' };
    const reviewed = (on: string) =>
      readConfig({ ...prepared, QUARTERDECK_STATEMENT_REVIEWED: on });
    expect(reviewed('2026-04-01').statementReviewedOn).toBe('2026-04-01');
    expect(() => reviewed('2026-03-31')).toThrow('QUARTERDECK_STATEMENT_REVIEWED');
  });

  it('name a database server by its address, and never repeat a wrong one', () => {
    const url = 'postgresql://quarterdeck:secret@db:5432/quarterdeck';
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
    expect(readConfig({ DATABASE_URL: '' }).databaseUrl).toBeUndefined();
    for (const wrong of ['nonsense', 'postgres://', 'quarterdeck:secret@db/quarterdeck']) {
      const reading = () => readConfig({ DATABASE_URL: wrong });
      expect(reading).toThrow(/^DATABASE_URL is no address/);
      expect(reading).not.toThrow(/secret/);
    }
  });

  it('name the mail server, in one address', () => {
    const from = { QUARTERDECK_MAIL_FROM: 'Action plan <plan@example.org>' };
    expect(readConfig({ SMTP_URL: 'smtp://u%40x:p%2Fw@mail.example.org', ...from }).mail).toEqual({
      ...{ provider: 'smtp', host: 'mail.example.org', port: 587 },
      ...{ isSecure: false, isTlsRequired: true, user: 'u@x', password: 'p/w' },
      from: { name: 'Action plan', address: 'plan@example.org' },
    });
    const bare = { QUARTERDECK_MAIL_FROM: 'plan@example.org' };
    const replyTo = { QUARTERDECK_MAIL_REPLY_TO: '"The, secretariat" <team@example.org>' };
    const secure = readConfig({ SMTP_URL: 'smtps://mail.example.org', ...bare, ...replyTo }).mail;
    expect(secure).toMatchObject({
      ...{ port: 465, isSecure: true, isTlsRequired: false },
      from: { name: '', address: 'plan@example.org' },
      replyTo: { name: 'The, secretariat', address: 'team@example.org' },
    });
    for (const url of [
      ...['smtp://localhost:1025', 'smtp://127.0.0.1', 'smtp://[::1]:25'],
      'smtp://mail.example.org?tls=off',
    ]) {
      expect(readConfig({ SMTP_URL: url, ...bare }).mail).toMatchObject({ isTlsRequired: false });
    }
  });

  it('name GOV.UK Notify by a key and a template', () => {
    expect(readConfig(NOTIFY).mail).toEqual({
      ...{ provider: 'notify', apiKey: NOTIFY.NOTIFY_API_KEY },
      templateId: NOTIFY.NOTIFY_TEMPLATE_ID,
      baseUrl: 'https://api.notifications.service.gov.uk',
    });
    const at = { NOTIFY_BASE_URL: 'http://127.0.0.1:4340/' };
    expect(readConfig({ ...NOTIFY, ...at }).mail).toMatchObject({
      baseUrl: 'http://127.0.0.1:4340',
    });
  });

  it('say nothing of mail without, and take what is empty as not set', () => {
    expect(readConfig({ SMTP_URL: '', QUARTERDECK_MAIL_FROM: '', NOTIFY_API_KEY: '' }).mail).toBe(
      undefined,
    );
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ['SMTP_URL', { SMTP_URL: 'mail.example.org:25' }],
    ['SMTP_URL', { SMTP_URL: 'https://u:S3CRET@mail.example.org' }],
    ['SMTP_URL', { SMTP_URL: 'smtp://u:S3CRET@mail.example.org?requireTLS=false' }],
    ['SMTP_URL', { SMTP_URL: 'smtps://u:S3CRET@mail.example.org?tls=off' }],
    ['SMTP_URL', { SMTP_URL: 'smtp://u:S3CRET%@mail.example.org' }],
    ['SMTP_URL', { SMTP_URL: 'smtp://u@mail.example.org' }],
    ['QUARTERDECK_MAIL_FROM', { SMTP_URL: 'smtp://mail.example.org', QUARTERDECK_MAIL_FROM: '' }],
    ['QUARTERDECK_MAIL_FROM', { SMTP_URL: 'smtp://a.example', QUARTERDECK_MAIL_FROM: 'Plan' }],
    ['QUARTERDECK_MAIL_FROM', { SMTP_URL: 'smtp://a.example', QUARTERDECK_MAIL_FROM: 'a@b, c@d' }],
    ['QUARTERDECK_MAIL_REPLY_TO', { SMTP_URL: 'smtp://a.b', QUARTERDECK_MAIL_REPLY_TO: 'us' }],
    ['SMTP_URL', { QUARTERDECK_MAIL_FROM: 'plan@example.org' }],
    ['SMTP_URL', { ...NOTIFY, SMTP_URL: 'smtp://u:S3CRET@mail.example.org' }],
    ['NOTIFY_TEMPLATE_ID', { ...NOTIFY, NOTIFY_TEMPLATE_ID: '' }],
    ['NOTIFY_TEMPLATE_ID', { ...NOTIFY, NOTIFY_TEMPLATE_ID: 'the one' }],
    ['NOTIFY_API_KEY', { ...NOTIFY, NOTIFY_API_KEY: 'S3CRET' }],
    ['NOTIFY_BASE_URL', { ...NOTIFY, NOTIFY_BASE_URL: 'http://notify.example.org' }],
  ])('of mail are refused by the name %s, without their secrets: %j', (name, settings) => {
    const read = () =>
      readConfig({ QUARTERDECK_MAIL_FROM: settings.SMTP_URL && 'plan@example.org', ...settings });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(name);
    expect(read).not.toThrow('S3CRET');
  });
});
