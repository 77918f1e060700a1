import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { readConfig } from '../../platform/config/config.js';
import { makeDataSource } from '../../platform/database/data-source.js';
import { AppModule } from '../app.module.js';
import { openApiOf } from '../openapi.js';

/** openapi FILE: writes the description of the API. Needs no database. */
export async function openapi([file]: string[]): Promise<number> {
  if (!file) {
    console.error('Name the file to write: openapi FILE');
    return 2;
  }
  const nowhere = 'postgres://nobody@127.0.0.1:1/none';
  const app = await NestFactory.create(
    AppModule.with(readConfig({}), nowhere, makeDataSource(nowhere, [])),
    new FastifyAdapter(),
    { preview: true, logger: ['error'], abortOnError: false },
  );
  writeFileSync(file, JSON.stringify(openApiOf(app), null, 2));
  return 0;
}
