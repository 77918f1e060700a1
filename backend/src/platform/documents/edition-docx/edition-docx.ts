import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  LevelFormat,
  PageNumber,
  PageOrientation,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type INumberingOptions,
  type ParagraphChild,
} from 'docx';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import {
  toPrintModel,
  type EditionPdfOptions,
  type EditionPrintModel,
  type PrintedRow,
} from '../edition-pdf/print-model.js';
import { asSentence, LABELS } from '../edition-words.js';
import { tidyJson } from '../printable.js';
import { figuresTable } from './figures-table.js';
import { makeReproducible } from './reproducible.js';
import { BULLETS, paragraphsOf, type NumberedLists } from './rich-text.js';

/** A4, in twentieths of a point, within its margins. */
const MARGIN = 1134;
/** Shares of the page for reference, commitment and update. */
const COLUMNS = [0.1, 0.34, 0.56] as const;
const LANDSCAPE_WIDTH = 14570;
/** What the column of updates leaves within its margins. */
const FIGURES_WIDTH = Math.round(COLUMNS[2] * LANDSCAPE_WIDTH) - 200;
const ACRONYM_WIDTHS = [1900, 7200] as const;
const CELL_MARGINS = { top: 60, bottom: 60, left: 100, right: 100 };

/**
 * The Word form of an edition: real headings, a table per chapter whose header row repeats, British
 * English. A stakeholder summary has headings and paragraphs, as it was written. A pure function: the
 * same snapshot gives the same bytes.
 */
export async function renderEditionDocx(
  snapshot: EditionSnapshot,
  options: EditionPdfOptions,
): Promise<Uint8Array> {
  const model = tidyJson(toPrintModel(snapshot, options));
  const numbered = new Numbered();
  const isSummary = snapshot.isSummary ?? false;
  const children = [
    ...frontMatter(model, numbered),
    ...model.chapters.flatMap(({ title, groups }) => [
      heading(title, HeadingLevel.HEADING_1),
      ...(isSummary
        ? groups.flatMap(({ rows }) => rows.flatMap((row) => part(row, numbered)))
        : [table(groups, numbered)]),
    ]),
    ...acronyms(model),
    ...howToCheck(model),
  ];
  const document = new Document({
    title: model.title,
    creator: model.publisher,
    lastModifiedBy: model.publisher,
    description: `${model.title}, ${model.asAt}`,
    styles: STYLES,
    numbering: { config: [BULLET_LIST, ...numbered.config] },
    sections: [
      {
        properties: {
          page: {
            margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN },
            size: isSummary ? {} : { orientation: PageOrientation.LANDSCAPE },
          },
        },
        footers: { default: footer(model.title) },
        children,
      },
    ],
  });
  return makeReproducible(await Packer.toBuffer(document), snapshot.publishedOn);
}

const heading = (
  text: string,
  level: (typeof HeadingLevel)[keyof typeof HeadingLevel],
): Paragraph => new Paragraph({ text, heading: level });

const labelled = (label: string, value: string): Paragraph =>
  new Paragraph({
    children: [new TextRun({ text: `${label}: `, bold: true }), new TextRun(value)],
  });

function frontMatter(model: EditionPrintModel, numbered: NumberedLists): Paragraph[] {
  return [
    new Paragraph(model.publisher),
    heading(model.title, HeadingLevel.TITLE),
    new Paragraph(model.asAt.replace(/^a/u, 'A')),
    ...model.facts.map(({ label, value }) => labelled(label, value)),
    ...(model.correction ? [labelled('Correction', model.correction)] : []),
    ...(model.introduction
      ? [
          heading('Introduction', HeadingLevel.HEADING_1),
          ...paragraphsOf(model.introduction, numbered),
        ]
      : []),
  ];
}

/** A table of two columns, which every reader of tables aloud can follow. */
function acronyms({ acronyms: list }: EditionPrintModel): (Paragraph | Table)[] {
  if (!list) return [];
  const cells = (short: string, expansion: string, isHead = false): TableRow =>
    new TableRow({
      ...(isHead && { tableHeader: true }),
      children: [short, expansion].map(
        (text, index) =>
          new TableCell({
            width: { size: ACRONYM_WIDTHS[index]!, type: WidthType.DXA },
            margins: CELL_MARGINS,
            children: [new Paragraph({ children: [new TextRun({ text, bold: isHead })] })],
          }),
      ),
    });
  return [
    heading(LABELS.acronyms, HeadingLevel.HEADING_1),
    new Table({
      layout: TableLayoutType.FIXED,
      columnWidths: [...ACRONYM_WIDTHS],
      rows: [
        cells(LABELS.acronym, LABELS.expansion, true),
        ...list.map(({ short, expansion }) => cells(short, expansion)),
      ],
    }),
  ];
}

function howToCheck({ check }: EditionPrintModel): Paragraph[] {
  return [
    heading('How to check this edition', HeadingLevel.HEADING_1),
    new Paragraph(`This edition is kept at ${check.address}.`),
    new Paragraph(`The SHA-256 of everything that it prints, as canonical JSON, is ${check.hash}.`),
  ];
}

function table(
  groups: EditionPrintModel['chapters'][number]['groups'],
  numbered: NumberedLists,
): Table {
  const widths = COLUMNS.map((share) => Math.round(share * LANDSCAPE_WIDTH));
  const row = (cells: readonly (Paragraph | Table)[][], isHead = false): TableRow =>
    new TableRow({
      // Some readers take the mere presence of the property for a yes.
      ...(isHead && { tableHeader: true }),
      children: cells.map(
        (children, index) =>
          new TableCell({
            width: { size: widths[index]!, type: WidthType.DXA },
            margins: CELL_MARGINS,
            children,
          }),
      ),
    });
  const head = ['Reference', 'Commitment', 'Update'].map((text) => [
    new Paragraph({ children: [new TextRun({ text, bold: true })] }),
  ]);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: LANDSCAPE_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      row(head, true),
      ...groups.flatMap(({ reference, rows }) =>
        rows.map((printed) =>
          row([[new Paragraph(reference ?? '')], commitment(printed), update(printed, numbered)]),
        ),
      ),
    ],
  });
}

/**
 * A heading that readers go to from row to row. It does not keep its row with the next one, as other
 * headings are kept with what follows: that would hold a whole table together.
 */
const rowHeading = (title: string): Paragraph =>
  new Paragraph({
    heading: HeadingLevel.HEADING_2,
    keepNext: false,
    spacing: { before: 0, after: 120 },
    children: [new TextRun({ text: title, size: 22 })],
  });

function commitment({ title, wording, leadOrganisation }: PrintedRow): Paragraph[] {
  return [
    rowHeading(title),
    ...(wording ? [new Paragraph(wording)] : []),
    ...(leadOrganisation ? [labelled(LABELS.leadOrganisation, leadOrganisation)] : []),
  ];
}

function update(row: PrintedRow, numbered: NumberedLists): (Paragraph | Table)[] {
  const { delivery, isDeliveryNotStated, document, nextMilestone, evidence, noChange, omission } =
    row;
  return [
    ...(delivery ? [labelled(LABELS.delivery, delivery.words)] : []),
    ...(isDeliveryNotStated ? [new Paragraph(LABELS.deliveryNotStated)] : []),
    ...(noChange ? [new Paragraph(asSentence(noChange))] : []),
    ...(document ? paragraphsOf(document, numbered) : []),
    ...(row.figures ? [figuresTable(row.figures, FIGURES_WIDTH)] : []),
    ...(nextMilestone ? [labelled(LABELS.nextMilestone, nextMilestone)] : []),
    ...evidence.map(({ title, note, href }) =>
      labelled(LABELS.evidence, `${title} (${note}): ${href}`),
    ),
    ...(omission
      ? [
          new Paragraph(`${LABELS.omitted} ${omission.reason}`),
          new Paragraph(
            omission.lastReported
              ? `${LABELS.lastReported} ${omission.lastReported}.`
              : LABELS.neverReported,
          ),
        ]
      : []),
  ];
}

/** A summary's part: its heading where it was printed with one, and its words. */
const part = (row: PrintedRow, numbered: NumberedLists): (Paragraph | Table)[] => [
  ...(row.isUntitled ? [] : [heading(row.title, HeadingLevel.HEADING_2)]),
  ...(row.wording ? [new Paragraph(row.wording)] : []),
  ...update(row, numbered),
];

function footer(title: string): Footer {
  const children: ParagraphChild[] = [
    new TextRun({
      children: [`${title}, page `, PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
    }),
  ];
  return new Footer({ children: [new Paragraph({ children })] });
}

const LEVELS = [...Array(9).keys()];
const INDENT_TWIPS = 360;
const indentOf = (level: number) => ({
  paragraph: { indent: { left: INDENT_TWIPS * (level + 1), hanging: INDENT_TWIPS } },
});

const BULLET_LIST: INumberingOptions['config'][number] = {
  reference: BULLETS,
  levels: LEVELS.map((level) => ({
    level,
    format: LevelFormat.BULLET,
    text: '•',
    alignment: AlignmentType.LEFT,
    style: indentOf(level),
  })),
};

/** Declares a numbering for each numbered list, so that none goes on counting where another stopped. */
class Numbered implements NumberedLists {
  readonly config: INumberingOptions['config'][number][] = [];

  add(start: number): string {
    const reference = `numbers-${this.config.length + 1}`;
    this.config.push({
      reference,
      levels: LEVELS.map((level) => ({
        level,
        start,
        format: LevelFormat.DECIMAL,
        text: `%${level + 1}.`,
        alignment: AlignmentType.LEFT,
        style: indentOf(level),
      })),
    });
    return reference;
  }
}

const FONT = 'Arial';
const STYLES = {
  default: {
    document: {
      run: { font: FONT, size: 22, language: { value: 'en-GB' } },
      paragraph: { spacing: { after: 120, line: 276 } },
    },
    title: { run: { font: FONT, size: 44, bold: true }, paragraph: { spacing: { after: 160 } } },
    heading1: {
      run: { font: FONT, size: 30, bold: true },
      paragraph: { spacing: { before: 360, after: 160 }, keepNext: true },
    },
    heading2: {
      run: { font: FONT, size: 25, bold: true },
      paragraph: { spacing: { before: 240, after: 100 }, keepNext: true },
    },
  },
};
