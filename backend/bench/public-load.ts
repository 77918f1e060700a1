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

let readers = 0;
/** Another address for each request: one reader alone may not search or check so often. */
const fromAnywhere = (): string => {
  readers += 1;
  return ['2001:db8:', (readers >>> 16).toString(16), (readers & 0xffff).toString(16)].join(':');
};

/** What readers search for: every answer is worked out anew, also the misspelt one. */
const SEARCHES = ['training', 'handcuffing', 'stop and search', 'hadncuffing', '"body-worn video"'];

/** The addresses of one kind of page: one that is asked for over and over, or several by turns. */
async function addressesOf(probe: Client): Promise<Record<string, string[]>> {
  const list = await untilRendered(probe);
  const bodyOf = async (path: string): Promise<string> => (await probe.send('GET', path)).body;
  const [edition = ''] = /\/editions\/[a-z0-9-]+(?=")/u.exec(list.body) ?? [];
  const page = await bodyOf(edition);
  const [pdf = ''] = PDF_ADDRESS.exec(list.body) ?? [];
  const [, hash = ''] = /<code class="hash">([0-9a-f]{64})</u.exec(page) ?? [];
  const chapters = [...page.matchAll(/<h2 id="chapter-\d+">([^<]+)</gu)].map(([, title]) => title!);
  const commitments = [...new Set(page.match(/\/commitments\/[0-9a-f-]{36}/gu) ?? [])];
  const comparisons: string[] = [];
  for (const commitment of commitments.slice(0, 20)) {
    const [found] = /compare\?[^"]+/u.exec(await bodyOf(commitment)) ?? [];
    if (found) comparisons.push(`${commitment}/${found.replaceAll('&amp;', '&')}`);
  }
  return {
    'list of editions': ['/editions'],
    'an edition': [edition],
    'its changes, word by word': [`${edition}?show=changes`],
    'filtered by delivery, chapter and change': [
      ...['in_progress', 'complete', 'not_stated'].map((value) => `${edition}?delivery=${value}`),
      ...chapters.map(
        (title) => `${edition}?chapter=${encodeURIComponent(title.replaceAll('&amp;', '&'))}`,
      ),
      `${edition}?changed=yes`,
    ],
    'a commitment': commitments.slice(0, 1),
    'two of its texts compared': comparisons,
    'lists by delivery': ['/delivery'],
    search: SEARCHES.map((words) => `/search?q=${encodeURIComponent(words)}`),
    'how to check': ['/how-to-check'],
    'a hash checked': hash === '' ? [] : [`/how-to-check?hash=${hash}`],
    'check an edition': [`${edition}/v1/check`],
    'its PDF': pdf === '' ? [] : [pdf],
  };
}

/** The public pages under many readers at once, each on a connection of its own. */
export async function benchPublic(port: number, seconds: number): Promise<PublicReport> {
  const clients = Array.from(
    { length: READERS },
    // As browsers do.
    () =>
      new Client(port, () => ({ 'accept-encoding': 'gzip', 'x-forwarded-for': fromAnywhere() })),
  );
  const pages: Record<string, Measured> = {};
  for (const [name, paths] of Object.entries(await addressesOf(new Client(port)))) {
    if (paths.length === 0 || paths.includes('')) throw new Error(`No address for ${name}`);
    let turn = 0;
    const steps = clients.map((client) => () => client.send('GET', paths[turn++ % paths.length]!));
    pages[name] = await measure(steps, seconds);
  }
  for (const client of clients) client.close();
  return { connections: READERS, pages };
}
