import { ApiProperty } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { EVIDENCE_TITLE_MAX_LENGTH, MARKINGS, type Marking } from '../../../common/evidence.js';
import { MAX_HREF_LENGTH } from '../../../common/rich-text/links.js';
import { PersonRef } from '../../../platform/http/refs.dto.js';
import { SCAN_STATES, type ScanState } from '../../files/index.js';

class NewEvidence {
  @IsString()
  @MinLength(1)
  @MaxLength(EVIDENCE_TITLE_MAX_LENGTH)
  title: string;

  @ApiProperty({ enum: MARKINGS })
  @IsIn(MARKINGS)
  marking: Marking;

  /** Whether it is published with the edition; never what is sensitive. */
  @IsBoolean()
  isPublished: boolean;
}

export class AddLinkDto extends NewEvidence {
  /** An absolute http or https address. */
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_HREF_LENGTH)
  href: string;
}

export class AddFileDto extends NewEvidence {
  /** For show only; its bytes come in a request of their own, once it has an id. */
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  @Matches(/^[^\0]*$/, { message: 'It holds a character that no name has.' })
  name: string;
}

export class ChangeEvidenceDto {
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(EVIDENCE_TITLE_MAX_LENGTH)
  title?: string;

  @IsOptional()
  @IsIn(MARKINGS)
  marking?: Marking;

  @IsOptional()
  @IsBoolean()
  isPublished?: boolean;
}

export class EvidenceIdDto {
  id: string;
}

export class EvidenceFileDto {
  sha256: string;
  name: string;
  mediaType: string;
  bytes: number;
  @ApiProperty({ enum: SCAN_STATES })
  scanState: ScanState;
  /** Whether it may be read and published: not while the scanner has not answered, or has found something. */
  isSafe: boolean;
}

export class EvidenceDto {
  id: string;
  /** Its place on the list, which it keeps when it changes. */
  position: number;
  title: string;
  href?: string;
  file?: EvidenceFileDto;
  @ApiProperty({ enum: MARKINGS })
  marking: Marking;
  isPublished: boolean;
  addedBy: PersonRef;
  onBehalfOf?: PersonRef;
  addedAt: Date;
}

export class EvidencePage {
  data: EvidenceDto[];
  total: number;
}
