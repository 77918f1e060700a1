import type { WorkKind } from '../../../common/work-path.js';
import { PersonRef } from '../../../platform/http/refs.dto.js';
import { RoundRefDto } from './update.dto.js';

/** One thing that waits for the reader. */
export class WorkItemDto {
  kind: WorkKind;
  updateId?: string;
  overrideId?: string;
  roundId: string;
  title: string;
  /** What is asked, in words. */
  ask: string;
  /** Absent of what is corrected and no longer written: the dates of its round are over. */
  dueOn?: string;
  /** Negative when it is late; absent with the date. */
  workingDaysLeft?: number;
  /** Who waits for it. */
  waitingPerson?: string;
  /** Set when it is someone's whom the reader covers. */
  forPerson?: PersonRef;
}

export class ChapterProgressDto {
  chapter: string;
  /** Rows by state; omitted ones under "omitted". */
  counts: Record<string, number>;
  total: number;
}

export class RoundDatesDto {
  opensOn: string;
  draftsDueOn: string;
  reviewDueOn: string;
  signOffDueOn: string;
  publicationOn: string;
}

export class RoundProgressDto {
  round: RoundRefDto;
  /** The plan's title. */
  plan: string;
  dates: RoundDatesDto;
  chapters: ChapterProgressDto[];
  total: number;
  isOpen: boolean;
}

export class HomeDto {
  /** For administrators: what the installation needs from them, in words. */
  needs: string[];
  work: WorkItemDto[];
  rounds: RoundProgressDto[];
}
