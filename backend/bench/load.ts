import { Agent, request } from 'node:http';

/** One answer, and how long it took from sending to its last byte, in milliseconds. */
export interface Timed {
  status: number;
  body: string;
  headers: Record<string, string | string[] | undefined>;
  milliseconds: number;
}

export interface Measured {
  requests: number;
  /** Answers that were not 2xx. */
  refused: number;
  requestsPerSecond: number;
  p50: number;
  p95: number;
  p99: number;
}

/** A person with a session and a keep-alive connection. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private cookie = '';
  private csrf = '';

  constructor(
    private readonly port: number,
    /** Of every request; made anew for each where they differ. */
    private readonly headers: Record<string, string> | (() => Record<string, string>) = {},
  ) {}

  async signIn(email: string, password: string): Promise<void> {
    const answer = await this.send('POST', '/api/session', { email, password });
    if (answer.status !== 200) throw new Error(`${email} cannot sign in: ${answer.body}`);
    this.cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    this.csrf = (JSON.parse(answer.body) as { csrfToken: string }).csrfToken;
  }

  async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.send(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
    return (answer.body ? JSON.parse(answer.body) : undefined) as T;
  }

  send(method: string, path: string, body?: unknown): Promise<Timed> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((settle, fail) => {
      const started = performance.now();
      const outgoing = request(
        {
          agent: this.agent,
          host: '127.0.0.1',
          port: this.port,
          method,
          path,
          headers: {
            ...(typeof this.headers === 'function' ? this.headers() : this.headers),
            ...(this.cookie && { cookie: this.cookie, 'x-csrf-token': this.csrf }),
            ...(payload !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(payload),
            }),
          },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('end', () =>
            settle({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              body: Buffer.concat(chunks).toString(),
              milliseconds: performance.now() - started,
            }),
          );
        },
      );
      outgoing.on('error', fail);
      outgoing.end(payload);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/**
 * Runs every client's step over and over, each after its own last, until the time is up. A step
 * answers with the request that counts; what else it needs in between is not counted.
 */
export async function measure(
  steps: readonly (() => Promise<Timed>)[],
  seconds: number,
): Promise<Measured> {
  for (const step of steps) await step();
  const times: number[] = [];
  let refused = 0;
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    steps.map(async (step) => {
      while (performance.now() < end) {
        const { status, body, milliseconds } = await step();
        times.push(milliseconds);
        if (status < 300) continue;
        if (refused === 0) console.error(`Refused: ${status} ${body.slice(0, 500)}`);
        refused += 1;
      }
    }),
  );
  times.sort((one, other) => one - other);
  const at = (part: number): number =>
    round(times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0);
  const spent = times.reduce((sum, time) => sum + time, 0) / 1000;
  return {
    requests: times.length,
    refused,
    // Of the time that the counted requests took, at so many connections.
    requestsPerSecond: Math.round((times.length / spent) * steps.length),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}

/** Counted passes; one before them warms up both sides and is not counted. */
const PASSES = 5;

/** A median of passes, with the slowest and the fastest: one pass alone says little of a busy machine. */
export interface Repeated extends Measured {
  slowest: number;
  fastest: number;
}

/**
 * Measures both in turns, so that what else the machine does falls on both alike.
 * @param seconds of all counted passes and the first, for each of the two
 */
export async function measureInTurns(
  one: readonly (() => Promise<Timed>)[],
  other: readonly (() => Promise<Timed>)[],
  seconds: number,
): Promise<[Repeated, Repeated]> {
  const passes: [Measured, Measured][] = [];
  for (let pass = 0; pass <= PASSES; pass += 1) {
    const each = seconds / (PASSES + 1);
    passes.push([await measure(one, each), await measure(other, each)]);
  }
  return [medianOf(passes.map(([first]) => first)), medianOf(passes.map(([, second]) => second))];
}

function medianOf([warmUp, ...passes]: Measured[]): Repeated {
  const inOrder = passes.sort((a, b) => a.requestsPerSecond - b.requestsPerSecond);
  return {
    ...inOrder[Math.floor(inOrder.length / 2)]!,
    refused: inOrder.reduce((sum, { refused }) => sum + refused, warmUp!.refused),
    slowest: inOrder[0]!.requestsPerSecond,
    fastest: inOrder.at(-1)!.requestsPerSecond,
  };
}

export const round = (value: number): number => Math.round(value * 10) / 10;
