import { IsString, MaxLength, MinLength } from 'class-validator';
import { AvailableAction } from '../../../platform/http/refs.dto.js';

export class SaveAcronymDto {
  /** As it is written in the texts: BWV. */
  @IsString()
  @MinLength(2)
  @MaxLength(20)
  short: string;

  /** What it stands for. */
  @IsString()
  @MinLength(2)
  @MaxLength(200)
  expansion: string;
}

export class AcronymDto {
  id: string;
  short: string;
  expansion: string;
  addedAt: Date;
}

export class AcronymList {
  /** By the alphabet. */
  data: AcronymDto[];
  availableActions: AvailableAction[];
}
