import type { UpdateContent } from './content.js';
import { diffDocuments } from './rich-text/diff.js';
import { formatWords, linkWords } from './rich-text/diff-words.js';
import type { DiffSegment } from './rich-text/diff.types.js';
import { changeAnswers, type Suggestion } from './suggested-changes.js';

/**
 * What a change does to a text, at a place of it: the paragraphs and list items of the text in normal
 * form, counted from 0 as they are read, and characters in them, a hard break as one.
 */
export type ChangePiece =
  | { kind: 'delete'; block: number; from: number; to: number }
  /** `words` say all that becomes of the formatting, `links` what of that no eye could see. */
  | { kind: 'format'; block: number; from: number; to: number; words: string; links: string }
  | { kind: 'insert'; block: number; at: number; text: string; links: string }
  /** A new paragraph or item after that block; -1 before the first. */
  | { kind: 'insert_block'; block: number; text: string; links: string }
  | { kind: 'reshape'; block: number };

/** The draft's blocks as lines, and where each open change stands in them; absent where it no longer fits. */
export interface SuggestionMarks {
  lines: string[];
  pieces: Map<string, ChangePiece[]>;
}

/**
 * Where the changes of a suggestion that nobody has answered stand in the draft: exactly what accepting
 * each of them would do to it now. Delivery status and next milestone stand in no text.
 */
export function suggestionMarks(
  suggestion: Suggestion,
  draft: UpdateContent,
  { accepted, open }: { accepted: ReadonlySet<string>; open: ReadonlySet<string> },
): SuggestionMarks {
  const pieces = new Map<string, ChangePiece[]>();
  for (const { key, kind } of suggestion.changes) {
    if (!open.has(key) || kind === 'delivery' || kind === 'next_milestone') continue;
    const after = new Set([...accepted, key]);
    const next = changeAnswers(suggestion, draft, { before: accepted, after });
    if (next) pieces.set(key, piecesBetween(draft, next));
  }
  const { blocks } = diffDocuments(draft.document, draft.document);
  return { lines: blocks.map(({ segments }) => segments.map(({ text }) => text).join('')), pieces };
}

function piecesBetween(draft: UpdateContent, next: UpdateContent): ChangePiece[] {
  let block = -1;
  return diffDocuments(draft.document, next.document).blocks.flatMap((each): ChangePiece[] => {
    const words = each.segments.map(({ text }) => text).join('');
    if (each.kind === 'inserted')
      return [{ kind: 'insert_block', block, text: words, links: linkedTo(each.segments) }];
    block += 1;
    if (each.kind === 'deleted') return [{ kind: 'delete', block, from: 0, to: words.length }];
    if (each.kind === 'same') return [];
    let from = 0;
    const inside = each.segments.flatMap((segment): ChangePiece[] => {
      const { op, text } = segment;
      const at = from;
      if (op === 'insert') return [{ kind: op, block, at, text, links: linkedTo([segment]) }];
      from += text.length;
      if (op === 'same') return [];
      const place = { block, from: at, to: from };
      return op === 'delete'
        ? [{ kind: op, ...place }]
        : [{ kind: op, ...place, words: formatWords(segment), links: linkWords(segment) }];
    });
    return inside.length > 0 ? inside : [{ kind: 'reshape', block }];
  });
}

const linkedTo = (segments: readonly DiffSegment[]): string => {
  const marks = segments.flatMap((segment) => segment.marks);
  const links = marks.flatMap((mark) => (mark.type === 'link' ? [mark.attrs.href] : []));
  return links.length === 0 ? '' : `linked to ${[...new Set(links)].join(', ')}`;
};
