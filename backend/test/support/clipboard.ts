import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PastedNode } from '../../src/common/rich-text/paste/pasted-node.js';

/** What a program put on the clipboard: `word`, `outlook`, `google-docs` … */
export const clipboardHtml = (program: string): string =>
  readFileSync(join(import.meta.dirname, `clipboard/${program}.html`), 'utf8');

const VOID = new Set(['area', 'base', 'br', 'hr', 'img', 'input', 'link', 'meta', 'o:allowpng']);
const RAW = /^(script|style|xml)$/;
const TOKEN =
  /<!--[^]*?-->|<![^>]*>|<(\/?)([a-z][a-z0-9:]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*(\/?)>|[^<]+|</gi;
const ATTRIBUTE = /([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;
const ENTITIES: Record<string, string> = { nbsp: '\u00a0', amp: '&', quot: '"', lt: '<', gt: '>' };

const decode = (text: string): string =>
  text.replace(/&(nbsp|amp|quot|lt|gt);/g, (_, name: string) => ENTITIES[name]!);

interface Open extends PastedNode {
  children: Open[];
}

/**
 * Reads well-formed HTML, as the programs of the fixtures write it. The browser’s own parser is used
 * where people paste; the browser tests paste the same fixtures there.
 */
export function parseHtml(html: string): PastedNode {
  const root: Open = { tag: 'body', text: '', attributes: {}, children: [] };
  const open = [root];
  const add = (node: Omit<PastedNode, 'children'>): Open => {
    const made = { ...node, children: [] };
    open.at(-1)!.children.push(made);
    return made;
  };
  for (const [token, slash, name = '', rest = '', selfClosing] of html.matchAll(TOKEN)) {
    const tag = name.toLowerCase();
    if (token.startsWith('<!')) continue;
    if (!tag) {
      if (!open.some((each) => RAW.test(each.tag)))
        add({ tag: '', text: decode(token), attributes: {} });
    } else if (slash) {
      if (VOID.has(tag)) continue;
      const closed = open.pop()!;
      if (closed.tag !== tag) throw new Error(`</${tag}> closes <${closed.tag}>`);
    } else {
      const attributes = Object.fromEntries(
        [...rest.matchAll(ATTRIBUTE)].map(([, key = '', ...values]) => [
          key.toLowerCase(),
          decode(values.find((value) => value !== undefined) ?? ''),
        ]),
      );
      const node = add({ tag, text: '', attributes });
      if (!VOID.has(tag) && !selfClosing) open.push(node);
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)!.tag}> is not closed`);
  return root;
}
