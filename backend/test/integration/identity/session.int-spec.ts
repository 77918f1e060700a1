import { Controller, Get, Module, Post } from '@nestjs/common';
import {
  DiscoveryModule,
  DiscoveryService,
  MetadataScanner,
  NestFactory,
  Reflector,
} from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { refuseUndeclaredRoutes } from '../../../src/app/route-declarations.js';
import { Public, Requires } from '../../../src/platform/http/requires.js';
import { buildWorld, PASSWORD, type World, type WorldPerson } from '../../builders/world.js';
import { TestApp, type Answer, type SignedIn } from '../../support/test-app.js';

const OTHER_PASSWORD = 'quite another password';

let test: TestApp;
let world: World;

beforeAll(async () => {
  test = await TestApp.start();
  world = await buildWorld(test);
}, 60_000);
afterAll(() => test.stop());
beforeEach(() => test.manager.query('DELETE FROM rate_limits'));

const trySignIn = (email: string, password: string, headers = {}): Promise<Answer> =>
  test.request('POST', '/api/session', { body: { email, password }, headers });
const signIn = (person: WorldPerson, password = PASSWORD): Promise<SignedIn> =>
  test.signIn(world.emailOf(person), password);
const me = (as?: SignedIn): Promise<Answer> => test.request('GET', '/api/session', { as });

describe('signing in', () => {
  it('answers with who one is, what one may do, and the time here', async () => {
    const answer = await trySignIn(world.emailOf('secretariat').toUpperCase(), PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      person: { id: world.people.secretariat, email: world.emailOf('secretariat') },
      roles: ['secretariat'],
      permissions: expect.arrayContaining(['round.manage', 'session.own']),
      csrfToken: expect.stringMatching(/^[\w-]{32}$/),
      clock: { isDemonstration: true, now: expect.stringContaining('2022-05-09') },
    });
    expect(answer.body['permissions']).not.toContain('person.manage');
  });

  it('sets a cookie that scripts cannot read and other sites cannot send', async () => {
    const { headers } = await trySignIn(world.emailOf('owner'), PASSWORD);
    const cookie = String(headers['set-cookie']);
    expect(cookie).toMatch(/^quarterdeck_session=[\w-]{43};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).toContain('Path=/');
    expect(cookie).toContain(`Max-Age=${12 * 3600}`);
    // This installation's address is http: the next test's is not.
    expect(cookie).not.toContain('Secure');
  });

  it('keeps only a hash of the secret', async () => {
    const { cookie, csrf } = await signIn('owner');
    const secret = cookie.split('=')[1]!;
    const [row] = await test.manager.query<{ text: string }[]>(
      'SELECT string_agg(s::text, $1) AS text FROM sessions s',
      ['|'],
    );
    expect(row!.text).not.toContain(secret);
    expect(row!.text).toContain(csrf);
  });

  it('gives a wrong password and an unknown account the same answer', async () => {
    const wrong = await trySignIn(world.emailOf('owner'), 'not the password');
    const unknown = await trySignIn('nobody@example.org', 'not the password');
    expect(wrong.status).toBe(401);
    expect(wrong.body).toMatchObject({ code: 'session.wrong_credentials' });
    expect(unknown.status).toBe(wrong.status);
    expect(unknown.text).toBe(wrong.text);
    const shape = ({ headers }: Answer): string[] => Object.keys(headers).sort();
    expect(shape(unknown)).toEqual(shape(wrong));
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  it('spends as much work on an unknown account as on a wrong password', async () => {
    const timed = async (email: string): Promise<number> => {
      const times: number[] = [];
      for (let attempt = 0; attempt < 5; attempt++) {
        const start = performance.now();
        await trySignIn(email, 'not the password');
        times.push(performance.now() - start);
      }
      return times.sort((one, other) => one - other)[2]!;
    };
    const [wrong, unknown] = [
      await timed(world.emailOf('owner')),
      await timed('nobody@example.org'),
    ];
    // The argon2 of the one is missing from neither: without it, a tenth would remain.
    expect(unknown).toBeGreaterThan(wrong / 3);
  });

  it('refuses the ninth attempt after eight failures, also with the right password', async () => {
    const email = world.emailOf('contributor');
    for (let attempt = 1; attempt <= 8; attempt++) {
      expect((await trySignIn(email, 'not the password')).status).toBe(401);
    }
    const refused = await trySignIn(email, PASSWORD);
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({ code: 'session.too_many_attempts' });
    const seconds = Number(refused.headers['retry-after']);
    expect(seconds).toBeGreaterThan(800);
    expect(seconds).toBeLessThanOrEqual(900);
    // Nobody else is shut out by it.
    expect((await trySignIn(world.emailOf('owner'), PASSWORD)).status).toBe(200);
  });

  it('limits an unknown account in the same way', async () => {
    for (let attempt = 1; attempt <= 8; attempt++) await trySignIn('nobody@example.org', 'no');
    expect((await trySignIn('nobody@example.org', 'no')).status).toBe(429);
  });

  it('forgets the failures when the password was right in the end', async () => {
    const email = world.emailOf('contributor');
    for (const round of [1, 2]) {
      for (let attempt = 1; attempt <= 7; attempt++) await trySignIn(email, `wrong ${round}`);
      expect((await trySignIn(email, PASSWORD)).status).toBe(200);
    }
  });

  it('is refused to other sites’ pages', async () => {
    for (const headers of [
      { origin: 'https://elsewhere.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
    ]) {
      const answer = await trySignIn(world.emailOf('owner'), PASSWORD, headers);
      expect([headers, answer.status, answer.body['code']]).toEqual([headers, 403, 'session.csrf']);
    }
    const own = await trySignIn(world.emailOf('owner'), PASSWORD, {
      ...{ origin: 'http://localhost', host: 'localhost', 'sec-fetch-site': 'same-origin' },
    });
    expect(own.status).toBe(200);
  });
});

describe('a session', () => {
  it('is needed for every route that is not public', async () => {
    for (const as of [undefined, { cookie: 'quarterdeck_session=invented', csrf: '' }]) {
      const answer = await me(as);
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ code: 'session.required' });
    }
  });

  it('changes nothing without its own CSRF token', async () => {
    const own = await signIn('owner');
    const other = await signIn('owner');
    for (const csrf of ['', 'invented', other.csrf]) {
      const answer = await test.request('DELETE', '/api/session', { as: { ...own, csrf } });
      expect([answer.status, answer.body['code']]).toEqual([403, 'session.csrf']);
    }
    expect((await me(own)).status).toBe(200);
    expect((await test.request('DELETE', '/api/session', { as: own })).status).toBe(204);
  });

  it('ends when it is signed out, and its cookie with it', async () => {
    const session = await signIn('owner');
    const answer = await test.request('DELETE', '/api/session', { as: session });
    expect(String(answer.headers['set-cookie'])).toMatch(/quarterdeck_session=;.*(Max-Age=0|1970)/);
    expect((await me(session)).status).toBe(401);
  });

  it.each([
    ['after twelve hours', "expires_at = clock_timestamp() - interval '1 second'"],
    ['after two idle hours', "last_used_at = clock_timestamp() - interval '2 hours 1 second'"],
  ])('ends %s', async (_, set) => {
    const session = await signIn('owner');
    await test.manager.query(`UPDATE sessions SET ${set}`);
    const answer = await me(session);
    expect([answer.status, answer.body['code']]).toEqual([401, 'session.required']);
  });

  it('stays open while it is used', async () => {
    const session = await signIn('owner');
    await test.manager.query(
      "UPDATE sessions SET last_used_at = clock_timestamp() - interval '1 hour 59 minutes'",
    );
    expect((await me(session)).status).toBe(200);
    const [row] = await test.manager.query<{ fresh: boolean }[]>(
      "SELECT bool_or(last_used_at > clock_timestamp() - interval '1 minute') AS fresh FROM sessions",
    );
    expect(row!.fresh).toBe(true);
  });

  it('does not end because the demonstration’s clock moves', async () => {
    const session = await signIn('owner');
    const before = test.now;
    await test.setClock(new Date(before.getTime() + 30 * 86_400_000));
    expect((await me(session)).status).toBe(200);
    await test.setClock(before);
  });

  it('is refused what its roles do not hold, with who can', async () => {
    const answer = await test.request('GET', '/api/people', { as: await signIn('owner') });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({
      code: 'permission.refused',
      detail: expect.stringContaining('administrator or secretariat or auditor'),
    });
  });
});

describe('passwords', () => {
  const change = (as: SignedIn, currentPassword: string, newPassword: string): Promise<Answer> =>
    test.request('POST', '/api/session/password', { as, body: { currentPassword, newPassword } });

  it('are changed with the present one, and every other session ends', async () => {
    const [here, elsewhere, someoneElse] = [
      await signIn('secondOwner'),
      await signIn('secondOwner'),
      await signIn('owner'),
    ];
    const wrong = await change(here, 'not the password', OTHER_PASSWORD);
    expect([wrong.status, wrong.body['code']]).toEqual([422, 'session.wrong_password']);
    expect(wrong.body['issues']).toMatchObject([{ field: 'currentPassword' }]);
    expect((await change(here, PASSWORD, 'too short')).status).toBe(400);
    expect((await me(elsewhere)).status).toBe(200);
    expect((await change(here, PASSWORD, OTHER_PASSWORD)).status).toBe(204);
    expect((await me(here)).status).toBe(200);
    expect((await me(elsewhere)).status).toBe(401);
    expect((await me(someoneElse)).status).toBe(200);
    expect((await trySignIn(world.emailOf('secondOwner'), PASSWORD)).status).toBe(401);
    await change(here, OTHER_PASSWORD, PASSWORD);
  });

  it('cannot be guessed through this door either', async () => {
    const session = await signIn('secondOwner');
    for (let attempt = 1; attempt <= 8; attempt++) {
      await change(session, 'not the password', OTHER_PASSWORD);
    }
    expect((await change(session, PASSWORD, OTHER_PASSWORD)).status).toBe(429);
  });

  it('are set by an administrator for who lost theirs: all their sessions end', async () => {
    const [session, administrator] = [await signIn('stranger'), await signIn('administrator')];
    const answer = await test.request('POST', `/api/people/${world.people.stranger}/password`, {
      as: administrator,
      body: { password: OTHER_PASSWORD },
    });
    expect(answer.status).toBe(204);
    expect((await me(session)).status).toBe(401);
    await signIn('stranger', OTHER_PASSWORD);
  });

  it('are kept as argon2id', async () => {
    const rows = await test.manager.query<{ password_hash: string }[]>(
      'SELECT password_hash FROM people',
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows)
      expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('somebody who leaves', () => {
  const setActive = async (person: WorldPerson, isActive: boolean): Promise<Answer> =>
    test.request('PATCH', `/api/people/${world.people[person]}`, {
      as: await signIn('administrator'),
      body: { isActive },
    });

  it('is out at once, and cannot come back with their password', async () => {
    const session = await signIn('auditor');
    expect((await setActive('auditor', false)).status).toBe(200);
    expect((await me(session)).status).toBe(401);
    const answer = await trySignIn(world.emailOf('auditor'), PASSWORD);
    expect([answer.status, answer.body['code']]).toEqual([401, 'session.wrong_credentials']);
    await setActive('auditor', true);
    expect((await me(session)).status).toBe(401);
    await signIn('auditor');
  });

  it('is offered no longer, but found by those who read what was done', async () => {
    const offered = async (who: WorldPerson, query = ''): Promise<string[]> => {
      const { body } = await test.request('GET', `/api/people/choices${query}`, {
        as: await signIn(who),
      });
      return (body['data'] as { id: string }[]).map(({ id }) => id);
    };
    const leaver = world.people.secondOwner;
    await setActive('secondOwner', false);
    expect(await offered('secretariat')).not.toContain(leaver);
    expect(await offered('secretariat', '?withClosed=true')).toContain(leaver);
    expect(await offered('auditor', '?withClosed=true')).toContain(leaver);
    expect(await offered('owner', '?withClosed=true')).not.toContain(leaver);
    await setActive('secondOwner', true);
  });

  it('loses a role from one request to the next', async () => {
    const session = await signIn('clearer');
    const grants = await test.manager.query<{ id: string }[]>(
      'SELECT id FROM grants WHERE person_id = $1',
      [world.people.clearer],
    );
    expect((await me(session)).body['roles']).toEqual(['clearer']);
    await test.request('DELETE', `/api/people/${world.people.clearer}/grants/${grants[0]!.id}`, {
      as: await signIn('administrator'),
    });
    expect((await me(session)).body['roles']).toEqual([]);
  });
});

describe('every answer', () => {
  it.each(['/api/session', '/healthz', '/app', '/nowhere', '/'])(
    'of %s carries the security headers',
    async (url) => {
      const { headers } = await test.request('GET', url);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).toMatch(/script-src 'self' 'nonce-[0-9a-f]{32}'/);
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'x-frame-options': 'SAMEORIGIN',
      });
    },
  );

  it('has a nonce of its own', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const { headers } = await test.request('GET', '/healthz');
        return /nonce-(\w+)/.exec(String(headers['content-security-policy']))![1];
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });
});

describe('a route that declares nothing', () => {
  @Controller('declared')
  class DeclaredController {
    @Get()
    @Requires('plan.read')
    read(): string {
      return 'declared';
    }

    @Post()
    @Public()
    write(): void {}

    notARoute(): void {}
  }

  @Controller('undeclared')
  class UndeclaredController {
    @Get()
    @Public()
    read(): string {
      return 'public';
    }

    @Post(':id')
    forgotten(): void {}
  }

  const boot = async (controllers: (new () => unknown)[]): Promise<void> => {
    @Module({ imports: [DiscoveryModule], controllers })
    class LittleModule {}
    const app = await NestFactory.create(LittleModule, new FastifyAdapter(), { logger: false });
    try {
      refuseUndeclaredRoutes(
        app.get(DiscoveryService),
        app.get(MetadataScanner),
        app.get(Reflector),
      );
    } finally {
      await app.close();
    }
  };

  it('keeps the application from starting, and is named', async () => {
    await boot([DeclaredController]);
    await expect(boot([DeclaredController, UndeclaredController])).rejects.toThrow(
      'These do not: UndeclaredController.forgotten',
    );
  });
});
