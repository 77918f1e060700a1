import { createServer, type AddressInfo } from 'node:net';
import {
  startScriptedServer,
  TestMailServer,
  type SmtpAnswer,
  type SmtpStage,
} from '../../../test/support/mail-server.js';
import type { SmtpSettings } from '../config/mail-settings.js';
import type { OutgoingEmail } from './mail-provider.js';
import { SmtpProvider } from './smtp-provider.js';

const EMAIL: OutgoingEmail = {
  id: '7e3d2c6a-0000-4000-8000-000000000001',
  to: { name: 'Ana Sørensen, Ltd', address: 'ana@example.org' },
  subject: 'Sign-off is due by 5 May: “Safety”',
  text: 'Good morning.\n.\nOne line with a dot alone, and a naïve word.',
  html: '<!doctype html><html lang="en-GB"><p>Good morning.</p></html>',
};

type Expected = { outcome: string; isAddress?: boolean };

let server: TestMailServer;
const opened: SmtpProvider[] = [];
beforeAll(async () => {
  server = await TestMailServer.start({ hideSTARTTLS: true });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.received.length = 0;
  server.answerTo = () => undefined;
});
afterEach(() => Promise.all(opened.splice(0).map((provider) => provider.close())));

function provider(settings: Partial<SmtpSettings> = {}, withinMs = 5_000): SmtpProvider {
  const made = new SmtpProvider(
    {
      ...{ provider: 'smtp', host: '127.0.0.1', port: server.port },
      ...{ isSecure: false, isTlsRequired: false },
      from: { name: 'Action plan', address: 'plan@example.org' },
      replyTo: { name: '', address: 'secretariat@example.org' },
      ...settings,
    },
    'https://updates.example.org',
    withinMs,
  );
  opened.push(made);
  return made;
}

/** The server does this at that stage, and goes on everywhere else. */
const at = (wanted: SmtpStage, answer: SmtpAnswer): void => {
  server.answerTo = (stage) => (stage === wanted ? answer : undefined);
};

describe('an email by SMTP', () => {
  it('is text and HTML, from and to whom it should be, and says that a program wrote it', async () => {
    await expect(provider().send(EMAIL)).resolves.toEqual({
      outcome: 'accepted',
      providerId: 'Q1',
    });
    const { raw, to, messageId } = server.received[0]!;
    expect(to).toBe('ana@example.org');
    expect(messageId).toBe(`${EMAIL.id}@updates.example.org`);
    expect(raw).toMatch(/^From: Action plan <plan@example\.org>\r$/m);
    expect(raw).toMatch(/^Reply-To: secretariat@example\.org\r$/m);
    expect(raw).toMatch(/^To: =\?UTF-8\?.*\?= <ana@example\.org>\r$/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(raw).toMatch(/^Content-Language: en-GB\r$/m);
    expect(raw).toMatch(/^Content-Type: multipart\/alternative;/m);
    expect(raw.match(/^Content-Type: text\/(plain|html); charset=utf-8\r$/gm)).toHaveLength(2);
    expect(raw).toContain('na=C3=AFve');
    expect(raw).not.toMatch(/^X-Mailer/m);
  });

  it('has the same Message-ID at every attempt', async () => {
    const one = provider();
    await one.send(EMAIL);
    await one.send(EMAIL);
    expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(1);
    expect(server.received).toHaveLength(2);
  });

  it('cannot be given another header or another reader by a name, a subject or an address', async () => {
    await provider().send({
      ...EMAIL,
      to: { name: 'Ana\r\nBcc: eve@example.org', address: 'ana@example.org' },
      subject: 'Due\r\nBcc: eve@example.org\n\nNothing',
    });
    expect(server.received[0]!.raw).not.toMatch(/^Bcc/im);
    expect(server.received[0]!.raw).toMatch(/^Subject: Due Bcc: eve@example\.org Nothing\r$/m);
    for (const address of [
      'ana@example.org>\r\nRCPT TO:<eve@example.org',
      'a@b.org, eve@b.org',
      '',
    ]) {
      const outcome = await provider().send({ ...EMAIL, to: { name: 'Ana', address } });
      expect(outcome).toMatchObject({ outcome: 'refused', isAddress: true });
    }
    expect(server.received.map(({ to }) => to)).toEqual(['ana@example.org']);
  });

  it('goes out over connections that are kept, ten at most', async () => {
    const before = server.sessions;
    const one = provider();
    at('message', 20);
    const sent = await Promise.all(
      Array.from({ length: 40 }, (_, n) => one.send({ ...EMAIL, id: `m${n}` })),
    );
    expect(sent.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(server.sessions - before).toBeLessThanOrEqual(10);
    expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(40);
  });

  it('goes out on a new connection where the server had closed the kept ones', async () => {
    const one = provider();
    await one.send(EMAIL);
    for (const connection of server.server.connections) {
      (connection as { _socket: { destroy: () => void } })._socket.destroy();
    }
    await expect(one.send(EMAIL)).resolves.toMatchObject({ outcome: 'accepted' });
  });

  it('goes out after one that was not taken', async () => {
    const one = provider();
    at('rcpt', { code: 550, words: '5.1.1 Nobody of that name' });
    await one.send(EMAIL);
    at('rcpt', undefined);
    await expect(one.send(EMAIL)).resolves.toMatchObject({ outcome: 'accepted' });
  });
});

describe('what became of an email by SMTP', () => {
  const unknownMailbox = { outcome: 'refused', isAddress: true };
  const refused = { outcome: 'refused', isAddress: false };
  const later = { outcome: 'later' };
  const unavailable = { outcome: 'unavailable' };
  const unknown = { outcome: 'unknown' };

  it.each<[SmtpStage, number, string, Expected]>([
    ['connect', 554, 'No service here', unavailable],
    ['connect', 421, 'Too busy', unavailable],
    ['mail', 421, '4.3.2 Shutting down', unavailable],
    ['mail', 451, '4.3.0 Not now', later],
    ['mail', 552, '5.3.4 Too long', refused],
    ['mail', 550, 'Denied', unavailable],
    ['mail', 553, '5.1.8 Sender has no such domain', unavailable],
    ['mail', 550, '5.7.1 Not your sender', unavailable],
    ['mail', 530, '5.7.0 Sign in first', unavailable],
    ['rcpt', 550, '5.1.1 Nobody of that name', unknownMailbox],
    ['rcpt', 550, 'Nobody of that name', unknownMailbox],
    ['rcpt', 551, '5.1.6 Has moved', unknownMailbox],
    ['rcpt', 553, '5.1.3 No address', unknownMailbox],
    ['rcpt', 550, '5.7.1 Not allowed', refused],
    ['rcpt', 554, '5.7.1 Relay access denied', unavailable],
    ['rcpt', 550, '5.1.1 Host relay.example.org said: User unknown', unknownMailbox],
    ['rcpt', 550, '5.7.54 Unable to relay recipient in non-accepted domain', refused],
    ['rcpt', 550, '5.4.1 Recipient address rejected: Access denied', unknownMailbox],
    ['rcpt', 550, '5.2.1 Mailbox disabled', unknownMailbox],
    ['rcpt', 552, '5.2.2 Mailbox full', refused],
    ['rcpt', 450, '4.2.0 Greylisted', later],
    ['rcpt', 452, '4.2.2 Mailbox full', later],
    ['rcpt', 421, 'Too many', unavailable],
    ['rcpt', 530, '5.7.1 Sign in to relay', later],
    ['message', 451, '4.7.1 Scanner is away', later],
    ['message', 550, '5.1.1 Nobody after all', refused],
    ['message', 554, '5.6.0 Not taken', refused],
    ['message', 421, '4.3.2 Shutting down', unavailable],
  ])('at %s, %d %s: %j', async (stage, code, words, outcome) => {
    at(stage, { code, words });
    await expect(provider().send(EMAIL)).resolves.toMatchObject(outcome);
    expect(server.received).toEqual([]);
  });

  it.each<[SmtpStage, SmtpAnswer, Expected]>([
    ['connect', 'drop', unavailable],
    ['mail', 'drop', unavailable],
    ['rcpt', 'drop', unavailable],
    ['message', 'drop', unknown],
    ['connect', 'silence', unavailable],
    ['mail', 'silence', unavailable],
    ['rcpt', 'silence', unavailable],
    ['message', 'silence', unknown],
    ['rcpt', 200, { outcome: 'accepted' }],
    ['message', 200, { outcome: 'accepted' }],
  ])('at %s, %s: %j, within the time allowed', async (stage, answer, outcome) => {
    at(stage, answer);
    const started = performance.now();
    await expect(provider({}, 600).send(EMAIL)).resolves.toMatchObject(outcome);
    expect(performance.now() - started).toBeLessThan(1_200);
    // An answer that was lost is never a reason to send again by itself.
    expect(server.received).toHaveLength(
      stage === 'message' || outcome.outcome === 'accepted' ? 1 : 0,
    );
  });

  it.each<[string, Expected]>([
    ['451 4.3.0 Not now\r\n', later],
    ['554 5.5.1 No\r\n', refused],
  ])('at the command DATA, %j: %j', async (answer, outcome) => {
    const scripted = await startScriptedServer([
      ...['220 hello\r\n', '250 hello\r\n', '250 sender\r\n', '250 reader\r\n', answer],
      '250 reset\r\n',
    ]);
    await expect(provider({ port: scripted.port }).send(EMAIL)).resolves.toMatchObject(outcome);
    await Promise.all(opened.splice(0).map((each) => each.close()));
    await scripted.stop();
  });

  it('is that nothing was handed over when the connection ended amid the message', async () => {
    const scripted = await startScriptedServer([
      ...[
        '220 hello\r\n',
        '250 hello\r\n',
        '250 sender\r\n',
        '250 reader\r\n',
        '354 go on\r\n',
        null,
      ],
    ]);
    const long = { ...EMAIL, html: 'x'.repeat(20_000_000) };
    await expect(provider({ port: scripted.port }).send(long)).resolves.toMatchObject(unavailable);
    await scripted.stop();
  });

  it('is known in time also when the server never ends what it says', async () => {
    const trickling = createServer((socket) => {
      const timer = setInterval(() => socket.write('220-wait\r\n'), 50);
      socket.on('close', () => clearInterval(timer)).on('error', () => undefined);
    });
    await new Promise<void>((resolve) => trickling.listen(0, '127.0.0.1', resolve));
    const { port } = trickling.address() as AddressInfo;
    const started = performance.now();
    await expect(provider({ port }, 600).send(EMAIL)).resolves.toMatchObject(unavailable);
    expect(performance.now() - started).toBeLessThan(1_200);
    await new Promise((resolve) => trickling.close(resolve));
  });

  it('is that nobody can be written to when no server, no name, no safe connection is there', async () => {
    const gone = await TestMailServer.start();
    await gone.stop();
    const selfSigned = await TestMailServer.start();
    const cases: Partial<SmtpSettings>[] = [
      { port: gone.port },
      { host: 'mail.invalid' },
      { isTlsRequired: true },
      { isSecure: true },
      { isTlsRequired: true, port: selfSigned.port },
    ];
    for (const settings of cases) {
      await expect(provider(settings).send(EMAIL)).resolves.toMatchObject(unavailable);
    }
    expect([...server.received, ...selfSigned.received]).toEqual([]);
    await selfSigned.stop();
  });

  it('is that nobody can be written to when signing in fails, and never says the password', async () => {
    const signIn = await TestMailServer.start({
      hideSTARTTLS: true,
      allowInsecureAuth: true,
      authOptional: false,
    });
    const as = { port: signIn.port, user: 'plan' };
    await expect(provider({ ...as, password: 's3cret' }).send(EMAIL)).resolves.toMatchObject({
      outcome: 'accepted',
    });
    signIn.answerTo = (stage) =>
      stage === 'auth' ? { code: 535, words: 'No: plan wr0ng-pass' } : undefined;
    const outcome = await provider({ ...as, password: 'wr0ng-pass' }).send(EMAIL);
    expect(outcome).toEqual({
      outcome: 'unavailable',
      words: 'The mail server refused the sign-in (535).',
    });
    await signIn.stop();
  });

  it('is that nothing goes out unsigned where the server offers no sign-in', async () => {
    const without = await TestMailServer.start({ hideSTARTTLS: true, disabledCommands: ['AUTH'] });
    const as = { port: without.port, user: 'plan', password: 's3cret' };
    await expect(provider(as).send(EMAIL)).resolves.toMatchObject(unavailable);
    expect(without.received).toEqual([]);
    await without.stop();
  });

  it('is that the message is refused when it is longer than the server takes', async () => {
    const small = await TestMailServer.start({
      hideSTARTTLS: true,
      size: 2_000,
      rejectOversized: true,
    });
    const long = { ...EMAIL, html: 'x'.repeat(5_000) };
    await expect(provider({ port: small.port }).send(long)).resolves.toMatchObject(refused);
    await small.stop();
  });
});
