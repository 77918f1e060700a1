import { Type } from 'class-transformer';
import { MessageGroupDto } from './messages.dto.js';

/** A message as it would be sent. */
export class ChasePreviewDto {
  /** Who reads it. */
  name: string;
  subject: string;
  opening: string;
  @Type(() => MessageGroupDto)
  groups: MessageGroupDto[];
  closing: string;
}

export class ChasePreviewList {
  @Type(() => ChasePreviewDto)
  data: ChasePreviewDto[];
}
