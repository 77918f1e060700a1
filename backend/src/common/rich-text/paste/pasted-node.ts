/** A node of pasted HTML, as any parser of HTML can give it: the browser's, or a test's. */
export interface PastedNode {
  /** The tag in small letters, with its prefix (`o:p`); empty for text. Comments are left out. */
  tag: string;
  text: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly PastedNode[];
}

/** One property of the node's own style; Word writes properties that no browser keeps. */
export function styleOf({ attributes }: PastedNode, property: string): string | undefined {
  const declarations = (attributes.style ?? '').split(';').map((each) => each.split(':'));
  const found = declarations.filter(([name = '']) => name.trim().toLowerCase() === property).at(-1);
  return found?.slice(1).join(':').trim().toLowerCase();
}

export const hasClass = ({ attributes }: PastedNode, name: string): boolean =>
  (attributes.class ?? '').toLowerCase().split(/\s+/).includes(name.toLowerCase());

export const textOf = (node: PastedNode): string =>
  node.tag === '' ? node.text : node.children.map(textOf).join('');

/** The first node below that fits, in the order of the text. */
export function findBelow(
  node: PastedNode,
  fits: (each: PastedNode) => boolean,
): PastedNode | undefined {
  for (const child of node.children) {
    const found = fits(child) ? child : findBelow(child, fits);
    if (found) return found;
  }
  return undefined;
}

/** Read for no words: what a page does, how it looks, what it asks. */
const SILENT = new Set(
  `base button canvas datalist embed head iframe input link meta meter noscript object param progress
   script select style template textarea title xml audio video track source`.split(/\s+/),
);

const isHidden = (node: PastedNode): boolean =>
  styleOf(node, 'display') === 'none' ||
  styleOf(node, 'mso-hide') === 'all' ||
  // The bullet or number that Word draws itself.
  styleOf(node, 'mso-list') === 'ignore';

/** It says nothing: what a program keeps for itself, and what is not shown. */
export const isSilent = (node: PastedNode): boolean => SILENT.has(node.tag) || isHidden(node);
