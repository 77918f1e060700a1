import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

interface ClockSettings {
  offset_ms: string;
  is_demonstration: boolean;
}

/**
 * The installation's time: real time plus an offset kept in the database (none in a real
 * installation). The only place that asks the machine what time it is for the domain.
 */
@Injectable()
export class Clock {
  private offsetMs = 0;
  private demonstration = false;

  constructor(private readonly dataSource: DataSource) {}

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  get offset(): number {
    return this.offsetMs;
  }

  get isDemonstration(): boolean {
    return this.demonstration;
  }

  /** Reads the offset again: at start, and when another process says that it moved. */
  async refresh(manager: EntityManager = this.dataSource.manager): Promise<void> {
    const [row] = await manager.query<ClockSettings[]>(
      'SELECT offset_ms, is_demonstration FROM clock_settings',
    );
    this.offsetMs = Number(row?.offset_ms ?? 0);
    this.demonstration = row?.is_demonstration ?? false;
  }
}
