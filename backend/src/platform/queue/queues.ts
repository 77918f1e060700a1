import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  createPostgresBackend,
  Queue,
  setDefaultBackendFactory,
  Worker,
  type ConnectionOptions,
  type Job,
} from 'bullmq';
import { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config/config.js';
import { Metrics } from '../metrics/metrics.js';
import type { Measure } from '../metrics/prometheus-text.js';
import { CONFIG, DATABASE_URL } from '../config/tokens.js';
import { HeardClient } from '../database/heard-client.js';

/** The queues, few and by purpose. PostgreSQL tables are the truth; these only time and spread work. */
export const QUEUE_NAMES = ['events', 'scans', 'sweeps', 'messages'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** One handler of jobs; the worker role gives every queue exactly one. */
export type JobHandler = (job: Job) => Promise<void>;

const CLOSE_WITHIN_MS = 20_000;
/** A server that is away is said so once in a while, not ten times a second. */
const WARN_EVERY_MS = 60_000;

/** The Redis that is configured does not answer. */
export class QueueUnreachableError extends Error {
  constructor(cause: unknown) {
    super(
      `Redis does not answer (${cause instanceof Error ? cause.message : String(cause)}). Is REDIS_URL right, and is the server running? Without REDIS_URL the queue runs on PostgreSQL.`,
      { cause },
    );
  }
}

const STATES = ['wait', 'active', 'delayed', 'failed'] as const;
const FINISHED = { removeOnComplete: true, removeOnFail: 1000 } as const;

/**
 * BullMQ's queues and workers on PostgreSQL, or on Redis where one is configured: the rest of the
 * system never knows which.
 */
@Injectable()
export class Queues {
  private readonly logger = new Logger(Queues.name);
  private readonly queues = new Map<QueueName, Queue>();
  private readonly workers: Worker[] = [];
  private readonly warned = new Map<string, number>();
  private redis?: Redis;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DATABASE_URL) private readonly databaseUrl: string,
    metrics: Metrics,
  ) {
    metrics.register({ name: 'queues', collect: () => this.measure() });
    setDefaultBackendFactory(config.redisUrl ? undefined : createPostgresBackend);
  }

  /**
   * Asks once whether a configured Redis answers: BullMQ itself would wait for it for ever.
   * @throws QueueUnreachableError
   */
  async check(): Promise<void> {
    if (!this.config.redisUrl) return;
    const probe = new Redis(this.config.redisUrl, {
      lazyConnect: true,
      connectTimeout: 5_000,
      maxRetriesPerRequest: 1,
      retryStrategy: () => null,
    });
    probe.on('error', () => undefined);
    try {
      await probe.connect();
      await probe.ping();
    } catch (error) {
      throw new QueueUnreachableError(error);
    } finally {
      probe.disconnect();
    }
  }

  /** Adds a job; one with the same id that still waits is the same job. */
  async add(queue: QueueName, name: string, data: object, jobId: string): Promise<void> {
    await this.queue(queue).add(name, data, {
      jobId,
      attempts: 5,
      backoff: { type: 'exponential', delay: 500 },
      ...FINISHED,
    });
  }

  /** The same for what may have failed before: the job of that id that failed is kept, and is run again. */
  async addAgain(queue: QueueName, name: string, data: object, jobId: string): Promise<void> {
    const job = await this.queue(queue).getJob(jobId);
    // Somebody else may be quicker: then it waits already.
    if (await job?.isFailed()) await job?.retry('failed').catch(() => undefined);
    else await this.add(queue, name, data, jobId);
  }

  /** To be looked at, and no more: jobs are added through the methods here. */
  all(): Queue[] {
    return QUEUE_NAMES.map((name) => this.queue(name));
  }

  /** A job that comes again every so many milliseconds, once for the whole installation. */
  async every(queue: QueueName, name: string, milliseconds: number): Promise<void> {
    await this.queue(queue).upsertJobScheduler(
      name,
      { every: milliseconds },
      { name, data: {}, opts: FINISHED },
    );
  }

  /** @throws Error when the queue has a handler already */
  work(queue: QueueName, handler: JobHandler, concurrency = 2): void {
    if (this.workers.some((worker) => worker.name === queue)) {
      throw new Error(`Two handlers for the queue ${queue}`);
    }
    const worker = new Worker(queue, handler, { connection: this.connection(), concurrency });
    worker.on('error', (error) => this.warn(queue, error));
    worker.on('failed', (job, error) =>
      this.logger.warn(`Job ${job?.name} ${job?.id} failed: ${error.message}`),
    );
    this.workers.push(worker);
  }

  /** Finishes the jobs under way, then lets go of the connections. Called before the pool closes. */
  async close(): Promise<void> {
    const closing = Promise.all(this.workers.map((worker) => worker.close()))
      .then(() => Promise.all([...this.queues.values()].map((queue) => queue.close())))
      .then(() => this.redis?.quit());
    // A queue that does not answer must not hold up the stop: its jobs are only timers.
    await Promise.race([
      closing.catch(() => undefined),
      sleep(CLOSE_WITHIN_MS, undefined, { ref: false }),
    ]);
    this.redis?.disconnect();
  }

  private async measure(): Promise<Measure[]> {
    const counts = await Promise.all(
      QUEUE_NAMES.map(async (name) => ({
        name,
        states: await this.queue(name).getJobCounts(...STATES),
      })),
    );
    const samples = counts.flatMap(({ name, states }) =>
      Object.entries(states).map(([state, value]) => ({ labels: { queue: name, state }, value })),
    );
    const help = 'Jobs by queue and state; failed ones are kept to be looked at, at most 1000.';
    return [{ name: 'quarterdeck_queue_jobs', help, kind: 'gauge', samples }];
  }

  private warn(queue: QueueName, { message }: Error): void {
    const words = `Queue ${queue}: ${message}`;
    if (performance.now() - (this.warned.get(words) ?? -Infinity) < WARN_EVERY_MS) return;
    this.warned.set(words, performance.now());
    this.logger.warn(words);
  }

  private queue(name: QueueName): Queue {
    let queue = this.queues.get(name);
    if (!queue) {
      queue = new Queue(name, { connection: this.connection() });
      queue.on('error', (error) => this.warn(name, error));
      this.queues.set(name, queue);
    }
    return queue;
  }

  private connection(): ConnectionOptions {
    if (!this.config.redisUrl) {
      // The PostgreSQL back end takes a pool's settings where Redis takes its own.
      return {
        connectionString: this.databaseUrl,
        migrate: true,
        max: 3,
        Client: HeardClient,
      } as unknown as ConnectionOptions;
    }
    this.redis ??= new Redis(this.config.redisUrl, { maxRetriesPerRequest: null });
    return this.redis;
  }
}
