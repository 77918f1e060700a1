import { ApiProperty } from '@nestjs/swagger';
import { RichTextDocumentDto, UpdateContentDto } from '../../../platform/http/content.dto.js';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  NotContains,
  ValidateNested,
} from 'class-validator';
import type { UpdateContent } from '../../../common/content.js';
import type { RichTextDocument } from '../../../common/rich-text/index.js';
import { AvailableAction, PersonRef } from '../../../platform/http/refs.dto.js';
import { OverrideDto } from '../../overrides/index.js';

const REASON_MAX_LENGTH = 2000;

/** Why a rule of a round is set aside. */
export class RoundReasonDto {
  @IsString()
  @MinLength(1)
  @MaxLength(REASON_MAX_LENGTH)
  reason: string;
}

export class SealDto {
  /** Set to call a correction minor, with the reason: a second person has to confirm it. */
  @IsOptional()
  @IsString()
  @MaxLength(REASON_MAX_LENGTH)
  @Matches(/\S/, { message: 'Say why it is minor.' })
  minorBecause?: string;
}

export class SignDto {
  @IsUUID()
  manifestId: string;

  /** The hash that the signing page showed. */
  @Matches(/^[0-9a-f]{64}$/)
  manifestHash: string;

  /** The signatory's own password, typed again. */
  @IsString()
  @MaxLength(200)
  password: string;
}

export class ObjectionDto {
  @IsUUID()
  updateId: string;

  @IsString()
  @MinLength(1)
  @MaxLength(REASON_MAX_LENGTH)
  reason: string;
}

export class DeclineDto {
  @IsUUID()
  manifestId: string;

  /** The updates that stand in the way: they are returned; the others stay approved. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ObjectionDto)
  objections: ObjectionDto[];
}

/** A chapter of the table, or a theme of a summary, that gets another title. */
export class RenamedChapterDto {
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  from: string;

  @IsString()
  @MinLength(1)
  @MaxLength(500)
  @NotContains('\0')
  to: string;
}

/** What the edition says beside its rows, as it should be; what is absent stays as it was signed. */
export class EditionWordsDto {
  @IsOptional()
  @IsString()
  @MinLength(2)
  @MaxLength(200)
  @NotContains('\0')
  title?: string;

  /** Without words: none is printed any more. */
  @IsOptional()
  @IsObject()
  @ApiProperty({ type: () => RichTextDocumentDto, required: false })
  introduction?: RichTextDocument;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RenamedChapterDto)
  chapters?: RenamedChapterDto[];
}

/** What a correction changes of the edition's own words: as the version before printed them. */
export class CorrectedWordsDto {
  titleBefore?: string;
  /** Without words: none was printed. */
  @ApiProperty({ type: () => RichTextDocumentDto, required: false })
  introductionBefore?: RichTextDocument;
  /** Chapters or themes with another title. */
  @Type(() => RenamedChapterDto)
  chapters?: RenamedChapterDto[];
}

export class StartCorrectionDto {
  /** Updates that the current edition prints. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @IsUUID(undefined, { each: true })
  updateIds?: string[];

  /** Words of the edition itself. Who writes them does not sign the correction. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => EditionWordsDto)
  words?: EditionWordsDto;

  /** Who drafts it; absent: whoever owned each row, or owns its commitment now. */
  @IsOptional()
  @IsUUID()
  ownerId?: string;

  /** What is corrected and why; printed at the head of the corrected edition. */
  @IsString()
  @MinLength(1)
  @MaxLength(REASON_MAX_LENGTH)
  reason: string;
}

/** What is to be signed, or was. */
export class ManifestSummary {
  id: string;
  hash: string;
  /** The seal's number in its round. */
  version: number;
  state: 'sealed' | 'signed' | 'published';
  /** 0 for the round itself, otherwise the correction's number. */
  correctionNo: number;
  sealedBy: PersonRef;
  /** Set when it was sealed on cover: for whom. */
  sealedOnBehalfOf?: PersonRef;
  sealedAt: Date;
  signedBy?: PersonRef;
  /** Set when it was signed on cover: for whom. */
  signedOnBehalfOf?: PersonRef;
  signedAt?: Date;
  publishedBy?: PersonRef;
  /** Set when it was published on cover: for whom. */
  publishedOnBehalfOf?: PersonRef;
  publishedAt?: Date;
}

export class SigningOmissionDto {
  reason: string;
  lastReported?: EditionLinkDto;
}

export class EditionLinkDto {
  title: string;
  slug: string;
}

export class SigningCommitmentDto {
  id: string;
  title: string;
}

/** Said of an approved text after publication had moved. */
export class SigningStillTrueDto {
  by: PersonRef;
  onBehalfOf?: PersonRef;
  at: Date;
  publicationOn: string;
  /** Set when it was said in the owner's stead: why. */
  reason?: string;
}

/** One row as it will be printed, and what about it is new. */
export class SigningLineDto {
  updateId: string;
  position: number;
  chapter: string;
  reference?: string;
  title: string;
  /** Of a summary: its title is not printed. */
  isUntitled?: boolean;
  wording: string;
  commitments: SigningCommitmentDto[];
  leadOrganisation?: string;
  contentHash?: string;
  /** Absent when the row is omitted. */
  @ApiProperty({ type: () => UpdateContentDto, required: false })
  content?: UpdateContent;
  changedSinceLastEdition: 'changed' | 'unchanged' | 'new' | 'omitted';
  /** Absent when the round was not sealed before. */
  changedSinceLastSeal?: boolean;
  /** Set when its place among the other rows is another than in the seal before: the place it had. */
  movedSinceLastSeal?: number;
  /** A correction leaves it as it was published: nothing of it is asked, and nothing to object to. */
  isPinned: boolean;
  approvedBy?: PersonRef;
  /** Set when it was approved on cover: for whom. */
  approvedOnBehalfOf?: PersonRef;
  approvedAt?: Date;
  stillTrue?: SigningStillTrueDto;
  omission?: SigningOmissionDto;
}

export class SigningCountsDto {
  total: number;
  /** Rows with an approved text. */
  approved: number;
  omitted: number;
  /** Rows whose text is new or another than in the last edition. */
  changed: number;
  unchanged: number;
}

export class PreviousObjectionDto extends ObjectionDto {
  title: string;
}

/** Why a signatory declined last time. */
export class PreviousDecisionDto {
  by: PersonRef;
  /** Set when it was declined on cover: for whom. */
  onBehalfOf?: PersonRef;
  at: Date;
  objections: PreviousObjectionDto[];
}

/** A short form that is printed otherwise than in the seal before: new, gone, or for something else. */
export class ChangedAcronymDto {
  short: string;
  before?: string;
  now?: string;
}

/** The seal with which the lines are compared: the last that a signatory decided on, else the last. */
export class ComparedSealDto {
  version: number;
  wasDeclined: boolean;
  /** What else of it would be printed otherwise now. */
  isHeadChanged: boolean;
  isIntroductionChanged: boolean;
  acronyms: ChangedAcronymDto[];
  /** The titles of rows that it had and this one has not. */
  removed: string[];
}

/** A short form that occurs in what is signed, and what it is printed to stand for. */
export class SigningAcronymDto {
  short: string;
  expansion: string;
}

/** A skipped period that the edition covers too. */
export class BridgedPeriodDto {
  label: string;
  start: string;
  end: string;
  /** Why it had no edition of its own: printed. */
  reason: string;
}

/** What is printed above the rows. */
export class SigningHeadingDto {
  planTitle: string;
  publisher: string;
  periodLabel: string;
  @ApiProperty({ format: 'date' })
  asAt: string;
  @ApiProperty({ format: 'date' })
  publicationOn: string;
}

/** Everything that a signatory sees before deciding. */
export class SigningDto {
  title: string;
  heading: SigningHeadingDto;
  @ApiProperty({ type: () => RichTextDocumentDto, required: false })
  introduction?: RichTextDocument;
  /** Printed at the end. */
  acronyms?: SigningAcronymDto[];
  /** A stakeholder summary: what is left out of it is not printed. */
  isSummary?: boolean;
  manifest: ManifestSummary;
  /** The words that the signatory puts their name to. */
  statement: string;
  /** Set for a correction: what is corrected and why. */
  correctionReason?: string;
  /** Set when the correction changes words that are no row's. */
  @Type(() => CorrectedWordsDto)
  correctedWords?: CorrectedWordsDto;
  /** The correction is called minor. */
  isMinor?: boolean;
  /** Periods that were skipped before it: the edition says so, and why. */
  @Type(() => BridgedPeriodDto)
  alsoCovers?: BridgedPeriodDto[];
  counts: SigningCountsDto;
  lines: SigningLineDto[];
  overrides: OverrideDto[];
  previousDecision?: PreviousDecisionDto;
  /** Absent when the round was not sealed before. */
  comparedWith?: ComparedSealDto;
  availableActions: AvailableAction[];
}
