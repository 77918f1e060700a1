import { canonicalJson, sha256Hex } from './canonical-json.js';
import type { UpdateContent } from './content.js';
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
  const { document, delivery, nextMilestone, noChange, ...rest } = content;
  // A new field of UpdateContent fails here at compile time, an unknown one at run time.
  rest satisfies Record<string, never>;
  const unknown = Object.keys(rest);
  if (unknown.length > 0) throw new TypeError(`content: unknown field ${unknown.join(', ')}`);

  const normal: UpdateContent = { document: normaliseDocument(document) };
  if (delivery != null) normal.delivery = delivery;
  const milestone = normaliseLine(nextMilestone ?? '');
  if (milestone !== '') normal.nextMilestone = milestone;
  if (noChange != null) normal.noChange = { since: noChange.since, sinceOn: noChange.sinceOn };
  return normal;
}

/** The canonical JSON (RFC 8785) of the content's normal form: the text that is hashed, and kept. */
export function canonicalContent(content: UpdateContent): string {
  return canonicalJson(normaliseContent(content));
}

/** The content hash of an update: lowercase hex SHA-256 of its canonical content. */
export function contentHash(content: UpdateContent): string {
  return sha256Hex(canonicalContent(content));
}
