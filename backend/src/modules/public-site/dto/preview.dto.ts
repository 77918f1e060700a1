import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

/** What of the edition is shown: what its public page takes too. */
export class PreviewQuery {
  @IsOptional()
  @IsString()
  @MaxLength(300)
  chapter?: string;

  /** The name of a lead organisation. */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  organisation?: string;

  @IsOptional()
  @IsString()
  @MaxLength(300)
  delivery?: string;

  /** Only what is new or changed since the last edition. */
  @IsOptional()
  @IsIn(['yes'])
  changed?: 'yes';

  /** With the differences from the last edition, word by word. */
  @IsOptional()
  @IsIn(['changes'])
  show?: 'changes';
}
