import type { UpdateContent } from './content.js';
import { diffDocuments } from './rich-text/diff.js';
import { changeAnswers, type Suggestion } from './suggested-changes.js';

/**
 * What a change does to a text, at a place of it: the paragraphs and list items of the text in normal
 * form, counted from 0 as they are read, and characters in them, a hard break as one.
 */
export type ChangePiece =
  | { kind: 'delete' | 'format'; block: number; from: number; to: number }
  | { kind: 'insert'; block: number; at: number; text: string }
  /** A new paragraph or item after that block; -1 before the first. */
  | { kind: 'insert_block'; block: number; text: string }
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
    if (each.kind === 'inserted') return [{ kind: 'insert_block', block, text: words }];
    block += 1;
    if (each.kind === 'deleted') return [{ kind: 'delete', block, from: 0, to: words.length }];
    if (each.kind === 'same') return [];
    let from = 0;
    const inside = each.segments.flatMap(({ op, text }): ChangePiece[] => {
      if (op === 'insert') return [{ kind: 'insert', block, at: from, text }];
      const to = from + text.length;
      const piece: ChangePiece[] = op === 'same' ? [] : [{ kind: op, block, from, to }];
      from = to;
      return piece;
    });
    return inside.length > 0 ? inside : [{ kind: 'reshape', block }];
  });
}
