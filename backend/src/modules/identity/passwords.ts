import { hash, verify } from '@node-rs/argon2';

/** OWASP's recommended argon2id cost: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const PASSWORD_MIN_LENGTH = 12;
export const PASSWORD_MAX_LENGTH = 128;

export const hashPassword = (password: string): Promise<string> =>
  hash(password.normalize('NFC'), COST);

let decoy: Promise<string> | undefined;

/** True when it matches. An absent hash takes as long as a wrong password: no account is betrayed. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const matches = await verify(stored ?? (await decoy), password.normalize('NFC'));
  return stored !== null && matches;
}
