import { canonicalJson } from '@common/canonical-json.ts';
import { normaliseFigure, type Figure } from '@common/figures.ts';
import { normaliseDocument } from '@common/rich-text/normalise.ts';
import type { Content } from '../api/types.ts';

export const sameContent = (one: Content, other: Content): boolean =>
  JSON.stringify(one.document) === JSON.stringify(other.document) &&
  one.delivery === other.delivery &&
  (one.nextMilestone ?? '') === (other.nextMilestone ?? '') &&
  sameFigures(one.figures ?? [], other.figures ?? []);

/** Whatever the order of their fields. */
const sameFigures = (one: readonly Figure[], other: readonly Figure[]): boolean =>
  canonicalJson(one.map(normaliseFigure)) === canonicalJson(other.map(normaliseFigure));

/** The same as the server keeps them: it takes spaces away that nobody sees. */
export const isSameText = (one: Content, other: Content): boolean =>
  sameContent(asKept(one), asKept(other));

const asKept = (content: Content): Content => ({
  ...content,
  document: normaliseDocument(content.document),
});
