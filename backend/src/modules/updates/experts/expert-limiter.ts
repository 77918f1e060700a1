import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LinkLimiter } from '../../../platform/links/link-limiter.js';

@Injectable()
export class ExpertLimiter extends LinkLimiter {
  constructor(dataSource: DataSource) {
    super(dataSource, 'expert');
  }
}
