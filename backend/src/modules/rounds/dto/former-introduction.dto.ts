import { ApiProperty } from '@nestjs/swagger';
import type { RichTextDocument } from '../../../common/rich-text/index.js';
import { RichTextDocumentDto } from '../../../platform/http/content.dto.js';
import { PersonRef } from '../../../platform/http/refs.dto.js';

/** What an introduction said until it was changed. */
export class FormerIntroductionDto {
  id: string;
  @ApiProperty({ type: () => RichTextDocumentDto })
  introduction: RichTextDocument;
  replacedBy: PersonRef;
  onBehalfOf?: PersonRef;
  replacedAt: Date;
}

export class FormerIntroductionList {
  data: FormerIntroductionDto[];
  total: number;
}
