import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { Metrics, type MetricsCollector } from '../../platform/metrics/metrics.js';
import { gauge, type Measure } from '../../platform/metrics/prometheus-text.js';

interface Figures {
  waiting: number;
  oldestSeconds: number;
  failed: number;
  isPaused: number;
}

/** How messages stand, for a monitoring system. */
@Injectable()
export class MessageMetrics implements MetricsCollector {
  readonly name = 'messages';

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    metrics.register(this);
  }

  async collect(): Promise<Measure[]> {
    const [row] = await this.dataSource.query<Figures[]>(
      `SELECT count(*) FILTER (WHERE state = 'waiting' AND send_at <= $1)::int AS waiting,
         coalesce(extract(epoch FROM $1 - min(send_at) FILTER (WHERE state = 'waiting' AND send_at <= $1)), 0)::float8 AS "oldestSeconds",
         count(*) FILTER (WHERE state IN ('failed', 'unknown'))::int AS failed,
         (SELECT (failures > 0)::int FROM mail_pauses) AS "isPaused"
       FROM messages WHERE state IN ('waiting', 'failed', 'unknown')`,
      [this.clock.now()],
    );
    const { waiting, oldestSeconds, failed, isPaused } = row!;
    return [
      gauge('quarterdeck_messages_due', 'Messages that are due and have not gone.', waiting),
      gauge(
        'quarterdeck_messages_oldest_due_seconds',
        'How long the oldest message that is due has waited.',
        oldestSeconds,
      ),
      gauge(
        'quarterdeck_messages_failed',
        'Messages that failed or may not have arrived, and wait for a person.',
        failed,
      ),
      gauge('quarterdeck_mail_paused', 'Whether email waits for its provider (1).', isPaused),
    ];
  }
}
