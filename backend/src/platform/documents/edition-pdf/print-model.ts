import type { EditionSnapshot, SnapshotRow } from '../../../common/edition-snapshot.js';
import { noChangeWords } from '../../../common/content.js';
import { evidenceAddress, evidenceNote } from '../../../common/evidence.js';
import { FIGURE_HEADS, figureCells, figureWords } from '../../../common/figures.js';
import type { Acronym } from '../../../common/acronyms.js';
import { dateInWords } from '../../../common/dates.js';
import { documentToText, type RichTextDocument } from '../../../common/rich-text/index.js';
import { DELIVERY_TONES, PALETTE, deliverySvg } from '../delivery-icons.js';
import {
  asSentence,
  LABELS,
  alsoCoversWords,
  asAtWords,
  correctionWords,
  deliveryOf,
  formWords,
  signOffWords,
  versionWords,
  wordingOf,
} from '../edition-words.js';

/** What a PDF needs beyond the snapshot: where the edition lives, and the hash to check it by. */
export interface EditionPdfOptions {
  /** SHA-256 of the snapshot's canonical JSON, in hexadecimal. */
  snapshotHash: string;
  /** The public address of this edition. */
  address: string;
}

/**
 * What the template prints, with every word decided here and only the setting left to Typst.
 * Absent parts are left out, as in the snapshot.
 */
export interface EditionPrintModel {
  title: string;
  publisher: string;
  /** The date inside the file, so that it does not depend on when it was made. */
  date: { year: number; month: number; day: number };
  asAt: string;
  facts: { label: string; value: string }[];
  correction?: string;
  introduction?: RichTextDocument;
  acronyms?: Acronym[];
  /** A narrative, and no table. */
  isSummary: boolean;
  chapters: { title: string; groups: { reference?: string; rows: PrintedRow[] }[] }[];
  check: { hash: string; address: string };
  labels: typeof LABELS;
  figureHeads: readonly string[];
  palette: typeof PALETTE;
}

export interface PrintedRow {
  title: string;
  /** A summary's part without a heading. */
  isUntitled: boolean;
  wording?: string;
  delivery?: { words: string; tone: string; icon: string };
  isDeliveryNotStated: boolean;
  leadOrganisation?: string;
  document?: RichTextDocument;
  nextMilestone?: string;
  /** The cells of each, under the heads of all; what a later value says of the earlier one below. */
  figures?: { cells: string[]; note?: string }[];
  /** Each with “PDF, 120 kB” or the site’s name, and where it is read. */
  evidence: { title: string; note: string; href: string }[];
  noChange?: string;
  omission?: { reason: string; lastReported?: string };
  /** It surely fits on a page of the table, and so begins on the next where it would be cut. */
  isKeptWhole: boolean;
}

/** Turns a snapshot into the words and facts that the template sets. */
export function toPrintModel(
  snapshot: EditionSnapshot,
  options: EditionPdfOptions,
): EditionPrintModel {
  const form = formWords(snapshot);
  const alsoCovers = alsoCoversWords(snapshot);
  const [year, month, day] = snapshot.publishedOn.split('-').map(Number);
  return {
    title: snapshot.title,
    publisher: snapshot.publisher,
    date: { year: year!, month: month!, day: day! },
    asAt: asAtWords(snapshot.asAt),
    facts: [
      { label: 'Plan', value: snapshot.plan.title },
      ...(form ? [{ label: 'Form', value: form }] : []),
      { label: 'Period', value: snapshot.period.label },
      ...(alsoCovers ? [{ label: 'Also covers', value: alsoCovers }] : []),
      { label: 'Published', value: dateInWords(snapshot.publishedOn) },
      ...(snapshot.dateNote ? [{ label: 'Dates', value: snapshot.dateNote }] : []),
      { label: 'Version', value: versionWords(snapshot) },
      { label: 'Sign-off', value: signOffWords(snapshot) },
    ],
    correction: correctionWords(snapshot),
    introduction: snapshot.introduction,
    acronyms: snapshot.acronyms,
    isSummary: snapshot.isSummary ?? false,
    chapters: snapshot.chapters.map((chapter) => ({
      title: chapter.title,
      groups: chapter.groups.map((group) => ({
        reference: group.reference,
        rows: group.rows.map((row) => toPrintedRow(row, snapshot.slug, options.address)),
      })),
    })),
    check: { hash: options.snapshotHash, address: options.address },
    labels: LABELS,
    figureHeads: FIGURE_HEADS,
    palette: PALETTE,
  };
}

function toPrintedRow(row: SnapshotRow, slug: string, address: string): PrintedRow {
  const delivery = deliveryOf(row);
  const isNotStated = delivery?.status === 'not_stated';
  const tone = delivery && DELIVERY_TONES[delivery.status];
  return {
    title: row.title,
    isKeptWhole: linesOf(row) <= KEPT_WHOLE_LINES,
    isUntitled: row.isUntitled ?? false,
    wording: wordingOf(row),
    delivery:
      delivery && tone && !isNotStated
        ? {
            words: delivery.words,
            tone,
            icon: deliverySvg(delivery.status, tone === 'done' ? '#ffffff' : PALETTE.accent),
          }
        : undefined,
    isDeliveryNotStated: isNotStated,
    leadOrganisation: row.leadOrganisation,
    document: row.content?.document,
    nextMilestone: row.content?.nextMilestone,
    figures: row.content?.figures?.map(figureCells),
    evidence: (row.content?.evidence ?? []).map((item) => ({
      title: item.title,
      note: evidenceNote(item),
      href: evidenceAddress(item, slug, address),
    })),
    noChange: row.content?.noChange && noChangeWords(row.content.noChange),
    omission: row.omission && {
      reason: asSentence(row.omission.reason),
      lastReported: row.omission.lastReported?.title,
    },
  };
}

/** Of about thirty lines that a page of the table holds. */
const KEPT_WHOLE_LINES = 20;

/** About how many lines a row takes, rather too many than too few. */
function linesOf({ title, wording, content, omission }: SnapshotRow): number {
  const lines = (words: string, width: number): number =>
    words.split('\n').reduce((sum, line) => sum + 0.5 + Math.ceil(line.length / width), 0);
  const commitment = lines(title, 30) + lines(wording, 38) + 2;
  const update =
    (content ? lines(documentToText(content.document), 76) : 0) +
    (content?.figures ?? []).reduce((sum, each) => sum + lines(figureWords(each), 40), 0) +
    lines(content?.nextMilestone ?? '', 76) +
    (content?.evidence ?? []).reduce((sum, each) => sum + lines(each.title, 60) + 1, 0) +
    lines(omission?.reason ?? '', 70) +
    4;
  return Math.max(commitment, update);
}
