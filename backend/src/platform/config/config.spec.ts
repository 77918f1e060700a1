import { ConfigError, OPEN_GOVERNMENT_LICENCE, readConfig } from './config.js';

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
    };
    expect(readConfig(settings)).toMatchObject({
      serviceName: 'Our promises',
      contactEmail: 'plan@example.org',
    });
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
    ['QUARTERDECK_LICENCE_URL', 'https://example.org/licence'],
    ['QUARTERDECK_CONTACT', 'a@example.org?subject=x, b@example.org'],
  ])('are refused by name when they are not right: %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });
});
