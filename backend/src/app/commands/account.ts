import { createInterface } from 'node:readline/promises';
import { randomBytes } from 'node:crypto';
import { isEmail } from 'class-validator';
import { Problem } from '../../common/problems.js';
import {
  CreatePerson,
  GiveGrant,
  Organisation,
  SaveOrganisation,
} from '../../modules/identity/index.js';
import { Acts } from '../../modules/audit/index.js';
import { readConfig } from '../../platform/config/config.js';
import { openDatabase } from '../database.js';
import { appOfCommand } from './app-of-command.js';

const USAGE = `npm run account -- EMAIL "NAME" "ORGANISATION"
  Makes an administrator, who then makes the other accounts in the screens.
  The password is read from QUARTERDECK_PASSWORD, else asked for; an empty answer makes one up.`;

/** account EMAIL NAME ORGANISATION: the first administrator of an installation. */
export async function account([email, name, organisation]: string[]): Promise<number> {
  if (!email || !name || !organisation) {
    console.error(USAGE);
    return 2;
  }
  if (!isEmail(email)) {
    console.error(`“${email}” is no email address.`);
    return 2;
  }
  const { password, isMadeUp } = await readPassword();
  if (password.length < 12 || password.length > 128) {
    console.error('A password has 12 to 128 characters.');
    return 2;
  }
  const config = readConfig();
  const database = await openDatabase(config, 'command');
  try {
    const app = await appOfCommand(config, database);
    await app.get(Acts).perform(null, async (act) => {
      const known = await act.manager.findOneBy(Organisation, { name: organisation });
      const organisationId =
        known?.id ??
        (await app
          .get(SaveOrganisation)
          .execute(act, { name: organisation, shortName: organisation.slice(0, 60) }));
      const personId = await app
        .get(CreatePerson)
        .execute(act, { email, name, organisationId, password });
      await app.get(GiveGrant).execute(act, personId, { role: 'administrator' });
    });
    await app.close();
    console.log(`${name} (${email.toLowerCase()}) can sign in as an administrator.`);
    if (isMadeUp) console.log(`Their password, shown only now: ${password}`);
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(
      error.extra.issues?.map((issue) => `${issue.field}: ${issue.message}`).join('\n') ??
        error.detail,
    );
    return 1;
  } finally {
    await database.close();
  }
}

async function readPassword(): Promise<{ password: string; isMadeUp: boolean }> {
  const given = process.env.QUARTERDECK_PASSWORD;
  if (given) return { password: given, isMadeUp: false };
  let typed = '';
  if (process.stdin.isTTY) {
    const prompt = createInterface({ input: process.stdin, output: process.stdout });
    typed = await prompt.question('Password (12 characters or more; empty: one is made up): ');
    prompt.close();
  }
  return typed
    ? { password: typed, isMadeUp: false }
    : { password: randomBytes(18).toString('base64url'), isMadeUp: true };
}
