import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import tlsOptions from 'smtp-server/lib/tls-options.js';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** Where in a session the server is; `message`: it has the whole of it, and has not answered. */
export type SmtpStage = 'connect' | 'auth' | 'mail' | 'rcpt' | 'message';

/** A refusal, a cut connection, a silence, or some milliseconds of waiting. Nothing: it goes on. */
export type SmtpAnswer = { code: number; words: string } | 'drop' | 'silence' | number | undefined;

export interface ReceivedMail {
  messageId: string;
  to: string;
  raw: string;
  /** Whether it said so to who sent it. */
  isAnswered: boolean;
}

/** A mail server that keeps what it took, and does at every stage what it is told to. */
export class TestMailServer {
  readonly received: ReceivedMail[] = [];
  /** What it does at a stage of a session; `to` is known from `rcpt` on. */
  answerTo: (stage: SmtpStage, to: string) => SmtpAnswer = () => undefined;
  sessions = 0;

  private constructor(
    readonly server: SMTPServer,
    readonly port: number,
  ) {}

  static async start(options: SMTPServerOptions = {}, port = 0): Promise<TestMailServer> {
    const step =
      (stage: SmtpStage) =>
      (address: { address?: string }, session: SMTPServerSession, done: Done): void =>
        void self.step(stage, session, address.address ?? '', done);
    const server = new SMTPServer({
      // The certificate that comes with the server, which nobody trusts; said, it is no warning.
      ...tlsOptions(),
      authOptional: true,
      disableReverseLookup: true,
      closeTimeout: 100,
      onConnect: (session, done) => {
        self.sessions += 1;
        step('connect')({}, session, done);
      },
      onAuth: ({ username, password }, session, done) =>
        step('auth')({}, session, (error) =>
          error || password !== 's3cret' ? done(error ?? null) : done(null, { user: username }),
        ),
      onMailFrom: step('mail'),
      onRcptTo: step('rcpt'),
      onData: (stream, session, done) => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        void text(stream).then(
          (raw) => self.take(raw, to, session, done),
          () => undefined,
        );
      },
      ...options,
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
    const self = new TestMailServer(server, (server.server.address() as AddressInfo).port);
    return self;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async take(
    raw: string,
    to: string,
    session: SMTPServerSession,
    done: (error?: Error | null, message?: string) => void,
  ): Promise<void> {
    const [, messageId = ''] = /^Message-ID: <([^>]+)>/im.exec(raw) ?? [];
    const answer = this.answerTo('message', to);
    if (typeof answer !== 'object') {
      this.received.push({ messageId, to, raw, isAnswered: !isLost(answer) });
    }
    await this.obey(answer, session, (error) =>
      done(error, `OK: queued as Q${this.received.length}`),
    );
  }

  private step(stage: SmtpStage, session: SMTPServerSession, to: string, done: Done) {
    return this.obey(this.answerTo(stage, to), session, done);
  }

  private async obey(answer: SmtpAnswer, session: SMTPServerSession, done: Done): Promise<void> {
    if (answer === 'silence') return;
    if (answer === 'drop') return this.socketOf(session)?.destroy() && undefined;
    if (typeof answer === 'number') await sleep(answer);
    if (typeof answer !== 'object') return done();
    done(Object.assign(new Error(answer.words), { responseCode: answer.code }));
  }

  private socketOf({ id }: SMTPServerSession): Socket | undefined {
    const connections = [...(this.server.connections as Set<{ id: string; _socket: Socket }>)];
    return connections.find((connection) => connection.id === id)?._socket;
  }
}

type Done = (error?: Error | null) => void;

const isLost = (answer: SmtpAnswer): boolean => answer === 'drop' || answer === 'silence';

/**
 * A server that says these lines, each as the answer to one line of the client, for what a proper one
 * never does. `null` cuts the connection.
 */
export async function startScriptedServer(
  lines: (string | null)[],
): Promise<{ port: number; stop: () => Promise<unknown>; server: Server }> {
  const server = createServer((socket) => {
    const left = [...lines];
    const say = (): void => {
      const line = left.shift();
      if (line === null) socket.destroy();
      else if (line !== undefined) socket.write(line);
    };
    socket.on('error', () => undefined);
    say();
    socket.on('data', say);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server,
    port: (server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
