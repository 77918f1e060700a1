import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { ClamdScanner } from './scanner.js';

/** The harmless file that every scanner takes for malware. */
const EICAR = ['X5O!P%@AP[4', 'PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(
  '\\',
);

let server: Server;
let address: { host: string; port: number };
let answerTo: (socket: Socket, bytes: Buffer) => void;

/** A tiny clamd: the command INSTREAM, pieces with their length, an end of length 0. */
beforeEach(async () => {
  answerTo = (socket, bytes) =>
    socket.end(bytes.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
  server = createServer((socket) => {
    let held = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk as Buffer]);
      const file = fileIn(held);
      if (file) answerTo(socket, file);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

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

/** Waits longer than a busy machine may take, but where the test is of waiting. */
const scan = (chunks: readonly (string | Buffer)[], patienceMs = 20_000) =>
  new ClamdScanner(address, patienceMs).scan(
    Readable.from(chunks.map((chunk) => Buffer.from(chunk))),
  );

describe('the scanner', () => {
  it('passes what is clean, also in many pieces', async () => {
    expect(await scan(['A report.'])).toBe('clean');
    const pieces = Array.from({ length: 50 }, () => Buffer.alloc(65_536));
    expect(await scan(pieces)).toBe('clean');
  });

  it('tells of what it finds', async () => {
    expect(await scan(['Before. ', EICAR])).toBe('infected');
  });

  it.each([
    ['an error', (socket: Socket) => socket.end('INSTREAM size limit exceeded. ERROR\0')],
    ['nothing', (socket: Socket) => socket.end()],
    ['silence', () => undefined],
    ['noise', (socket: Socket) => socket.write('x'.repeat(5000))],
  ])('never takes for clean what it could not say: %s', async (_, answer) => {
    answerTo = answer;
    await expect(scan(['A report.'], 300)).rejects.toThrow();
  });

  it('does not take a scanner that is not there for one that says clean', async () => {
    const nobody = new ClamdScanner({ host: '127.0.0.1', port: 1 }, 500);
    await expect(nobody.scan(Readable.from([Buffer.from('x')]))).rejects.toThrow();
  });
});
