import { IsString, MaxLength, MinLength } from 'class-validator';
import { ListQuery } from '../../../platform/http/list-query.dto.js';

export class EditionSearchQuery extends ListQuery {
  /** Words to look for, any form of them; quotation marks, OR and - mean what they mean elsewhere. */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  q: string;
}

/** A stretch of a text, and whether it is what was searched for. */
export class MarkedPart {
  text: string;
  isFound: boolean;
}

/** A row, or the introduction, that the current version of an edition prints. */
export class FoundRow {
  id: string;
  edition: string;
  /** The public page, where the row stands. */
  href: string;
  title: MarkedPart[];
  excerpt: MarkedPart[];
}

export class FoundRows {
  data: FoundRow[];
  total: number;
  /** What was searched instead, when nothing has the words as they were given. */
  searchedFor?: string;
}
