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

/** Ports above 1023 that the Fetch standard blocks. */
const REFUSED_BY_BROWSERS: ReadonlySet<number> = new Set([
  ...[1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668],
  ...[6669, 6679, 6697, 10080],
]);

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
  const { port } = new URL(address);
  if (REFUSED_BY_BROWSERS.has(Number(port))) {
    lines.push(
      '',
      `Browsers refuse port ${port}, which is another service’s. Choose another to open it in one: PORT=3000 npm start`,
    );
  }
  if (dataFolder) lines.push('', `Data: ${dataFolder}. Ctrl-C stops everything.`);
  return lines.join('\n');
}
