import { normaliseDocument } from '@common/rich-text/normalise.ts';
import type { Content } from '../api/types.ts';

export const sameContent = (one: Content, other: Content): boolean =>
  JSON.stringify(one.document) === JSON.stringify(other.document) &&
  one.delivery === other.delivery &&
  (one.nextMilestone ?? '') === (other.nextMilestone ?? '');

/** The same as the server keeps them: it takes spaces away that nobody sees. */
export const isSameText = (one: Content, other: Content): boolean =>
  sameContent(asKept(one), asKept(other));

const asKept = (content: Content): Content => ({
  ...content,
  document: normaliseDocument(content.document),
});
