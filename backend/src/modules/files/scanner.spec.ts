import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { EICAR, TinyClamd } from '../../../test/support/clamd.js';
import { ClamdScanner } from './scanner.js';

let clamd: TinyClamd;
beforeEach(async () => {
  clamd = await TinyClamd.start();
});
afterEach(() => clamd.stop());

/** Waits longer than a busy machine may take, but where the test is of waiting. */
const scan = (chunks: readonly (string | Buffer)[], patienceMs = 20_000) =>
  new ClamdScanner(clamd.address, patienceMs).scan(
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
    clamd.answerTo = answer;
    await expect(scan(['A report.'], 300)).rejects.toThrow();
  });

  it('does not take a scanner that is not there for one that says clean', async () => {
    const nobody = new ClamdScanner({ host: '127.0.0.1', port: 1 }, 500);
    await expect(nobody.scan(Readable.from([Buffer.from('x')]))).rejects.toThrow();
  });
});
