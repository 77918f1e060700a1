/**
 * The house rich text, shared by the server and the screens: schema, validation, normal form,
 * diff. No Nest, no TypeORM, no Node. Screens that only show text import single files
 * (`html.js`, `diff.js`), so that they carry neither schema nor Markdown parser.
 */
export * from './types.js';
export {
  hasForbiddenCharacter,
  parseDocument,
  type DocumentIssue,
  type DocumentIssueCode,
  type ParseResult,
} from './document.js';
export { findAnchor, makeAnchor, quoteOf, type TextAnchor, type TextRange } from './anchor.js';
export { countWords, documentToText, isEmptyDocument } from './document-text.js';
export { documentToHtml, escapeHtml } from './html.js';
export { MAX_DOCUMENT_LENGTH, MAX_LIST_DEPTH } from './limits.js';
export { isAllowedHref, LINK_PROTOCOLS } from './links.js';
export { documentFromMarkdown } from './markdown.js';
export { mergeDocuments, type DocumentMerge, type MergeConflict } from './merge.js';
export { normaliseDocument } from './normalise.js';
export { richTextSchema } from './schema.js';
export { normaliseLine, normaliseText } from './text.js';
export { countWordsInText } from './tokens.js';
export * from './diff.js';
