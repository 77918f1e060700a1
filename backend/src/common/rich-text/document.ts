import type { AttributeSpec, MarkType, NodeType } from 'prosemirror-model';
import { MAX_DOCUMENT_LENGTH, MAX_LIST_DEPTH } from './limits.js';
import { richTextSchema } from './schema.js';
import type { RichTextDocument } from './types.js';

export type { RichTextDocument } from './types.js';
export { EMPTY_DOCUMENT } from './types.js';
export { normaliseDocument } from './normalise.js';
export { countWords, documentToText, isEmptyDocument } from './document-text.js';

/** Bounds the reading of nodes nested where no list may stand: doc, list and item by turns, text. */
const MAX_NODE_DEPTH = 2 * MAX_LIST_DEPTH + 3;

/** After this many problems the document is not worth reading further. */
const MAX_ISSUES = 50;

export type DocumentIssueCode =
  | 'not_an_object'
  | 'unknown_node'
  | 'unknown_mark'
  | 'unknown_attribute'
  | 'unknown_key'
  | 'missing_attribute'
  | 'invalid_attribute'
  | 'link_not_allowed'
  | 'invalid_content'
  | 'misplaced_node'
  | 'duplicate_mark'
  | 'invalid_text'
  | 'empty_text'
  | 'control_character'
  | 'too_deep'
  | 'too_long';

export interface DocumentIssue {
  /** Keys and indexes from the document's root, joined by dots: `content.0.content.1.marks.0`. */
  path: string;
  code: DocumentIssueCode;
  message: string;
}

export type ParseResult =
  { ok: true; document: RichTextDocument } | { ok: false; issues: DocumentIssue[] };

/**
 * Checks that a value from outside is a document of the house schema, strictly: an unknown node,
 * mark, attribute or key is refused, never dropped, so that nothing a person wrote is lost in
 * silence. Reports every problem (up to 50) with its path; never throws.
 *
 * The document comes back as it was given: a draft keeps what the editor holds. Use
 * `normaliseDocument` before hashing, comparing or printing it.
 */
export function parseDocument(json: unknown): ParseResult {
  const check = new DocumentCheck();
  check.node(json, '', richTextSchema.topNodeType, { node: 0, list: 0 });
  return check.issues.length === 0
    ? { ok: true, document: json as RichTextDocument }
    : { ok: false, issues: check.issues };
}

// The control characters except tab and line ends (which read as spaces), the two direction
// overrides (text would read differently from what it says), half a surrogate pair and the two
// non-characters.
const FORBIDDEN_CHARACTER =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202d\u202e\ufffe\uffff]|\p{Surrogate}/u;

/** True when a text holds a character that no text of the house may hold. */
export const hasForbiddenCharacter = (text: string): boolean => FORBIDDEN_CHARACTER.test(text);

/** The text without them: what readers of PDF and address books put among the words they copy. */
export const withoutForbiddenCharacters = (text: string): string =>
  text.replace(/[\v\f\u0085]/g, ' ').replace(new RegExp(FORBIDDEN_CHARACTER, 'gu'), '');

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How many nodes, and how many lists among them, stand around a node. */
type Depth = { node: number; list: number };

/** One reading of one document, driven by the schema: no rule of the schema is repeated here. */
class DocumentCheck {
  readonly issues: DocumentIssue[] = [];
  private length = 0;

  node(value: unknown, path: string, expected: NodeType | null, outer: Depth): NodeType | null {
    if (this.isExhausted()) return null;
    if (!isObject(value)) {
      this.report(path, 'not_an_object', 'must be an object');
      return null;
    }
    const type = this.typeOf(value, path);
    if (type === null) return null;
    if (expected !== null && type !== expected) {
      this.report(below(path, 'type'), 'misplaced_node', `must be "${expected.name}"`);
      return type;
    }
    const depth = { node: outer.node + 1, list: outer.list + (type.isInGroup('list') ? 1 : 0) };
    if (depth.list > MAX_LIST_DEPTH || depth.node > MAX_NODE_DEPTH) {
      this.report(
        path,
        'too_deep',
        `Lists go at most ${MAX_LIST_DEPTH} levels deep: move the deepest points up.`,
      );
      return type;
    }
    this.keys(value, path, allowedKeys(type));
    this.attributes(value.attrs, below(path, 'attrs'), type.spec.attrs ?? {}, 'attrs' in value);
    if (type.isInline && 'marks' in value) this.marks(value.marks, below(path, 'marks'));
    if (type.isText) this.text(value.text, below(path, 'text'));
    else {
      this.lengthen(1, path);
      if (!type.isLeaf) this.content(value.content, path, type, depth);
    }
    return type;
  }

  private typeOf(value: JsonObject, path: string): NodeType | null {
    const name = value.type;
    const type = typeof name === 'string' ? ownEntry(richTextSchema.nodes, name) : undefined;
    if (type !== undefined) return type;
    this.report(below(path, 'type'), 'unknown_node', `${quote(name)} is not a node of a document`);
    return null;
  }

  private content(value: unknown, path: string, parent: NodeType, depth: Depth): void {
    const at = below(path, 'content');
    if (value !== undefined && !Array.isArray(value)) {
      this.report(at, 'invalid_content', 'must be a list');
      return;
    }
    let match = parent.contentMatch;
    let isMatching = true;
    for (const [index, child] of ((value ?? []) as unknown[]).entries()) {
      if (this.isExhausted()) return;
      const type = this.node(child, below(at, index), null, depth);
      // Once a child is out of place or unknown, what may follow it cannot be told.
      const next = type === null || !isMatching ? null : match.matchType(type);
      if (type !== null && isMatching && next === null) {
        const message = `"${type.name}" may not stand here in "${parent.name}"`;
        this.report(below(at, index), 'misplaced_node', message);
      }
      if (next === null) isMatching = false;
      else match = next;
    }
    if (isMatching && !match.validEnd) {
      this.report(at, 'invalid_content', `"${parent.name}" needs more in it`);
    }
  }

  private marks(value: unknown, path: string): void {
    if (!Array.isArray(value)) {
      this.report(path, 'invalid_content', 'must be a list');
      return;
    }
    const seen = new Set<string>();
    for (const [index, mark] of (value as unknown[]).entries()) {
      if (this.isExhausted()) return;
      this.mark(mark, below(path, index), seen);
    }
  }

  private mark(value: unknown, path: string, seen: Set<string>): void {
    if (!isObject(value)) {
      this.report(path, 'not_an_object', 'must be an object');
      return;
    }
    const name = value.type;
    const type: MarkType | undefined =
      typeof name === 'string' ? ownEntry(richTextSchema.marks, name) : undefined;
    if (type === undefined) {
      this.report(
        below(path, 'type'),
        'unknown_mark',
        `${quote(name)} is not a mark of a document`,
      );
      return;
    }
    if (seen.has(type.name)) this.report(path, 'duplicate_mark', `"${type.name}" is there twice`);
    seen.add(type.name);
    this.keys(value, path, ['type', 'attrs']);
    this.attributes(value.attrs, below(path, 'attrs'), type.spec.attrs ?? {}, 'attrs' in value);
  }

  private attributes(
    value: unknown,
    path: string,
    specs: Record<string, AttributeSpec>,
    isPresent: boolean,
  ): void {
    if (isPresent && !isObject(value)) {
      this.report(path, 'not_an_object', 'must be an object');
      return;
    }
    const given = isObject(value) ? value : {};
    for (const name of Object.keys(given)) {
      if (!Object.hasOwn(specs, name)) {
        this.report(below(path, name), 'unknown_attribute', 'is not an attribute of this kind');
      }
    }
    for (const [name, spec] of Object.entries(specs)) {
      if (Object.hasOwn(given, name)) this.attribute(given[name], below(path, name), name, spec);
      else if (spec.default === undefined) {
        this.report(below(path, name), 'missing_attribute', 'is missing');
      }
    }
  }

  private attribute(value: unknown, path: string, name: string, spec: AttributeSpec): void {
    if (typeof spec.validate !== 'function') return;
    try {
      spec.validate(value);
    } catch (error) {
      const code = name === 'href' ? 'link_not_allowed' : 'invalid_attribute';
      this.report(path, code, error instanceof Error ? error.message : 'is not valid');
    }
  }

  private text(value: unknown, path: string): void {
    if (typeof value !== 'string') {
      this.report(path, 'invalid_text', 'must be text');
      return;
    }
    if (value === '') this.report(path, 'empty_text', 'must not be empty');
    const at = value.search(FORBIDDEN_CHARACTER);
    if (at >= 0) {
      const name = value.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
      const message = `It holds the character U+${name}, which cannot be printed: type those words again.`;
      this.report(path, 'control_character', message);
    }
    this.lengthen(value.length, path);
  }

  private keys(value: JsonObject, path: string, allowed: readonly string[]): void {
    for (const key of Object.keys(value)) {
      if (!allowed.includes(key)) this.report(below(path, key), 'unknown_key', 'is not known here');
    }
  }

  private lengthen(by: number, path: string): void {
    const wasTooLong = this.length > MAX_DOCUMENT_LENGTH;
    this.length += by;
    if (this.length > MAX_DOCUMENT_LENGTH && !wasTooLong) {
      const most = MAX_DOCUMENT_LENGTH.toLocaleString('en-GB');
      const message = `The text is longer than ${most} characters: shorten it.`;
      this.report(path, 'too_long', message);
    }
  }

  private report(path: string, code: DocumentIssueCode, message: string): void {
    if (this.issues.length < MAX_ISSUES) this.issues.push({ path, code, message });
  }

  private isExhausted(): boolean {
    return this.issues.length >= MAX_ISSUES || this.length > MAX_DOCUMENT_LENGTH;
  }
}

function allowedKeys(type: NodeType): readonly string[] {
  if (type.isText) return ['type', 'text', 'marks'];
  if (type.isInline) return ['type', 'attrs', 'marks'];
  return ['type', 'attrs', 'content'];
}

function ownEntry<T>(entries: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}

function below(path: string, key: string | number): string {
  return path === '' ? String(key) : `${path}.${key}`;
}

function quote(name: unknown): string {
  return typeof name === 'string' ? `"${name.slice(0, 40)}"` : 'this';
}
