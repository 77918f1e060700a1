import { ApiProperty } from '@nestjs/swagger';
import { CHARACTERISTICS, type Characteristic } from '../../../common/protected-characteristics.js';
import { TitledRef } from './titled-ref.dto.js';

export const BEARING_BASES = ['named', 'by_reference', 'all'] as const;
export type BearingBasis = (typeof BEARING_BASES)[number];

/** That an action of the assessment bears on a protected characteristic. */
export class BearingDto {
  @ApiProperty({ enum: CHARACTERISTICS, enumName: 'Characteristic' })
  characteristic: Characteristic;
  /** Named for it; by reference to another characteristic; or because all actions bear on it. */
  @ApiProperty({ enum: BEARING_BASES, enumName: 'BearingBasis' })
  basis: BearingBasis;
  /** As printed where it is named. */
  letter?: string;
}

/** Where a commitment stands in the plan's impact assessment. */
export class AssessmentPlaceDto {
  actionId: string;
  section: number;
  sectionTitle: string;
  /** Counted within the section, from 1. */
  position: number;
  /** As printed. */
  letter: string;
  /** What is wrong with how it is printed. */
  note?: string;
  bearsOn: BearingDto[];
}

export class AssessedActionDto extends AssessmentPlaceDto {
  commitments: TitledRef[];
}

export class LostReferenceDto {
  section: number;
  /** As printed; the section has no action at its place. */
  letter: string;
}

export class AssessedCharacteristicDto {
  @ApiProperty({ enum: CHARACTERISTICS, enumName: 'Characteristic' })
  characteristic: Characteristic;
  /** What the assessment says of it, summed up. */
  remark: string;
  /** Letters that it names and that lead to no action. */
  leadNowhere: LostReferenceDto[];
}

/** The plan's equality impact assessment, as a cross-reference to the register. */
export class AssessmentDto {
  title: string;
  publishedOn: string;
  printingErrors: string[];
  characteristics: AssessedCharacteristicDto[];
  actions: AssessedActionDto[];
}
