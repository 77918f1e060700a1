import { canonicalContent, sha256Hex } from './content-hash.js';
import { mergeContents } from './content-merge.js';
import { DELIVERY_WORDS, type Delivery, type UpdateContent } from './content.js';
import { diffDocuments } from './rich-text/diff.js';
import { formatWords } from './rich-text/diff-words.js';
import type { DiffSegment } from './rich-text/diff.types.js';
import { normaliseDocument } from './rich-text/normalise.js';
import {
  documentChanges,
  documentWith,
  type DocumentChangeKind,
} from './rich-text/suggested-blocks.js';

export const SUGGESTED_CHANGE_KINDS = [
  'words',
  'formatting',
  'block_added',
  'block_removed',
  'block_moved',
  'block_split',
  'block_joined',
  'block_reshaped',
  'delivery',
  'next_milestone',
] as const satisfies readonly (DocumentChangeKind | 'delivery' | 'next_milestone')[];
export type SuggestedChangeKind = (typeof SUGGESTED_CHANGE_KINDS)[number];

/** One change of a suggestion: accepted or refused as a whole. */
export interface SuggestedChange {
  /** The same for the same change of the same texts: a hash of its place and words. */
  key: string;
  kind: SuggestedChangeKind;
  /** The words that it takes out, and those that it puts in. */
  removed: string;
  added: string;
  /** The words around it in its paragraph. */
  before: string;
  after: string;
  /** What kind of paragraph it is of, or makes; another level of its list when only that changes. */
  shape?: ChangedShape;
  /** What the words alone do not show: “bold added”, “linked to …”. */
  formatting?: string;
}

export const CHANGED_SHAPES = ['paragraph', 'bullet', 'numbered', 'level'] as const;
export type ChangedShape = (typeof CHANGED_SHAPES)[number];

/** A text that somebody proposes, as the changes of another that it is made of. */
export interface Suggestion {
  /** In the order of the text; delivery status and next milestone last. */
  changes: SuggestedChange[];
  /** The text with these changes and no others, in normal form. */
  withChanges: (keys: ReadonlySet<string>) => UpdateContent;
}

/** How many characters of its paragraph a change is shown with, on each side. */
const CONTEXT = 60;

/** Cuts a proposed text into its changes. Pure: whoever asks gets the same changes by the same keys. */
export function suggestedChanges(base: UpdateContent, proposed: UpdateContent): Suggestion {
  const diff = diffDocuments(base.document, proposed.document);
  const parts = new Map<string, string[]>();
  const changes = documentChanges(diff).map((change): SuggestedChange => {
    const { kind, segments, context, shape, shapeBefore } = change;
    const key = keyOf([kind, change.parts, segments, shape, shapeBefore ?? null]);
    parts.set(key, change.parts);
    const said = (op: 'insert' | 'delete'): string =>
      segments
        .filter((segment) => kind === 'formatting' || segment.op === op)
        .map(({ text }) => text)
        .join('');
    return {
      key,
      kind,
      removed: kind === 'formatting' ? '' : said('delete'),
      added: kind === 'block_reshaped' ? segments.map(({ text }) => text).join('') : said('insert'),
      before: context.before.slice(-CONTEXT),
      after: context.after.slice(0, CONTEXT),
      shape: shapeBefore?.type === shape.type ? 'level' : shape.type,
      ...formattingOf(segments),
    };
  });
  for (const [field, kind] of WHOLE_FIELDS) {
    const [removed = '', added = ''] = [base[field], proposed[field]];
    if (removed === added) continue;
    changes.push({
      key: keyOf([kind, removed, added]),
      kind,
      removed,
      added,
      before: '',
      after: '',
    });
  }
  const withChanges = (keys: ReadonlySet<string>): UpdateContent => {
    const isWhole = changes.every(({ key }) => keys.has(key));
    const chosen = new Set([...parts].flatMap(([key, each]) => (keys.has(key) ? each : [])));
    const document = isWhole
      ? normaliseDocument(proposed.document)
      : chosen.size === 0
        ? normaliseDocument(base.document)
        : documentWith(diff, chosen);
    const of = (kind: SuggestedChangeKind): UpdateContent =>
      changes.some((change) => change.kind === kind && keys.has(change.key)) ? proposed : base;
    const { delivery } = of('delivery');
    const { nextMilestone } = of('next_milestone');
    // Figures are not suggested: both texts have the same.
    const { figures } = base;
    return {
      document,
      ...(delivery && { delivery }),
      ...(nextMilestone && { nextMilestone }),
      ...(figures && { figures }),
    };
  };
  return { changes, withChanges };
}

/** What becomes of bold, italics and links of words that stay, and where words that come or go link to. */
function formattingOf(segments: readonly DiffSegment[]): Pick<SuggestedChange, 'formatting'> {
  const linksOf = (op: DiffSegment['op']): string[] =>
    segments
      .filter((segment) => segment.op === op)
      .flatMap(({ marks }) =>
        marks.flatMap((mark) => (mark.type === 'link' ? [mark.attrs.href] : [])),
      );
  const [out, put] = [linksOf('delete'), linksOf('insert')];
  const said = new Set([
    ...segments.map(formatWords).filter((words) => words !== ''),
    ...out.filter((href) => !put.includes(href)).map((href) => `was linked to ${href}`),
    ...put.filter((href) => !out.includes(href)).map((href) => `linked to ${href}`),
  ]);
  return said.size > 0 ? { formatting: [...said].join('; ') } : {};
}

const WHOLE_FIELDS = [
  ['delivery', 'delivery'],
  ['nextMilestone', 'next_milestone'],
] as const;

const keyOf = (change: unknown): string => sha256Hex(JSON.stringify(change)).slice(0, 16);

/**
 * The draft with other changes of a suggestion accepted than before: those newly accepted put in,
 * those no longer accepted taken out again, and all that its writers changed besides kept. Null when
 * the words of a change have been changed since, so that it no longer fits.
 */
export function changeAnswers(
  suggestion: Suggestion,
  draft: UpdateContent,
  accepted: { before: ReadonlySet<string>; after: ReadonlySet<string> },
): UpdateContent | null {
  const was = suggestion.withChanges(accepted.before);
  const becomes = suggestion.withChanges(accepted.after);
  if (canonicalContent(was) === canonicalContent(becomes)) return draft;
  const { content, conflicts } = mergeContents(was, draft, becomes);
  return conflicts.length === 0 ? content : null;
}

/** What a change does, in words: for a list of them, and for a screen reader. */
export const describeChange = (change: SuggestedChange): string =>
  `${whatItDoes(change)}${change.formatting ? ` (${change.formatting})` : ''}`;

function whatItDoes({ kind, removed, added, shape = 'paragraph' }: SuggestedChange): string {
  const block = SHAPE_WORDS[shape];
  const out = quote(removed);
  const put = quote(added);
  switch (kind) {
    case 'words':
      if (removed.trim() === '') return `insert ${put}`;
      return added.trim() === '' ? `delete ${out}` : `replace ${out} with ${put}`;
    case 'formatting':
      return `change the formatting of ${put}`;
    case 'block_added':
      return `add the ${block} ${put}`;
    case 'block_removed':
      return `take out the ${block} ${out}`;
    case 'block_moved':
      return `move the ${block} ${put}`;
    case 'block_split':
      return `begin a new ${block} with ${put}`;
    case 'block_joined':
      return `join ${out} to the text beside it`;
    case 'block_reshaped':
      return shape === 'level'
        ? `move ${put} to another level or number of its list`
        : `make ${put} a ${block}`;
    case 'delivery':
      return `change the delivery status from ${delivery(removed)} to ${delivery(added)}`;
    case 'next_milestone':
      return removed === ''
        ? `give the next milestone ${put}`
        : added === ''
          ? `take out the next milestone ${out}`
          : `change the next milestone from ${out} to ${put}`;
    default:
      return kind satisfies never;
  }
}

const SHAPE_WORDS: Record<ChangedShape, string> = {
  paragraph: 'paragraph',
  bullet: 'bullet point',
  numbered: 'numbered point',
  level: 'point',
};

const quote = (words: string): string => `“${words.trim().replaceAll('\n', ' ')}”`;
const delivery = (value: string): string =>
  value === '' ? 'none' : `“${DELIVERY_WORDS[value as Delivery]}”`;
