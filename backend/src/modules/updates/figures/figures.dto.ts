import { ApiProperty } from '@nestjs/swagger';
import type { Figure } from '../../../common/figures.js';
import { FigureDto } from '../../../platform/http/content.dto.js';

export class PublishedFigureDto {
  @ApiProperty({ type: () => FigureDto })
  figure: Figure;
  /** The period of the edition that printed it last: 2021/22 Q3 (October to December 2021). */
  editionPeriod: string;
}

export class PublishedFigurePage {
  data: PublishedFigureDto[];
  total: number;
}
