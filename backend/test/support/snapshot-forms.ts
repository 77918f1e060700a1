import { noChangeWords } from '../../src/common/content.js';
import { dateInWords } from '../../src/common/dates.js';
import type { EditionSnapshot, SnapshotRow } from '../../src/common/edition-snapshot.js';
import { evidenceAddress, evidenceNote } from '../../src/common/evidence.js';
import { FIGURE_HEADS, figureCells, type Figure } from '../../src/common/figures.js';
import { documentToText } from '../../src/common/rich-text/index.js';
import {
  alsoCoversWords,
  asSentence,
  correctionWords,
  deliveryOf,
  formWords,
  signOffWords,
  versionWords,
  wordingOf,
} from '../../src/platform/documents/edition-words.js';

interface Source {
  address: string;
  snapshotHash: string;
}

interface Placed {
  row: SnapshotRow;
  chapter: string;
  reference: string;
}

const placedRows = ({ chapters }: EditionSnapshot): Placed[] =>
  chapters.flatMap(({ title: chapter, groups }) =>
    groups.flatMap(({ reference = '', rows }) => rows.map((row) => ({ row, chapter, reference }))),
  );

/** Everything that the Word form has to say of an edition, nothing else, in the order of reading. */
export function wordTexts(snapshot: EditionSnapshot, source: Source): string[] {
  const correction = correctionWords(snapshot);
  const form = formWords(snapshot);
  const also = alsoCoversWords(snapshot);
  return [
    ...[snapshot.publisher, snapshot.title, `As at ${dateInWords(snapshot.asAt)}`],
    `Plan: ${snapshot.plan.title}`,
    ...(form ? [`Form: ${form}`] : []),
    `Period: ${snapshot.period.label}`,
    ...(also ? [`Also covers: ${also}`] : []),
    `Published: ${dateInWords(snapshot.publishedOn)}`,
    ...(snapshot.dateNote ? [`Dates: ${snapshot.dateNote}`] : []),
    `Version: ${versionWords(snapshot)}`,
    `Sign-off: ${signOffWords(snapshot)}`,
    ...(correction ? [`Correction: ${correction}`] : []),
    ...(snapshot.introduction ? ['Introduction', documentToText(snapshot.introduction)] : []),
    ...snapshot.chapters.flatMap(({ title, groups }) => [
      title,
      ...(snapshot.isSummary ? [] : ['Reference', 'Commitment', 'Update']),
      ...groups.flatMap(({ reference = '', rows }) =>
        rows.flatMap((row) => [
          ...(snapshot.isSummary ? [] : [reference]),
          ...(row.isUntitled ? [] : [row.title]),
          wordingOf(row) ?? '',
          ...(row.leadOrganisation && !snapshot.isSummary
            ? [`Lead organisation: ${row.leadOrganisation}`]
            : []),
          ...updateTexts(row, snapshot, source),
        ]),
      ),
    ]),
    ...(snapshot.acronyms
      ? [
          ...['Acronyms', 'Short form', 'In full'],
          ...snapshot.acronyms.flatMap(({ short, expansion }) => [short, expansion]),
        ]
      : []),
    'How to check this edition',
    `This edition is kept at ${source.address}.`,
    `The SHA-256 of everything that it prints, as canonical JSON, is ${source.snapshotHash}.`,
  ];
}

function updateTexts(row: SnapshotRow, { slug }: EditionSnapshot, { address }: Source): string[] {
  const { content, omission } = row;
  if (omission) {
    const { reason, lastReported } = omission;
    return [
      `No update in this edition. ${asSentence(reason)}`,
      lastReported
        ? `Last reported in ${lastReported.title}.`
        : 'It has not been reported on before.',
    ];
  }
  if (!content) return [];
  const { delivery, noChange, document, figures, nextMilestone, evidence = [] } = content;
  return [
    ...(delivery === 'not_stated'
      ? ['Delivery not stated']
      : delivery
        ? [`Delivery: ${deliveryOf(row)!.words}`]
        : []),
    ...(noChange ? [noChangeWords(noChange)] : []),
    documentToText(document),
    ...(figures ? [...FIGURE_HEADS, ...figures.flatMap(figureTexts)] : []),
    ...(nextMilestone ? [`Next milestone: ${nextMilestone}`] : []),
    ...evidence.map(
      (item) =>
        `Evidence: ${item.title} (${evidenceNote(item)}): ${evidenceAddress(item, slug, address)}`,
    ),
  ];
}

function figureTexts(figure: Figure): string[] {
  const { cells, note = '' } = figureCells(figure);
  // What a later value says of the earlier one stands under it, before the source.
  return [...cells.slice(0, 3), note, ...cells.slice(3)];
}

const editionCells = (snapshot: EditionSnapshot, { snapshotHash }: Source): string[] => [
  snapshot.slug,
  versionWords(snapshot),
  snapshotHash,
  [...(snapshot.alsoCovers ?? []), snapshot.period].map(({ label }) => label).join('; '),
];

/** Every cell that each CSV form has to have, by its form; without its headings. */
export const csvCells = (
  snapshot: EditionSnapshot,
  source: Source,
): Record<'csv' | 'commitments.csv' | 'figures.csv', string[][]> => {
  const edition = editionCells(snapshot, source);
  const rows = placedRows(snapshot);
  return {
    csv: rows.map(({ row, chapter, reference }) => {
      const { content, omission } = row;
      return [
        ...edition,
        ...[String(row.position), chapter, reference, row.title, row.wording],
        row.leadOrganisation ?? '',
        deliveryOf(row)?.words ?? '',
        content ? documentToText(content.document) : '',
        content?.nextMilestone ?? '',
        (content?.evidence ?? [])
          .map((item) => `${item.title} ${evidenceAddress(item, snapshot.slug, source.address)}`)
          .join('; '),
        content?.noChange ? noChangeWords(content.noChange) : '',
        ...[omission?.reason ?? '', omission?.lastReported?.title ?? '', content?.hash ?? ''],
      ];
    }),
    'commitments.csv': rows.flatMap(({ row, reference }) =>
      row.commitments.map(({ id, title }) => [
        ...edition,
        ...[String(row.position), reference, id, title],
      ]),
    ),
    'figures.csv': rows.flatMap(({ row, reference }) =>
      (row.content?.figures ?? []).map((figure) => [
        ...edition,
        ...[String(row.position), reference, row.title, figure.measure],
        ...[figure.period.start, figure.period.end, figure.value, figure.unit ?? ''],
        ...[figure.numerator ?? '', figure.denominator ?? '', figure.source ?? ''],
        ...[figure.change?.kind ?? '', figure.change?.was ?? '', figure.change?.reason ?? ''],
      ]),
    ),
  };
};

/** The cells of a CSV without its headings; an apostrophe that keeps a formula from running is no part of them. */
export const cellsOf = (lines: readonly string[][]): string[][] =>
  lines.slice(1).map((line) => line.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/u, '')));
