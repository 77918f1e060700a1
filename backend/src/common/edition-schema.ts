import type { Acronym } from './acronyms.js';
import { DELIVERIES } from './content.js';
import type {
  EditionSnapshot,
  SnapshotChapter,
  SnapshotGroup,
  SnapshotRow,
} from './edition-snapshot.js';
import { FILE_KINDS, type PublishedEvidence } from './evidence.js';
import { FIGURE_CHANGES, FIGURE_NUMBER, type Figure } from './figures.js';
import { schemaIssues, type Agreeing, type JsonSchema, type SchemaIssue } from './json-schema.js';
import type {
  RichTextBlock,
  RichTextDocument,
  RichTextInline,
  RichTextListItem,
  RichTextMark,
} from './rich-text/types.js';

const MEDIA_TYPES = Object.keys(FILE_KINDS) as (keyof typeof FILE_KINDS)[];

const text = { type: 'string' } as const;
const date = {
  type: 'string',
  pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  description: 'A date as YYYY-MM-DD',
} as const;
const hash = {
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
  description: 'A SHA-256 in lower-case hexadecimal',
} as const;
const id = {
  type: 'string',
  pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  description: 'A UUID in lower case, the same wherever its record is named',
} as const;
const slug = {
  type: 'string',
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  description: 'Lower-case letters, digits and single hyphens, as in the address of the edition',
} as const;
const number = {
  type: 'string',
  pattern: FIGURE_NUMBER,
  description: 'A number as it was printed: digits, and decimals after a point',
} as const;
const countFromOne = { type: 'integer', minimum: 1 } as const;
const yes = { const: true } as const;

/** An object of exactly these fields. */
const object = <const P extends Record<string, JsonSchema>, const R extends keyof P & string>(
  properties: P,
  required: readonly R[],
  description?: string,
) =>
  ({
    ...(description && { description }),
    type: 'object',
    properties,
    required,
    additionalProperties: false,
  }) as {
    readonly description?: string;
    readonly type: 'object';
    readonly properties: P;
    readonly required: readonly R[];
    readonly additionalProperties: false;
  };
const listOf = <const Name extends string>(name: Name) =>
  ({ type: 'array', items: { $ref: `#/definitions/${name}` } }) as const;
const someOf = <const Name extends string>(name: Name) =>
  ({ type: 'array', minItems: 1, items: { $ref: `#/definitions/${name}` } }) as const;

const DEFINITIONS = {
  chapter: object({ title: text, groups: listOf('group') }, ['title', 'groups']),
  group: object(
    { reference: text, rows: listOf('row') },
    ['rows'],
    'Rows printed under one reference; a row without a reference is a group of its own.',
  ),
  row: object(
    {
      updateId: id,
      position: { ...countFromOne, description: 'Position over the whole edition, from 1.' },
      title: { ...text, description: 'The heading of the row.' },
      isUntitled: { ...yes, description: 'Printed without its heading.' },
      wording: { ...text, description: 'The commitment as this edition prints it.' },
      commitments: listOf('commitment'),
      leadOrganisation: text,
      content: { $ref: '#/definitions/content' },
      omission: { $ref: '#/definitions/omission' },
    },
    ['updateId', 'position', 'title', 'wording', 'commitments'],
  ),
  bridgedPeriod: object(
    { label: text, start: date, end: date, reason: text },
    ['label', 'start', 'end', 'reason'],
    'A period before it that it covers too, and why that had no edition of its own.',
  ),
  commitment: object({ id, title: text }, ['id', 'title']),
  content: object(
    {
      hash: {
        ...hash,
        description:
          'SHA-256 of the canonical JSON (RFC 8785) of the other fields beside it, as they were approved.',
      },
      document: { $ref: '#/definitions/document' },
      delivery: { enum: DELIVERIES, description: 'How far it has come, as people said it.' },
      nextMilestone: text,
      noChange: object(
        { since: text, sinceOn: date },
        ['since', 'sinceOn'],
        'The words are those of an earlier edition, and since which.',
      ),
      figures: someOf('figure'),
      evidence: someOf('evidence'),
    },
    ['hash', 'document'],
    'What the row says. Absent when the row is omitted.',
  ),
  acronym: object({ short: text, expansion: text }, ['short', 'expansion']),
  omission: object(
    { reason: text, lastReported: object({ title: text, slug }, ['title', 'slug']) },
    ['reason'],
    'The row has no update this time: why, and where it was last reported.',
  ),
  figure: object(
    {
      measure: text,
      period: object(
        { start: date, end: date },
        ['start', 'end'],
        'First and last day; the same day twice is the state of that day.',
      ),
      value: number,
      unit: text,
      numerator: number,
      denominator: number,
      source: text,
      change: object(
        { kind: { enum: FIGURE_CHANGES }, was: text, reason: text },
        ['kind', 'was', 'reason'],
        'The value takes the place of one that was published before, and why.',
      ),
    },
    ['measure', 'period', 'value'],
  ),
  evidence: {
    oneOf: [
      object(
        {
          title: text,
          file: hash,
          name: text,
          mediaType: { enum: MEDIA_TYPES },
          bytes: { type: 'integer', minimum: 0 },
        },
        ['title', 'file', 'name', 'mediaType', 'bytes'],
        'A file, named by the SHA-256 of its bytes.',
      ),
      object({ title: text, href: text }, ['title', 'href'], 'A link.'),
    ],
  },
  document: object(
    { type: { const: 'doc' }, content: someOf('block') },
    ['type', 'content'],
    'Rich text: paragraphs and lists.',
  ),
  block: {
    oneOf: [
      object({ type: { const: 'paragraph' }, content: listOf('inline') }, ['type']),
      object({ type: { const: 'bulletList' }, content: someOf('listItem') }, ['type', 'content']),
      object(
        {
          type: { const: 'orderedList' },
          attrs: object({ start: { type: 'integer', minimum: 0 } }, []),
          content: someOf('listItem'),
        },
        ['type', 'content'],
      ),
    ],
  },
  listItem: object({ type: { const: 'listItem' }, content: someOf('block') }, ['type', 'content']),
  inline: {
    oneOf: [
      object({ type: { const: 'text' }, text: { ...text, minLength: 1 }, marks: listOf('mark') }, [
        'type',
        'text',
      ]),
      object({ type: { const: 'hardBreak' }, marks: listOf('mark') }, ['type']),
    ],
  },
  mark: {
    oneOf: [
      object({ type: { const: 'link' }, attrs: object({ href: text }, ['href']) }, [
        'type',
        'attrs',
      ]),
      object({ type: { const: 'bold' } }, ['type']),
      object({ type: { const: 'italic' } }, ['type']),
    ],
  },
} as const;

const EDITION = object(
  {
    schema: { const: 'quarterdeck/edition/1', description: 'Names this schema.' },
    slug,
    version: { ...countFromOne, description: '1, then one more with each correction.' },
    title: text,
    plan: object({ id, title: text }, ['id', 'title']),
    publisher: text,
    period: object({ label: text, start: date, end: date }, ['label', 'start', 'end']),
    alsoCovers: someOf('bridgedPeriod'),
    asAt: date,
    publishedOn: date,
    dateNote: {
      ...text,
      description: 'Which of the dates the original does not give, and where they are from.',
    },
    introduction: { $ref: '#/definitions/document' },
    signature: object(
      { manifestHash: hash, signedBy: text, signedAt: date },
      ['manifestHash', 'signedBy', 'signedAt'],
      'Absent where the sign-off is not recorded.',
    ),
    isHistoric: {
      type: 'boolean',
      description: 'True for an edition from before the system in which it is kept.',
    },
    isSummary: { ...yes, description: 'A narrative: its chapters are themes.' },
    correction: object(
      {
        ...{ note: text, publishedOn: date },
        isMinor: { ...yes, description: 'No meaning changes: two people said so.' },
      },
      ['note', 'publishedOn'],
      'What this version corrects.',
    ),
    redactedOn: {
      ...date,
      description: 'The last day on which words that must not be kept were taken out.',
    },
    redactedTimes: countFromOne,
    chapters: listOf('chapter'),
    acronyms: {
      ...someOf('acronym'),
      description: 'The short forms that occur in it, and what they stand for.',
    },
  },
  [
    'schema',
    'slug',
    'version',
    'title',
    'plan',
    'publisher',
    'period',
    'asAt',
    'publishedOn',
    'isHistoric',
    'chapters',
  ],
);

/** What each definition says in TypeScript. The two cannot part: neither compiles without the other. */
interface Types {
  edition: EditionSnapshot;
  chapter: SnapshotChapter;
  group: SnapshotGroup;
  row: SnapshotRow;
  bridgedPeriod: NonNullable<EditionSnapshot['alsoCovers']>[number];
  commitment: SnapshotRow['commitments'][number];
  content: NonNullable<SnapshotRow['content']>;
  acronym: Acronym;
  omission: NonNullable<SnapshotRow['omission']>;
  figure: Figure;
  evidence: PublishedEvidence;
  document: RichTextDocument;
  block: RichTextBlock;
  listItem: RichTextListItem;
  inline: RichTextInline;
  mark: RichTextMark;
}
true satisfies Agreeing<typeof DEFINITIONS & { edition: typeof EDITION }, Types>;

/** Where the schema of an edition's JSON is served. A change that old readers would trip over gets a new number. */
export const EDITION_SCHEMA_HREF = '/schemas/edition-1.json';

/** The published JSON Schema of an edition: what `/editions/<slug>.json` holds. */
export const EDITION_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:quarterdeck:edition:1',
  title: 'An edition',
  description:
    'Everything that one version of an edition prints. The file is canonical JSON (RFC 8785), and its SHA-256 is the hash of the edition, unless words were redacted from it.',
  ...EDITION,
  definitions: DEFINITIONS,
} as const;

/** What keeps a value from being an edition, and where; nothing when it is one. */
export const editionIssues = (value: unknown): SchemaIssue[] =>
  schemaIssues(value, EDITION, DEFINITIONS);
