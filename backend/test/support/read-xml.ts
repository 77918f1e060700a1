/** An element of XML, with its text and what stands in it. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

const PIECE = /<\?[^?]*\?>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const ENTITY = /&(?!(?:amp|lt|gt|quot|#39|#\d+);)/;

/** Reads XML strictly enough to fail on what no parser would take: tags that do not close, bare & and <. */
export function readXml(xml: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < xml.length) {
    const at = PIECE.lastIndex;
    const found = PIECE.exec(xml);
    if (!found) throw new Error(`No XML at ${JSON.stringify(xml.slice(at, at + 40))}`);
    const [piece, closing, name, attributes = '', isEmpty, text] = found;
    if (ENTITY.test(piece)) throw new Error(`A bare & in ${piece}`);
    if (text !== undefined) open.at(-1)!.text += text;
    else if (closing) {
      if (open.pop()!.name !== name) throw new Error(`${piece} closes nothing`);
    } else if (name) {
      const pairs = [...attributes.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, key, value]) => [
        key!,
        value!,
      ]);
      const element = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
      open.at(-1)!.children.push(element);
      if (!isEmpty) open.push(element);
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)!.name}> does not close`);
  return root.children[0]!;
}
