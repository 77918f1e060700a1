import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../../platform/config/config.js';
import { Clock } from '../../platform/database/clock.js';
import { createApp } from '../create-app.js';
import type { OpenDatabase } from '../database.js';

/** The application as a command uses it: by the installation's time, which a demonstration moves. */
export async function appOfCommand(
  config: Config,
  { url, dataSource }: OpenDatabase,
): Promise<NestFastifyApplication> {
  const app = await createApp(config, url, dataSource);
  await app.get(Clock).refresh();
  return app;
}
