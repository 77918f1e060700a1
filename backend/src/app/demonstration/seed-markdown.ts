import { documentFromMarkdown } from '../../common/rich-text/markdown.js';
import { block, type Reader } from './seed-readers.js';

const LINK_BY_NAME = /\]\(link:([a-z0-9-]+)\)/g;

/** Rich text in the house's Markdown: paragraphs, lists with - or 1., **bold**, *italic*, links. */
export const markdown: Reader<string> = block(problemsOf);

/** As above; an address may also be one of the file's links, as in [words](link:name). */
export const markdownWithLinks: Reader<string> = block((value) =>
  problemsOf(value.replace(LINK_BY_NAME, '](https://example.org/$1)')),
);

const LIST_ITEM = /^\s*(-|\d+\.) /;

function problemsOf(value: string): { line: number; problem: string }[] {
  const found = listsWithoutDistance(value);
  try {
    documentFromMarkdown(value);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, line = '1', problem = message] = /^Markdown, line (\d+): (.*)$/s.exec(message) ?? [];
    found.push({ line: Number(line) - 1, problem });
  }
  return found;
}

/** Markdown makes a list of some lines in a paragraph that begin like an item, and not of others. */
function listsWithoutDistance(value: string): { line: number; problem: string }[] {
  const lines = value.split('\n');
  let isInList = false;
  return lines.flatMap((content, line) => {
    const isItem = LIST_ITEM.test(content);
    const followsText = (lines[line - 1]?.trim() ?? '') !== '';
    const isTooClose = isItem && followsText && !isInList;
    if (isItem) isInList = true;
    else if (content.trim() !== '' && !content.startsWith(' ')) isInList = false;
    return isTooClose
      ? [{ line, problem: 'begins like a list: leave an empty line above it, or break elsewhere' }]
      : [];
  });
}

/** Puts the addresses in place of link:name, and reports names that are not known. */
export function resolveLinks(
  value: string,
  addresses: ReadonlyMap<string, string>,
  report: (problem: string) => void,
): string {
  return value.replace(LINK_BY_NAME, (whole, name: string) => {
    const address = addresses.get(name);
    if (address === undefined) report(`names the link "${name}", which the file does not have`);
    return address === undefined ? whole : `](${address})`;
  });
}

/** The full addresses of links that may each start with the address of an earlier one. */
export function expandLinks(
  links: ReadonlyMap<string, string>,
  report: (name: string, problem: string) => void,
): Map<string, string> {
  const addresses = new Map<string, string>();
  for (const [name, value] of links) {
    const [, base, path] = /^link:([a-z0-9-]+)(\/.*)$/.exec(value) ?? [];
    const address = base === undefined ? value : `${addresses.get(base) ?? ''}${path}`;
    if (/^https:\/\/\S+$/.test(address)) addresses.set(name, address);
    else report(name, 'must start with https:// or with link: and the name of a link above it');
  }
  return addresses;
}
