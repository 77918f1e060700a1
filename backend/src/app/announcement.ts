/** What a start has to tell the person at the keyboard. */
export interface Started {
  address: string;
  milliseconds: number;
  /** Of the demonstration; absent in a real installation. */
  demonstration?: { password: string; accounts: readonly { name: string; email: string }[] };
  /** Somebody can sign in. */
  hasPeople: boolean;
  /** Where the embedded database keeps its data. */
  dataFolder?: string;
}

/** Where to go, who can sign in, and where the data is. */
export function announcement(started: Started): string {
  const { address, milliseconds, demonstration, hasPeople, dataFolder } = started;
  const lines = [
    `Quarterdeck is ready (${(milliseconds / 1000).toFixed(1)} s).`,
    `  Public pages   ${address}/`,
    `  Screens        ${address}/app`,
    `  API            ${address}/api/openapi.json`,
  ];
  if (demonstration) {
    const { accounts, password } = demonstration;
    lines.push('', `Demonstration accounts (all with the password ${password}):`);
    const width = Math.max(...accounts.map(({ email }) => email.length));
    lines.push(...accounts.map(({ name, email }) => `  ${email.padEnd(width)}  ${name}`));
  }
  if (!hasPeople) {
    lines.push(
      '',
      'Nobody can sign in yet. Make the first administrator, with the same settings:',
      '  npm run account -- EMAIL "NAME" "ORGANISATION"',
    );
  }
  if (dataFolder) lines.push('', `Data: ${dataFolder}. Ctrl-C stops everything.`);
  return lines.join('\n');
}
