import { Type } from 'class-transformer';
import { IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { PHRASE_PARTS } from '../../../common/phrase.js';
import { PersonThen } from '../../../platform/http/refs.dto.js';
import { TitledRef } from '../../plan/index.js';
import { ChangedFieldDto, ContentDiffDto } from '../../updates/index.js';

export class PhraseDto {
  /** The words as they are printed, in any part of one row. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  words: string;

  /** The row that prints them; without it, the first that has them all, else the one that has most of them. */
  @IsOptional()
  @IsUUID()
  updateId?: string;
}

export const PROVENANCE_PLACES = [
  ...PHRASE_PARTS,
  'listing',
  'omission',
  'edition',
  'nowhere',
] as const;
export type ProvenancePlace = (typeof PROVENANCE_PLACES)[number];

export class RevisionPlaceDto {
  revisionId: string;
  number: number;
  madeAt: Date;
  /** From before this system: only the day is known. */
  isDayOnly?: boolean;
  round: TitledRef;
}

/** A time during which the text had the words. */
export class SpellDto {
  @Type(() => RevisionPlaceDto)
  since: RevisionPlaceDto;
  /** The first revision that no longer had them. */
  @Type(() => RevisionPlaceDto)
  until?: RevisionPlaceDto;
}

export class WriterDto {
  @Type(() => PersonThen)
  who: PersonThen;
  @Type(() => PersonThen)
  onBehalfOf?: PersonThen;
  role: string;
}

export class EntryRefDto {
  seq: number;
  hash: string;
}

export class ProvenanceStepDto {
  /** Its kind, as `submitted` or `approve`. */
  act: string;
  /** What was done, in words: “approved revision 2”. */
  words: string;
  at: Date;
  /** From before this system: only the day is known. */
  isDayOnly?: boolean;
  @Type(() => PersonThen)
  who?: PersonThen;
  /** Set when it was done on cover. */
  @Type(() => PersonThen)
  onBehalfOf?: PersonThen;
  /** In which role: of the person covered for, when on cover. */
  role?: string;
  round: TitledRef;
  /** Set when it happened to another row, from which the words were taken. */
  @Type(() => TitledRef)
  row?: TitledRef;
  revisionId?: string;
  contentHash?: string;
  /** Of a revision, a change of the register or a layout: whether it has the words. */
  hasWords?: boolean;
  /** Of a revision: everyone whose saves changed the text since the one before. */
  @Type(() => WriterDto)
  writers?: WriterDto[];
  /** Of a layout: what it changed of how the row is printed. */
  @Type(() => ChangedFieldDto)
  fields?: ChangedFieldDto[];
  /** Of a revision: what changed since the one before. */
  @ApiProperty({ type: () => ContentDiffDto, required: false })
  diff?: ContentDiffDto;
  reason?: string;
  manifestHash?: string;
  /** Where the audit trail tells of it, for those who read the trail. */
  @Type(() => EntryRefDto)
  entry?: EntryRefDto;
}

export class ProvenanceEditionDto {
  id: string;
  planId: string;
  title: string;
  version: number;
  publishedOn: string;
  href: string;
  snapshotHash: string;
  /** False for an edition from before the system: its sign-off is not recorded here. */
  isSignOffRecorded: boolean;
}

export class ProvenanceRowDto {
  updateId: string;
  title: string;
  chapter: string;
  reference?: string;
  position: number;
}

export class ProvenanceDto {
  edition: ProvenanceEditionDto;
  /** Absent for words of the edition as a whole, as its introduction. */
  row?: ProvenanceRowDto;
  /** Other rows of the edition that print all the words too. */
  @Type(() => TitledRef)
  alsoIn: TitledRef[];
  /** The words as they were asked for, their white space made even. */
  asked: string;
  /** The words that were followed: all, or the longest part that the row prints. */
  words?: string;
  isWhole: boolean;
  @ApiProperty({ enum: PROVENANCE_PLACES, enumName: 'ProvenancePlace' })
  where: ProvenancePlace;
  /** Who approved and who signed, in a sentence or two. */
  answer: string;
  /** When the words came, went and came back; the last time lasts to this edition. */
  @Type(() => SpellDto)
  spells: SpellDto[];
  /** Everything from the revision that brought the words to the edition that prints them, in order. */
  @Type(() => ProvenanceStepDto)
  steps: ProvenanceStepDto[];
  /** Rounds whose unpublished texts are not the reader’s: there only what was printed is compared. */
  @Type(() => TitledRef)
  publishedTextOnly: TitledRef[];
}
