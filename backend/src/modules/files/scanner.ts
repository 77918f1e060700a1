import { once } from 'node:events';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';

export const SCANNER = Symbol('SCANNER');

/** Looks for malware. A file of which it cannot say is asked about again. */
export interface Scanner {
  /** @throws Error when it does not answer, or cannot say */
  scan(file: Readable): Promise<'clean' | 'infected'>;
}

const TIMEOUT_MS = 60_000;
/** An answer is one line: whoever sends more is no clamd. */
const ANSWER_MAX_LENGTH = 1000;

/** A clamd, asked over TCP with its command INSTREAM: pieces with their length, then one of length 0. */
export class ClamdScanner implements Scanner {
  constructor(
    private readonly address: { host: string; port: number },
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  async scan(file: Readable): Promise<'clean' | 'infected'> {
    const socket = connect(this.address);
    socket.setTimeout(this.timeoutMs, () => socket.destroy(new Error('The scanner is silent')));
    let answer = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text;
      if (answer.length > ANSWER_MAX_LENGTH) socket.destroy(new Error('The scanner says too much'));
    });
    const ended = new Promise((resolve) => socket.once('close', resolve));
    // Whatever goes wrong while nobody waits for it is told at the end.
    let failure: Error | undefined;
    socket.on('error', (error) => (failure = error));
    try {
      await once(socket, 'connect');
      socket.write('zINSTREAM\0');
      for await (const chunk of file as AsyncIterable<Buffer>) {
        if (failure || socket.destroyed) break;
        const length = Buffer.alloc(4);
        length.writeUInt32BE(chunk.length);
        socket.write(length);
        if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), ended]);
      }
      if (!socket.destroyed) socket.write(Buffer.alloc(4));
      await ended;
    } finally {
      file.destroy();
      socket.destroy();
    }
    if (/^stream: OK\0?$/.test(answer)) return 'clean';
    if (/^stream: .+ FOUND\0?$/.test(answer)) return 'infected';
    throw failure ?? new Error(`The scanner could not say: ${answer.slice(0, 200)}`);
  }
}
