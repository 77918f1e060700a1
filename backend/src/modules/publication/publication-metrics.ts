import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Metrics, type MetricsCollector } from '../../platform/metrics/metrics.js';
import { gauge, type Measure } from '../../platform/metrics/prometheus-text.js';
import { failedSchedules } from './schedules.js';

/** What a monitoring system is told of publication: an edition that did not appear when it should. */
@Injectable()
export class PublicationMetrics implements MetricsCollector {
  readonly name = 'publication';

  constructor(
    private readonly dataSource: DataSource,
    metrics: Metrics,
  ) {
    metrics.register(this);
  }

  async collect(): Promise<Measure[]> {
    return [
      gauge(
        'quarterdeck_failed_publications',
        'Rounds whose publication at a set time failed, and about which nobody has decided since.',
        await failedSchedules(this.dataSource),
      ),
    ];
  }
}
