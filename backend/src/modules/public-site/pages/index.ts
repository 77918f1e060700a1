export { accessibilityPage, type AccessibilityFacts } from './accessibility-page.js';
export { referenceAnchor, rowAnchor } from './anchors.js';
export {
  commitmentPage,
  type CommitmentHistory,
  type CommitmentHistoryEntry,
} from './commitment-page.js';
export { editionPage, type EditionPageMeta, type EditionVersion } from './edition-page.js';
export { editionsPage, type EditionListItem } from './editions-page.js';
export type { EditionForm } from './forms.js';
export { howToCheckPage } from './how-to-check-page.js';
export type { SiteSettings } from './layout.js';
export { PAGES, commitmentHref, editionHref } from './links.js';
export { errorPage, notFoundPage } from './problem-pages.js';
