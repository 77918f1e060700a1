import { readFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Problem } from '../../common/problems.js';
import { Acts } from '../../modules/audit/index.js';
import { ImportEdition } from '../../modules/publication/index.js';
import { readConfig } from '../../platform/config/config.js';
import { Outbox } from '../../platform/queue/outbox.js';
import { Queues } from '../../platform/queue/queues.js';
import { openDatabase } from '../database.js';
import { appOfCommand } from './app-of-command.js';

const USAGE = `npm run import-edition -- FILE
  Publishes here an edition that was published elsewhere, from its JSON (…/editions/NAME/v1.json):
  the same words under the same hash. Plan, chapters, commitments and organisations that are not
  known here are made. Bring in the oldest edition of a plan first, and of one edition its versions in
  their order.`;

/** import-edition FILE: the JSON of an edition, checked and published here; all of it, or nothing. */
export async function importEdition([path, ...more]: string[]): Promise<number> {
  if (!path || more.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const file = readFile(path);
  if (file === undefined) return 1;
  const config = readConfig();
  const database = await openDatabase(config, 'command');
  try {
    const app = await appOfCommand(config, database);
    try {
      return await bringIn(app, path, file);
    } finally {
      await app.close();
      // What is to follow, such as its files, is for the running application or the first reader.
      await app.get(Outbox).close();
      await app.get(Queues).close();
    }
  } finally {
    await database.close();
  }
}

async function bringIn(app: NestFastifyApplication, path: string, file: string): Promise<number> {
  try {
    const { slug, version, hash } = await app
      .get(Acts)
      .perform(null, (act) => app.get(ImportEdition).execute(act, file));
    console.log(`Published: /editions/${slug}, version ${version}.`);
    console.log(
      `Hash of this edition: ${hash}. Compare it with the page from which the file came.`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`${path} was not brought in; nothing was changed.`);
    const issues = error.extra.issues ?? [{ field: '', message: error.detail }];
    for (const { field, message } of issues) {
      console.error([field, message].filter(Boolean).join(' '));
    }
    return 1;
  }
}

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    console.error(`The file ${path} could not be read (${(error as NodeJS.ErrnoException).code}).`);
    return undefined;
  }
}
