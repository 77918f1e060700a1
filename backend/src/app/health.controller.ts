import { Controller, Get, Injectable } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Problem } from '../common/problems.js';
import { Public } from '../platform/http/requires.js';

/** Whether migrations and the demonstration are done. */
@Injectable()
export class Readiness {
  isReady = false;
}

export class HealthDto {
  status: 'ok';
}

@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly dataSource: DataSource,
  ) {}

  /** The process answers. */
  @Get('healthz')
  @Public()
  healthz(): HealthDto {
    return { status: 'ok' };
  }

  /** Migrations and demonstration are done, and the database answers. */
  @Get('readyz')
  @Public()
  async readyz(): Promise<HealthDto> {
    if (!this.readiness.isReady) throw new Problem('service.not_ready');
    try {
      await this.dataSource.query('SELECT 1');
    } catch {
      throw new Problem('service.not_ready', { detail: 'The database does not answer.' });
    }
    return { status: 'ok' };
  }
}
