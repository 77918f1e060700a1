import type { Withdrawal } from '../api/types.ts';

/** "version 2", or "versions 1 to 3". */
export const versionsWords = ({
  fromVersion,
  toVersion,
}: Pick<Withdrawal, 'fromVersion' | 'toVersion'>): string =>
  fromVersion === toVersion ? `version ${toVersion}` : `versions ${fromVersion} to ${toVersion}`;
