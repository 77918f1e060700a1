import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The harmless file that every scanner takes for malware. */
export const EICAR = [
  'X5O!P%@AP[4',
  'PZX54(P^)7CC)7}$EICAR',
  '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*',
].join('\\');

/** A tiny clamd: the command INSTREAM, pieces with their length, an end of length 0. */
export class TinyClamd {
  readonly address: { host: string; port: number };
  /** What it does once a whole file has come. */
  answerTo: (socket: Socket, file: Buffer) => void;

  private constructor(private readonly server: Server) {
    this.address = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
    this.answerTo = TinyClamd.honest;
    server.on('connection', (socket) => {
      let held = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        held = Buffer.concat([held, chunk as Buffer]);
        const file = fileIn(held);
        if (file) this.answerTo(socket, file);
      });
    });
  }

  static async start(): Promise<TinyClamd> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TinyClamd(server);
  }

  static honest(this: void, socket: Socket, file: Buffer): void {
    socket.end(file.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
  }

  stop(): Promise<unknown> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

/** What was sent, once its end has come. */
function fileIn(held: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  if (held.toString('latin1', 0, command.length) !== command) return null;
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= held.length;) {
    const length = held.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(held.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
