import { IsString, MaxLength, MinLength } from 'class-validator';

export class SearchQuery {
  @IsString()
  @MinLength(2)
  @MaxLength(200)
  q: string;
}

export class SearchHitDto {
  kind: 'commitment' | 'edition_row';
  id: string;
  title: string;
  /** The part of the text around the words. */
  excerpt: string;
  /** The plan's title. */
  plan: string;
  /** The public page, for a row of an edition. */
  href?: string;
}

export class SearchHits {
  data: SearchHitDto[];
  total: number;
}
