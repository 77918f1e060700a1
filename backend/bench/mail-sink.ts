import { createServer, type Server, type Socket } from 'node:net';

export interface SunkMail {
  to: string;
  messageId: string;
  at: number;
}

/** A mail server that does as little as one can: it takes everything, and remembers whom it was for. */
export class MailSink {
  readonly taken: SunkMail[] = [];

  private constructor(
    private readonly server: Server,
    private readonly isLost: (to: string) => boolean,
  ) {
    server.on('connection', (socket) => this.converse(socket));
  }

  /** @param isLost whether it takes this one and then cuts the connection instead of answering */
  static async start(isLost: (to: string) => boolean = () => false): Promise<MailSink> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new MailSink(server, isLost);
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  stop(): void {
    this.server.close();
  }

  private converse(socket: Socket): void {
    let held = '';
    let to: string | undefined;
    let isInMessage = false;
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('error', () => undefined);
    socket.write('220 sink\r\n');
    socket.on('data', (chunk: string) => {
      held += chunk;
      for (;;) {
        const end = held.indexOf(isInMessage ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const said = held.slice(0, end);
        held = held.slice(end + (isInMessage ? 5 : 2));
        if (isInMessage) {
          isInMessage = false;
          const [, messageId = ''] = /^Message-ID: <([^>]+)>/im.exec(said) ?? [];
          this.taken.push({ to: to!, messageId, at: performance.now() });
          if (this.isLost(to!)) return void socket.destroy();
          socket.write('250 OK\r\n');
          continue;
        }
        const [, recipient] = /^RCPT TO:<([^>]+)>/i.exec(said) ?? [];
        to = recipient ?? to;
        isInMessage = /^DATA/i.test(said);
        if (/^EHLO/i.test(said)) socket.write('250-sink\r\n250 PIPELINING\r\n');
        else if (/^QUIT/i.test(said)) return void socket.end('221 bye\r\n');
        else socket.write(isInMessage ? '354 go on\r\n' : '250 OK\r\n');
      }
    });
  }
}
