import { ChapterDto, TitledRef } from '../../plan/index.js';
import { UPDATE_STATES, type UpdateState } from '../update.workflow.js';
import { ApiProperty } from '@nestjs/swagger';

export class LayoutRowDto {
  id: string;
  title: string;
  chapter: string;
  reference?: string;
  wording: string;
  commitments: TitledRef[];
  @ApiProperty({ enum: UPDATE_STATES })
  state: UpdateState;
  /** The row of the last edition that it goes on from. */
  continues?: string;
  /** Why what it answers may not change now; absent: it may. */
  keepsCommitments?: string;
  /** Why it may not be taken away; absent: it may, when others answer its commitments. */
  keepsRow?: string;
}

export class PrintedRowDto {
  id: string;
  title: string;
  chapter: string;
  reference?: string;
  wording: string;
  commitments: TitledRef[];
}

/** All that the page needs on which the coming edition is laid out. */
export class LayoutDto {
  round: TitledRef;
  version: number;
  /** Why it cannot be changed now; absent: it can. */
  fixed?: string;
  /** By when the words of a row that is added now are due; absent: on the round’s date for drafts. */
  newRowsDueOn?: string;
  rows: LayoutRowDto[];
  lastEdition?: TitledRef;
  /** As the last edition printed them, in its order. */
  lastRows: PrintedRowDto[];
  /** The register's, in its order. */
  chapters: ChapterDto[];
  /** Every commitment of the plan that is not closed. */
  commitments: TitledRef[];
}
