import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/database/clock.js';
import { Public } from '../platform/http/requires.js';
import {
  DemonstrationDto,
  type DemonstrationAccountDto,
} from './demonstration/demonstration.dto.js';
import { DEMONSTRATION_PASSWORD } from './demonstration/load-demonstration.js';

@ApiTags('session')
@Controller('api/demonstration')
export class DemonstrationController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The accounts of the demonstration, for its sign-in page; a real installation shows none. */
  @Get()
  @Public()
  async read(): Promise<DemonstrationDto> {
    if (!this.clock.isDemonstration) return { isDemonstration: false };
    const accounts = await this.dataSource.query<DemonstrationAccountDto[]>(
      `SELECT p.name, p.email, coalesce((SELECT string_agg(DISTINCT replace(g.role, '_', ' '), ', ') FROM grants g
         WHERE g.person_id = p.id AND g.revoked_at IS NULL), 'owner') AS role
       FROM people p WHERE p.is_active AND p.email LIKE '%@example.org' ORDER BY role, p.name`,
    );
    return {
      isDemonstration: true,
      now: this.clock.now(),
      password: DEMONSTRATION_PASSWORD,
      accounts,
    };
  }
}
