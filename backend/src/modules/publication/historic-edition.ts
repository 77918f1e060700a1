import type { UpdateContent } from '../../common/content.js';
import type { RichTextDocument } from '../../common/rich-text/index.js';

/** One row as it was printed. */
export interface HistoricRow {
  title: string;
  chapter: string;
  reference?: string;
  wording: string;
  commitmentIds: readonly string[];
  /** Whose it is in the register. */
  organisationId?: string;
  /** Whether the edition states its organisation; what it did not state is not printed for it. */
  isLeadPrinted?: boolean;
  content: UpdateContent;
  /** A summary's part that was printed without a heading; its title then only names it elsewhere. */
  isUntitled?: boolean;
}

/** An edition that was published before the system existed. */
export interface HistoricEdition {
  planId: string;
  slug: string;
  title: string;
  period: { label: string; start: string; end: string };
  asAt: string;
  publishedOn: string;
  /** Which of the two its original does not give, and where they are from: printed with them. */
  dateNote?: string;
  introduction?: RichTextDocument;
  /** A narrative: themes are its chapters, and its rows have neither reference nor wording. */
  isSummary?: boolean;
  /** In printed order. */
  rows: readonly HistoricRow[];
}

/** A row with the ids and the hashed text under which it is kept. */
export interface KeptHistoricRow extends HistoricRow {
  updateId: string;
  revisionId: string;
  text: string;
  hash: string;
  /** As printed, from 1; without, as the rows come. */
  position?: number;
  /** Of a later version: the row whose text it takes the place of. */
  correction?: { no: number; correctsId: string; previousUpdateId: string; reason: string };
}
