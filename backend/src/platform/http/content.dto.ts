import { ApiExtraModels, ApiProperty } from '@nestjs/swagger';
import {
  DELIVERIES,
  MILESTONE_MAX_LENGTH,
  STATED_DELIVERIES,
  type Delivery,
} from '../../common/content.js';
import { MAX_LIST_START } from '../../common/rich-text/limits.js';

// The classes of blocks name one another, so they are named here by the words of the description.
const named = (...names: string[]) =>
  names.map((name) => ({ $ref: `#/components/schemas/${name}` }));
const MARKS = named('RichTextPlainMarkDto', 'RichTextLinkDto');
const INLINES = named('RichTextTextDto', 'RichTextHardBreakDto');
const BLOCKS = named('RichTextParagraphDto', 'RichTextBulletListDto', 'RichTextOrderedListDto');

// The API's description of the shapes that common/ defines for everyone; nothing is built from these.

export class RichTextPlainMarkDto {
  @ApiProperty({ enum: ['bold', 'italic'] })
  type: string;
}

export class RichTextLinkTargetDto {
  @ApiProperty({
    description: 'An absolute http, https or mailto address.',
    pattern: '^(https?://|mailto:)',
  })
  href: string;
}

export class RichTextLinkDto {
  @ApiProperty({ enum: ['link'] })
  type: string;
  attrs: RichTextLinkTargetDto;
}

@ApiExtraModels(RichTextPlainMarkDto, RichTextLinkDto)
export class RichTextTextDto {
  @ApiProperty({ enum: ['text'] })
  type: string;
  @ApiProperty({ minLength: 1 })
  text: string;
  @ApiProperty({ required: false, type: 'array', items: { oneOf: MARKS } })
  marks?: object[];
}

@ApiExtraModels(RichTextPlainMarkDto, RichTextLinkDto)
export class RichTextHardBreakDto {
  @ApiProperty({ enum: ['hardBreak'] })
  type: string;
  @ApiProperty({ required: false, type: 'array', items: { oneOf: MARKS } })
  marks?: object[];
}

@ApiExtraModels(RichTextTextDto, RichTextHardBreakDto)
export class RichTextParagraphDto {
  @ApiProperty({ enum: ['paragraph'] })
  type: string;
  @ApiProperty({ required: false, type: 'array', items: { oneOf: INLINES } })
  content?: object[];
}

export class RichTextListItemDto {
  @ApiProperty({ enum: ['listItem'] })
  type: string;
  @ApiProperty({
    description: 'A paragraph first, then any blocks.',
    type: 'array',
    minItems: 1,
    items: { oneOf: BLOCKS },
  })
  content: object[];
}

export class RichTextBulletListDto {
  @ApiProperty({ enum: ['bulletList'] })
  type: string;
  @ApiProperty({ type: () => [RichTextListItemDto], minItems: 1 })
  content: RichTextListItemDto[];
}

export class RichTextListStartDto {
  @ApiProperty({ required: false, type: 'integer', minimum: 0, maximum: MAX_LIST_START })
  start?: number;
}

export class RichTextOrderedListDto {
  @ApiProperty({ enum: ['orderedList'] })
  type: string;
  attrs?: RichTextListStartDto;
  @ApiProperty({ type: () => [RichTextListItemDto], minItems: 1 })
  content: RichTextListItemDto[];
}

/** A ProseMirror document of the house schema: at most 60,000 characters, lists at most 8 deep. */
@ApiExtraModels(RichTextParagraphDto, RichTextBulletListDto, RichTextOrderedListDto)
export class RichTextDocumentDto {
  @ApiProperty({ enum: ['doc'] })
  type: string;
  @ApiProperty({ type: 'array', minItems: 1, items: { oneOf: BLOCKS } })
  content: object[];
}

/** What an update says, as it is written: everything printed in its row except its listing. */
export class DraftContentDto {
  document: RichTextDocumentDto;
  @ApiProperty({ enum: STATED_DELIVERIES, required: false })
  delivery?: Delivery;
  /** One line: what happens next and when. */
  @ApiProperty({ required: false, maxLength: MILESTONE_MAX_LENGTH })
  nextMilestone?: string;
}

/** The words are those of the last edition, said by an act of its own. */
export class NoChangeDto {
  /** The period of the first edition that printed them: 2021/22 Q3. */
  since: string;
  /** That edition's as-at date. */
  sinceOn: string;
}

/** A link or a file that is published with a text. */
export class PublishedEvidenceDto {
  title: string;
  /** Of a link. */
  href?: string;
  /** Of a file: the SHA-256 of its bytes. */
  file?: string;
  name?: string;
  mediaType?: string;
  bytes?: number;
}

/** Everything printed in an update's row except its listing. */
export class UpdateContentDto {
  document: RichTextDocumentDto;
  /** Historic editions state none: not_stated. */
  @ApiProperty({ enum: DELIVERIES, required: false })
  delivery?: Delivery;
  nextMilestone?: string;
  noChange?: NoChangeDto;
  evidence?: PublishedEvidenceDto[];
}

export class BlockShapeDto {
  @ApiProperty({ enum: ['paragraph', 'bullet', 'numbered'] })
  type: string;
  depth: number;
  number?: number;
  startsList?: boolean;
}

export class DiffSegmentDto {
  @ApiProperty({ enum: ['same', 'insert', 'delete', 'format'] })
  op: string;
  text: string;
  @ApiProperty({ required: false, type: 'array', items: { oneOf: MARKS } })
  marks?: object[];
  @ApiProperty({ required: false, type: 'array', items: { oneOf: MARKS } })
  marksBefore?: object[];
}

export class DiffBlockDto {
  @ApiProperty({ enum: ['same', 'changed', 'inserted', 'deleted'] })
  kind: string;
  block: BlockShapeDto;
  before?: BlockShapeDto;
  segments: DiffSegmentDto[];
  movedTo?: number;
  movedFrom?: number;
}

export class DiffSummaryDto {
  wordsInserted: number;
  wordsDeleted: number;
  blocksInserted: number;
  blocksDeleted: number;
  blocksChanged: number;
  blocksMoved: number;
  formatChanges: number;
}

export class DocumentDiffDto {
  isEqual: boolean;
  blocks: DiffBlockDto[];
  summary: DiffSummaryDto;
}

export class TextDiffSegmentDto {
  @ApiProperty({ enum: ['same', 'insert', 'delete'] })
  op: string;
  text: string;
}

/** How many words; one that is replaced counts in both. */
export class TextDiffSummaryDto {
  wordsInserted: number;
  wordsDeleted: number;
}

/** The difference between two plain texts. */
export class TextDiffDto {
  isEqual: boolean;
  segments: TextDiffSegmentDto[];
  summary: TextDiffSummaryDto;
}
