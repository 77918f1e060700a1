import { DELIVERY_WORDS } from '../../../common/content.js';
import { isSameText, type ContentDiff } from '../../../common/content-diff.js';
import { evidenceNote, type PublishedEvidence } from '../../../common/evidence.js';
import { inlinesOf } from '../../../common/rich-text/diff-glyphs.js';
import {
  documentSummary,
  formatWords,
  linkWords,
  reshapeWords,
} from '../../../common/rich-text/diff-words.js';
import type {
  BlockShape,
  DiffBlock,
  DiffSegment,
  TextDiff,
} from '../../../common/rich-text/diff.types.js';
import { inlinesToHtml } from '../../../common/rich-text/html.js';
import { LABELS } from '../../../platform/documents/index.js';
import { html, trustedHtml, type SafeHtml } from './html.js';

/**
 * What is different between two texts, word by word, as the screens show it too. Lines and colours are
 * for the eye; a screen reader says the same in words.
 */
export function diffView(diff: ContentDiff): SafeHtml {
  return html`<div class="diff">
    <p class="label">${summaryWords(diff)}</p>
    ${diff.delivery && labelled(LABELS.delivery, replaced(deliveryWords(diff.delivery.from), deliveryWords(diff.delivery.to)))}
    ${diff.document.blocks.map(blockView)}
    ${diff.nextMilestone && labelled(LABELS.nextMilestone, wordsView(diff.nextMilestone))}
    ${diff.figures?.map((line) => labelled(LABELS.figure, wordsView(line)))}
    ${diff.evidence?.removed.map((item) => labelled(LABELS.evidence, deleted(evidenceWords(item))))}
    ${diff.evidence?.added.map((item) => labelled(LABELS.evidence, inserted(evidenceWords(item))))}
  </div> `;
}

/** A line of plain text with what changed in it. */
export const wordsView = ({ segments }: TextDiff): SafeHtml =>
  html`${segments.map((segment) => segmentView({ ...segment, marks: [] }))}`;

/** One value in the place of another. */
export const replaced = (before: string, after: string): SafeHtml =>
  html`${deleted(before)} ${inserted(after)}`;

/** “12 words inserted, 3 deleted, delivery changed.” */
export function summaryWords(diff: ContentDiff): string {
  if (isSameText(diff)) return 'The same words, delivery, next milestone and figures.';
  const parts = [
    ...documentSummary(diff.document),
    diff.delivery && 'delivery changed',
    diff.nextMilestone && 'next milestone changed',
    diff.figures && 'figures changed',
    diff.evidence && 'evidence changed',
  ].filter((part) => typeof part === 'string');
  const words = parts.join(', ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

const deliveryWords = (delivery: NonNullable<ContentDiff['delivery']>['from']): string =>
  delivery ? DELIVERY_WORDS[delivery] : 'None';

const evidenceWords = (item: PublishedEvidence): string => `${item.title} (${evidenceNote(item)})`;

const labelled = (label: string, value: SafeHtml): SafeHtml =>
  html`<p><strong>${label}:</strong> ${value}</p> `;

const hidden = (words: string): SafeHtml => html`<span class="visually-hidden">${words}</span>`;

const inserted = (words: SafeHtml | string): SafeHtml =>
  html`<ins>${hidden(' inserted: ')}${words}${hidden(' end inserted ')}</ins>`;

const deleted = (words: SafeHtml | string): SafeHtml =>
  html`<del>${hidden(' deleted: ')}${words}${hidden(' end deleted ')}</del>`;

/** A paragraph or an item of a list. Empty paragraphs are left out, as in the text itself. */
function blockView(block: DiffBlock): SafeHtml | undefined {
  if (block.segments.length === 0) return undefined;
  return html`<p class="diff-${block.kind} depth-${block.block.depth}">
    ${marker(block.block)}${moveWords(block)}${noteOf(reshapeWords(block))}${block.segments.map(segmentView)}
  </p> `;
}

const marker = ({ type, number }: BlockShape): SafeHtml | undefined =>
  type === 'paragraph'
    ? undefined
    : html`<span class="marker">${type === 'bullet' ? '•' : `${number ?? 1}.`}</span> `;

function moveWords({ kind, movedFrom, movedTo }: DiffBlock): SafeHtml | undefined {
  if (movedFrom === undefined && movedTo === undefined) return undefined;
  return html`<em class="label">${kind === 'inserted' ? 'moved here:' : 'moved away:'}</em> `;
}

/** Said beside the text, and no part of it. */
const noteOf = (words: string | undefined): SafeHtml | undefined =>
  words ? html`<em class="label">(${words})</em> ` : undefined;

function segmentView(segment: DiffSegment): SafeHtml {
  // inlinesToHtml escapes every text and attribute itself.
  const words = trustedHtml(inlinesToHtml(inlinesOf([segment])));
  switch (segment.op) {
    case 'insert':
      return inserted(words);
    case 'delete':
      return deleted(words);
    case 'format':
      return html`<span class="reformatted"
          >${hidden(` formatting changed, ${formatWords(segment)}: `)}${words}${hidden(' end of formatting change ')}</span
        >
        ${noteOf(linkWords(segment))}`;
    case 'same':
      return words;
  }
}
