/** What a test finds in a page. */
export interface ReadHtml {
  title: string;
  headings: { level: number; text: string }[];
  ids: string[];
  hrefs: string[];
  tagNames: string[];
  /** The names of all attributes. */
  attributes: string[];
  /** Tags that were closed out of order or never. */
  unbalanced: string[];
  /** All text of the body, white space collapsed. */
  text: string;
  /** The text inside the element with an id. */
  textOf(id: string): string;
}

const VOID = new Set(['meta', 'link', 'br', 'hr', 'img', 'input', 'circle', 'path']);
const INLINE = new Set(['a', 'span', 'strong', 'em', 'b', 'code', 'svg', 'circle', 'path']);

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z:A-Z-]+(?:="[^"]*")?)*)\s*\/?>/gu;
const ATTRIBUTE = /\s([a-z:A-Z-]+)(?:="([^"]*)")?/gu;

/** Reads markup of our own making: strict enough to notice a text that became a tag. */
export function readHtml(page: string): ReadHtml {
  const read: ReadHtml = {
    title: toText(between(page, '<title>', '</title>')),
    headings: [...page.matchAll(/<h([1-6])[^>]*>(.*?)<\/h\1>/gsu)].map((match) => ({
      level: Number(match[1]),
      text: toText(match[2] ?? ''),
    })),
    ids: [],
    hrefs: [],
    tagNames: [],
    attributes: [],
    unbalanced: [],
    text: toText(between(page, '<body>', '</body>')),
    textOf: (id) => textOfElement(page, id),
  };
  const open: string[] = [];
  for (const [, slash, name = '', attributes = ''] of page.matchAll(TAG)) {
    if (slash) {
      if (open.pop() !== name) read.unbalanced.push(`/${name}`);
      continue;
    }
    read.tagNames.push(name);
    if (!VOID.has(name)) open.push(name);
    for (const [, attribute = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
      read.attributes.push(attribute);
      if (attribute === 'id') read.ids.push(decode(value));
      if (attribute === 'href') read.hrefs.push(decode(value));
    }
  }
  read.unbalanced.push(...open);
  return read;
}

/** Counts the element's own kind of tag up and down from its start. */
function textOfElement(page: string, id: string): string {
  const start = new RegExp(`<([a-z]+)[^>]* id="${id.replace(/\./gu, '\\.')}"`, 'u').exec(page);
  if (!start) return '';
  let depth = 0;
  for (const tag of page.slice(start.index).matchAll(new RegExp(`<(/?)${start[1]}[ >]`, 'gu'))) {
    depth += tag[1] ? -1 : 1;
    if (depth === 0) return toText(page.slice(start.index, start.index + tag.index));
  }
  return '';
}

function between(page: string, start: string, end: string): string {
  return page.slice(page.indexOf(start) + start.length, page.lastIndexOf(end));
}

function toText(markup: string): string {
  const bare = markup.replace(TAG, (_tag, _slash, name: string) => (INLINE.has(name) ? '' : ' '));
  return decode(bare).replace(/\s+/gu, ' ').trim();
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
