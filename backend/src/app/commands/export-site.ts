import { readConfig } from '../../platform/config/config.js';
import { openDatabase } from '../database.js';
import { exportSite as copySite } from '../export-site/export-site.js';
import { refuseFolder, writeFolder } from '../export-site/write-folder.js';
import { appOfCommand } from './app-of-command.js';

const USAGE = `npm run export-site -- FOLDER [--address URL] [--replace]
  Writes the public site into a new folder that any web server can hold, at any address: every page and
  every file of the published editions, with relative links. Search stays out, as it needs a server.
  --address  where the copy will be read: it names itself so in its feed. Without it, as this site does
  --replace  puts the new export in the place of an old one`;

/** export-site FOLDER: the public site as files. */
export async function exportSite(args: string[]): Promise<number> {
  const asked = parse(args);
  if (!asked) {
    console.error(USAGE);
    return 2;
  }
  const { folder, address, isReplacing } = asked;
  await refuseFolder(folder, isReplacing);
  const config = { ...readConfig(), isStatic: true };
  const database = await openDatabase(config, 'command');
  try {
    const app = await appOfCommand(config, database);
    const { files, unlinked } = await copySite(app, address);
    await app.close();
    await writeFolder(folder, files);
    console.log(`Written: ${files.size} files into ${folder}. SHA256SUMS lists them.`);
    for (const path of unlinked) console.log(`Not there, so not linked: ${path}`);
    return 0;
  } finally {
    await database.close();
  }
}

function parse(
  args: string[],
): { folder: string; address?: string; isReplacing: boolean } | undefined {
  const rest = args.filter((arg) => arg !== '--replace');
  const at = rest.indexOf('--address');
  const [, address] = at < 0 ? [] : rest.splice(at, 2);
  const [folder, ...more] = rest;
  const isWrong =
    !folder ||
    folder.startsWith('-') ||
    more.length > 0 ||
    (at >= 0 && !/^https?:\/\/[^\s"<>?#]+$/.test(address ?? ''));
  return isWrong ? undefined : { folder, address, isReplacing: args.includes('--replace') };
}
