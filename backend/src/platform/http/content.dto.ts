import { ApiProperty } from '@nestjs/swagger';
import { DELIVERIES, type Delivery } from '../../common/content.js';

// The API's description of the shapes that common/ defines for everyone; nothing is built from these.

export class RichTextMarkDto {
  @ApiProperty({ enum: ['bold', 'italic', 'link'] })
  type: string;
  /** href, for a link. */
  attrs?: Record<string, unknown>;
}

export class RichTextNodeDto {
  @ApiProperty({
    enum: ['paragraph', 'bulletList', 'orderedList', 'listItem', 'text', 'hardBreak'],
  })
  type: string;
  /** start, for a numbered list. */
  attrs?: Record<string, unknown>;
  @ApiProperty({ type: () => [RichTextNodeDto], required: false })
  content?: RichTextNodeDto[];
  text?: string;
  marks?: RichTextMarkDto[];
}

/** A ProseMirror document of the house schema. */
export class RichTextDocumentDto {
  @ApiProperty({ enum: ['doc'] })
  type: string;
  content: RichTextNodeDto[];
}

/** Everything printed in an update's row except its listing. */
export class UpdateContentDto {
  document: RichTextDocumentDto;
  @ApiProperty({ enum: DELIVERIES, required: false })
  delivery?: Delivery;
  nextMilestone?: string;
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
  marks?: RichTextMarkDto[];
  marksBefore?: RichTextMarkDto[];
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

export class TextDiffDto {
  isEqual: boolean;
  segments: DiffSegmentDto[];
}
