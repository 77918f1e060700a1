import { Client, measure, type Measured } from './load.js';

const READERS = 200;

export interface PublicReport {
  connections: number;
  /** By what is read. */
  pages: Record<string, Measured>;
}

const PDF_ADDRESS = /\/editions\/[^"]+\.pdf\?sha256=[0-9a-f]{64}/u;

/** The list of editions when it links to their files: a first start renders them beside its answers. */
async function untilRendered(probe: Client): Promise<{ body: string }> {
  for (let attempt = 0; ; attempt++) {
    const list = await probe.send('GET', '/editions');
    if (PDF_ADDRESS.test(list.body) || attempt === 300) return list;
    await new Promise((settle) => setTimeout(settle, 200));
  }
}

/** The public pages under many readers at once, each on a connection of its own. */
export async function benchPublic(port: number, seconds: number): Promise<PublicReport> {
  const clients = Array.from(
    { length: READERS },
    // As browsers do.
    () => new Client(port, { 'accept-encoding': 'gzip' }),
  );
  const probe = new Client(port);
  const list = await untilRendered(probe);
  const [edition = ''] = /\/editions\/[a-z0-9-]+(?=")/u.exec(list.body) ?? [];
  const page = await probe.send('GET', edition);
  const [commitment = ''] = /\/commitments\/[0-9a-f-]{36}/u.exec(page.body) ?? [];
  const [pdf = ''] = PDF_ADDRESS.exec(list.body) ?? [];
  const read: Record<string, string> = {
    'list of editions': '/editions',
    'an edition': edition,
    'its changes, word by word': `${edition}?show=changes`,
    'a commitment': commitment,
    'lists by delivery': '/delivery',
    'its PDF': pdf,
  };
  const pages: Record<string, Measured> = {};
  for (const [name, path] of Object.entries(read)) {
    if (path === '') throw new Error(`No address for ${name}`);
    const steps = clients.map((client) => () => client.send('GET', path));
    pages[name] = await measure(steps, seconds);
  }
  return { connections: READERS, pages };
}
