import { canonicalJson, sha256Hex } from './canonical-json.js';
import type { UpdateContent } from './content.js';
import { isPublishedFile, type PublishedEvidence } from './evidence.js';
import { normaliseFigure } from './figures.js';
import { normaliseDocument } from './rich-text/normalise.js';
import { normaliseLine } from './rich-text/text.js';

export { sha256Hex } from './canonical-json.js';

/**
 * The normal form of an update's content: what is stored with a revision, hashed and printed. The
 * document normalised, strings in NFC with clean white space, absent fields left out, never null;
 * a next milestone of white space only is absent.
 *
 * @throws TypeError on a field that it does not know: a field that is printed but not hashed could
 *   be changed after approval, and nobody would see it.
 */
export function normaliseContent(content: UpdateContent): UpdateContent {
  const { document, delivery, nextMilestone, noChange, figures, evidence, ...rest } = content;
  refuseMore(rest);

  const normal: UpdateContent = { document: normaliseDocument(document) };
  if (delivery != null) normal.delivery = delivery;
  const milestone = normaliseLine(nextMilestone ?? '');
  if (milestone !== '') normal.nextMilestone = milestone;
  if (noChange != null) normal.noChange = { since: noChange.since, sinceOn: noChange.sinceOn };
  if (figures && figures.length > 0) normal.figures = figures.map(normaliseFigure);
  if (evidence && evidence.length > 0) normal.evidence = evidence.map(normaliseEvidence);
  return normal;
}

function normaliseEvidence(item: PublishedEvidence): PublishedEvidence {
  const title = normaliseLine(item.title);
  if (!isPublishedFile(item)) {
    const { href, title: _, ...rest } = item;
    refuseMore(rest);
    return { title, href };
  }
  const { file, name, mediaType, bytes, title: _, ...rest } = item;
  refuseMore(rest);
  return { title, file, name, mediaType, bytes };
}

/** A new field fails here at compile time, an unknown one at run time. */
function refuseMore(rest: Record<string, never>): void {
  const unknown = Object.keys(rest);
  if (unknown.length > 0) throw new TypeError(`content: unknown field ${unknown.join(', ')}`);
}

/** The canonical JSON (RFC 8785) of the content's normal form: the text that is hashed, and kept. */
export function canonicalContent(content: UpdateContent): string {
  return canonicalJson(normaliseContent(content));
}

/** The content hash of an update: lowercase hex SHA-256 of its canonical content. */
export function contentHash(content: UpdateContent): string {
  return sha256Hex(canonicalContent(content));
}
