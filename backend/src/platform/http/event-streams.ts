import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../common/problems.js';
import { Metrics } from '../metrics/metrics.js';
import { gauge } from '../metrics/prometheus-text.js';
import { DatabaseListener } from '../database/listener.js';

/** Proxies cut connections on which nothing is said, mostly after a minute. */
const BEAT_MS = 20_000;
const RECONNECT_MS = 3_000;

/** One page that listens: what is sent becomes events of its EventSource. */
export class EventStream {
  private readonly ends: (() => void)[] = [];
  private isOver = false;

  constructor(
    private readonly reply: FastifyReply,
    readonly isAllowed: () => Promise<boolean>,
  ) {
    const { raw } = reply;
    raw.once('close', () => this.over());
    raw.on('error', () => this.over());
  }

  send(event: string, data: unknown): void {
    this.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** A comment: the page does not notice it. */
  beat(): void {
    this.write(': \n\n');
  }

  end(): void {
    if (this.isOver) return;
    this.reply.raw.end();
    this.over();
  }

  /** Calls back once, when either side has ended it. */
  onEnd(hearer: () => void): void {
    if (this.isOver) hearer();
    else this.ends.push(hearer);
  }

  write(text: string): void {
    if (!this.isOver) this.reply.raw.write(text);
  }

  private over(): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const hear of this.ends) hear();
  }
}

/** True when the page asks to listen, and not for an answer. */
export const asksForEvents = ({ headers }: FastifyRequest): boolean =>
  (headers.accept ?? '').includes('text/event-stream');

/**
 * All open event streams of this process. Each ends with the right to it, which is asked anew at every
 * beat and whenever rights change, and all end first when the process stops: they would hold it up.
 */
@Injectable()
export class EventStreams implements OnModuleDestroy {
  private readonly open = new Set<EventStream>();
  private readonly timer = setInterval(() => void this.beat(), BEAT_MS).unref();
  private isClosing = false;

  constructor(listener: DatabaseListener, metrics: Metrics) {
    listener.on('access', () => this.endRefused());
    metrics.register({
      name: 'streams',
      collect: () => [
        gauge('quarterdeck_event_streams', 'Pages that listen to this process.', this.count),
      ],
    });
  }

  /** Takes the reply over. @param isAllowed whether its reader may still listen */
  start(reply: FastifyReply, isAllowed: () => Promise<boolean>): EventStream {
    if (this.isClosing) throw new Problem('service.not_ready');
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // An ended stream leaves no connection open that would hold up a stop.
      connection: 'close',
      // nginx would keep events back until its buffer is full.
      'x-accel-buffering': 'no',
    });
    const stream = new EventStream(reply, isAllowed);
    this.open.add(stream);
    stream.onEnd(() => this.open.delete(stream));
    stream.write(`retry: ${RECONNECT_MS}\n\n`);
    return stream;
  }

  get count(): number {
    return this.open.size;
  }

  onModuleDestroy(): void {
    this.isClosing = true;
    clearInterval(this.timer);
    for (const stream of this.open) stream.end();
  }

  private async beat(): Promise<void> {
    for (const stream of this.open) stream.beat();
    await this.endRefused();
  }

  private async endRefused(): Promise<void> {
    await Promise.all(
      [...this.open].map(async (stream) => {
        // Not to know is not to refuse: the next beat asks again.
        if (!(await stream.isAllowed().catch(() => true))) stream.end();
      }),
    );
  }
}
