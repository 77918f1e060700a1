import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { gauge, prometheusText, type Measure } from './prometheus-text.js';

/** Gives the figures of one room of the system. Whoever owns the figures registers it. */
export interface MetricsCollector {
  /** One word: it stands in the figures when it fails. */
  readonly name: string;
  /** Reads only, and answers within a moment: it is asked every few seconds. */
  collect(): Promise<Measure[]> | Measure[];
}

const GIVE_UP_AFTER_MS = 4_000;

/**
 * What this installation says of itself to a monitoring system. Each module registers a collector of
 * its own; one that fails takes no other with it, and is named.
 */
@Injectable()
export class Metrics {
  private readonly logger = new Logger(Metrics.name);
  private readonly collectors = new Map<string, MetricsCollector>();

  constructor() {
    this.register({ name: 'process', collect: processMeasures });
  }

  /** @throws Error when two collectors share a name */
  register(collector: MetricsCollector): void {
    if (this.collectors.has(collector.name)) {
      throw new Error(`Two collectors of metrics named ${collector.name}`);
    }
    this.collectors.set(collector.name, collector);
  }

  async text(): Promise<string> {
    const failed: string[] = [];
    const measures = await Promise.all(
      [...this.collectors.values()].map((collector) =>
        this.ask(collector).catch((error: unknown) => {
          this.logger.warn(`${collector.name}: ${String(error)}`);
          failed.push(collector.name);
          return [];
        }),
      ),
    );
    const collectors = [...this.collectors.keys()].map((collector) => ({
      labels: { collector },
      value: failed.includes(collector) ? 0 : 1,
    }));
    return prometheusText([
      ...measures.flat(),
      {
        name: 'quarterdeck_collector_up',
        help: 'Whether the figures of this collector could be read just now.',
        kind: 'gauge',
        samples: collectors,
      },
    ]);
  }

  /** A Redis that is away is waited for without end by its client: not here. */
  private ask(collector: MetricsCollector): Promise<Measure[]> {
    const tooLong = sleep(GIVE_UP_AFTER_MS, undefined, { ref: false }).then(() => {
      throw new Error(`No answer within ${GIVE_UP_AFTER_MS / 1000} seconds`);
    });
    return Promise.race([Promise.resolve().then(() => collector.collect()), tooLong]);
  }
}

function processMeasures(): Measure[] {
  const { rss, heapUsed } = process.memoryUsage();
  return [
    gauge('process_resident_memory_bytes', 'Memory that this process holds.', rss),
    gauge('nodejs_heap_size_used_bytes', 'Memory in use by the program itself.', heapUsed),
    gauge(
      'process_uptime_seconds',
      'How long ago this process began.',
      Math.round(process.uptime()),
    ),
  ];
}
