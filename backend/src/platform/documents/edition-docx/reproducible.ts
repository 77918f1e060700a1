import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Any fixed local time gives the same bytes in every time zone: a zip holds local times. */
const ZIP_TIME = new Date(1980, 0, 1);

/**
 * A Word file without the chance and the clock that its maker put in: dates inside are the one given,
 * random ids of links are numbered as they come, entries are sorted and carry one date.
 * @param date YYYY-MM-DD
 */
export function makeReproducible(file: Uint8Array, date: string): Uint8Array {
  const entries = unzipSync(file);
  const names = Object.keys(entries).sort();
  const ids = new Map<string, string>();
  const idOf = (id: string): string => {
    if (!ids.has(id)) ids.set(id, `rIdLink${ids.size + 1}`);
    return ids.get(id)!;
  };
  const rewrite = (name: string, change: (xml: string) => string): void => {
    const entry = entries[name];
    if (entry) entries[name] = strToU8(change(strFromU8(entry)));
  };
  rewrite('docProps/core.xml', (xml) =>
    xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${date}T00:00:00Z`),
  );
  // In the order of the text: the list of relationships follows it.
  rewrite('word/document.xml', (xml) =>
    xml.replace(/r:id="(rId[^"]{6,})"/g, (_, id: string) => `r:id="${idOf(id)}"`),
  );
  rewrite('word/_rels/document.xml.rels', (xml) =>
    xml.replace(/Id="(rId[^"]+)"/g, (whole, id: string) =>
      ids.has(id) ? `Id="${idOf(id)}"` : whole,
    ),
  );
  return zipSync(
    Object.fromEntries(names.map((name) => [name, [entries[name]!, { mtime: ZIP_TIME }]])),
    { level: 6 },
  );
}
