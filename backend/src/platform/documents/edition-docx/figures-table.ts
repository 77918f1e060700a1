import { Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType } from 'docx';
import { FIGURE_HEADS } from '../../../common/figures.js';
import type { PrintedRow } from '../edition-pdf/print-model.js';

/** Shares of its width for measure, period, value and source. */
const COLUMNS = [0.34, 0.22, 0.22, 0.22] as const;
const CELL_MARGINS = { top: 40, bottom: 40, left: 80, right: 80 };

/** The figures of a row as a small table; under a value what it says of the one published before. */
export function figuresTable(figures: NonNullable<PrintedRow['figures']>, width: number): Table {
  const widths = COLUMNS.map((share) => Math.round(share * width));
  const row = (cells: Paragraph[][], isHead = false): TableRow =>
    new TableRow({
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
  const head = FIGURE_HEADS.map((text) => [
    new Paragraph({ children: [new TextRun({ text, bold: true })] }),
  ]);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      row(head, true),
      ...figures.map(({ cells, note }) =>
        row(
          cells.map((text, index) => [
            new Paragraph(text),
            ...(note && index === VALUE_AT ? [new Paragraph(note)] : []),
          ]),
        ),
      ),
    ],
  });
}

const VALUE_AT = FIGURE_HEADS.indexOf('Value');
