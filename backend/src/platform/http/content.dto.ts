import { ApiExtraModels, ApiProperty } from '@nestjs/swagger';
import {
  DELIVERIES,
  MILESTONE_MAX_LENGTH,
  STATED_DELIVERIES,
  type Delivery,
} from '../../common/content.js';
import {
  FIGURE_CHANGES,
  FIGURE_REASON_MAX_LENGTH,
  FIGURE_TEXT_MAX_LENGTH,
  FIGURES_MAX_COUNT,
  type FigureChangeKind,
} from '../../common/figures.js';
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

/** From one day to another; the same day twice is the state of that day. */
export class FigurePeriodDto {
  @ApiProperty({
    description: 'A date as YYYY-MM-DD; empty in an unfinished draft.',
    maxLength: 10,
  })
  start: string;
  @ApiProperty({ maxLength: 10 })
  end: string;
}

/** What a later value says of the one published before for the same measure and period. */
export class FigureChangeDto {
  @ApiProperty({ enum: FIGURE_CHANGES })
  kind: FigureChangeKind;
  /** The earlier value as it was published: 14% (28 of 200). */
  @ApiProperty({ maxLength: FIGURE_TEXT_MAX_LENGTH })
  was: string;
  @ApiProperty({ maxLength: FIGURE_REASON_MAX_LENGTH })
  reason: string;
}

/** One number that an update reports. Numbers are text, so that 4.50 stays 4.50. */
export class FigureDto {
  @ApiProperty({ maxLength: FIGURE_TEXT_MAX_LENGTH })
  measure: string;
  period: FigurePeriodDto;
  @ApiProperty({ description: 'A number; empty in an unfinished draft.', maxLength: 40 })
  value: string;
  /** What is counted, or % or £. */
  @ApiProperty({ required: false, maxLength: 40 })
  unit?: string;
  @ApiProperty({ required: false, maxLength: 40 })
  numerator?: string;
  @ApiProperty({ required: false, maxLength: 40 })
  denominator?: string;
  @ApiProperty({ required: false, maxLength: FIGURE_TEXT_MAX_LENGTH })
  source?: string;
  change?: FigureChangeDto;
}

/** What an update says, as it is written: everything printed in its row except its listing. */
export class DraftContentDto {
  document: RichTextDocumentDto;
  @ApiProperty({ enum: STATED_DELIVERIES, required: false })
  delivery?: Delivery;
  /** One line: what happens next and when. */
  @ApiProperty({ required: false, maxLength: MILESTONE_MAX_LENGTH })
  nextMilestone?: string;
  @ApiProperty({ type: () => [FigureDto], required: false, maxItems: FIGURES_MAX_COUNT })
  figures?: FigureDto[];
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
  figures?: FigureDto[];
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
