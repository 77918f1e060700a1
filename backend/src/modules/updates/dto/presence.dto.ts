import { IsOptional, Matches } from 'class-validator';
import { PersonRef } from '../../../platform/http/refs.dto.js';

/** Somebody who has a draft open, in real time whatever the installation’s clock says. */
export class DraftPresenceDto {
  person: PersonRef;
  /** In another page of the reader’s own. */
  isYou: boolean;
  openSeconds: number;
  /** Since they began to save changes; absent while they only have it open. */
  editingSeconds?: number;
}

export class DraftPresenceList {
  data: DraftPresenceDto[];
}

export class PresenceQuery {
  /** What a page calls its visit: under the same name it has been here since it first came. */
  @IsOptional()
  @Matches(/^[a-z0-9]{1,32}$/)
  visit?: string;
}

/** How many words the public has read: of this row in the last editions, of its chapter in the last. */
export class LengthsDto {
  own: number[];
  chapter: number[];
}
