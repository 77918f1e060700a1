import { noChangeWords } from '../../../common/content.js';
import { csvRow } from '../../../common/csv.js';
import type { EditionSnapshot, SnapshotRow } from '../../../common/edition-snapshot.js';
import { evidenceAddress } from '../../../common/evidence.js';
import type { Figure } from '../../../common/figures.js';
import { documentToText } from '../../../common/rich-text/index.js';
import { alsoCoversWords, deliveryOf, versionWords } from '../edition-words.js';

/** The edition's own address, from which those of its files are made, and its hash. */
interface Source {
  address: string;
  snapshotHash: string;
}

interface Printed extends Source {
  snapshot: EditionSnapshot;
  chapter: string;
  reference: string;
  row: SnapshotRow;
}

/** A column: its name for programs, its heading for people, and what stands in it. */
interface Column<Item> {
  name: string;
  title: string;
  datatype: 'string' | 'integer' | 'decimal' | 'date';
  /** Never empty. */
  isRequired?: true;
  of: (item: Item) => string | number;
}

// Which edition a line is from stands in it, so that several files can be laid together; and a file
// that was made anew after a redaction is never taken for the one before.
const EDITION: Column<Printed>[] = [
  {
    ...{ name: 'edition', title: 'Edition', datatype: 'string', isRequired: true },
    of: ({ snapshot }) => snapshot.slug,
  },
  {
    ...{ name: 'version', title: 'Version', datatype: 'string', isRequired: true },
    of: ({ snapshot }) => versionWords(snapshot),
  },
  {
    ...{ name: 'edition_hash', title: 'Hash of the edition', datatype: 'string', isRequired: true },
    of: ({ snapshotHash }) => snapshotHash,
  },
  {
    ...{ name: 'period', title: 'Period', datatype: 'string', isRequired: true },
    of: ({ snapshot }) => periodsOf(snapshot),
  },
];
/** The period of the edition, and those that it covers too. */
const periodsOf = ({ period, alsoCovers = [] }: EditionSnapshot): string =>
  [...alsoCovers, period].map(({ label }) => label).join('; ');

const POSITION: Column<Printed> = {
  ...{ name: 'position', title: 'Position', datatype: 'integer', isRequired: true },
  of: ({ row }) => row.position,
};

const text = (name: string, title: string, of: (printed: Printed) => string): Column<Printed> => ({
  ...{ name, title, datatype: 'string' as const, of },
});

const UPDATES: Column<Printed>[] = [
  ...EDITION,
  POSITION,
  text('chapter', 'Chapter', ({ chapter }) => chapter),
  text('reference', 'Reference', ({ reference }) => reference),
  text('title', 'Title', ({ row }) => row.title),
  text('wording', 'Commitment as printed', ({ row }) => row.wording),
  text('lead_organisation', 'Lead organisation', ({ row }) => row.leadOrganisation ?? ''),
  text('delivery', 'Delivery', ({ row }) => deliveryOf(row)?.words ?? ''),
  text('update', 'Update', ({ row }) => (row.content ? documentToText(row.content.document) : '')),
  text('next_milestone', 'Next milestone', ({ row }) => row.content?.nextMilestone ?? ''),
  text('evidence', 'Evidence', ({ snapshot, address, row }) =>
    (row.content?.evidence ?? [])
      .map((item) => `${item.title} ${evidenceAddress(item, snapshot.slug, address)}`)
      .join('; '),
  ),
  text('no_change', 'No change', ({ row }) =>
    row.content?.noChange ? noChangeWords(row.content.noChange) : '',
  ),
  text('omitted_because', 'Omitted because', ({ row }) => row.omission?.reason ?? ''),
  text('last_reported', 'Last reported in', ({ row }) => row.omission?.lastReported?.title ?? ''),
  text('text_hash', 'Hash of the text', ({ row }) => row.content?.hash ?? ''),
];

type Answered = Printed & { commitment: { id: string; title: string } };

const COMMITMENTS: Column<Answered>[] = [
  ...EDITION,
  POSITION,
  text('reference', 'Reference', ({ reference }) => reference),
  {
    ...{ name: 'commitment_id', title: 'Commitment', datatype: 'string', isRequired: true },
    of: ({ commitment }) => commitment.id,
  },
  {
    ...{ name: 'commitment_title', title: 'Title of the commitment', datatype: 'string' },
    of: ({ commitment }) => commitment.title,
  },
];

type Counted = Printed & { figure: Figure };
const measured = (
  name: string,
  title: string,
  datatype: Column<Counted>['datatype'],
  of: (figure: Figure) => string | undefined,
): Column<Counted> => ({ name, title, datatype, of: ({ figure }) => of(figure) ?? '' });

const FIGURES: Column<Counted>[] = [
  ...EDITION,
  POSITION,
  text('reference', 'Reference', ({ reference }) => reference),
  text('title', 'Title', ({ row }) => row.title),
  { ...measured('measure', 'Measure', 'string', ({ measure }) => measure), isRequired: true },
  { ...measured('from', 'From', 'date', ({ period }) => period.start), isRequired: true },
  { ...measured('to', 'To', 'date', ({ period }) => period.end), isRequired: true },
  { ...measured('value', 'Value', 'decimal', ({ value }) => value), isRequired: true },
  measured('unit', 'Unit', 'string', ({ unit }) => unit),
  measured('numerator', 'Numerator', 'decimal', ({ numerator }) => numerator),
  measured('denominator', 'Denominator', 'decimal', ({ denominator }) => denominator),
  measured('source', 'Source', 'string', ({ source }) => source),
  measured('change', 'Revision or correction', 'string', ({ change }) => change?.kind),
  measured('published_before', 'Published before', 'string', ({ change }) => change?.was),
  measured('change_reason', 'Why it changed', 'string', ({ change }) => change?.reason),
];

/** What a file has lines of; those of every other form are the rows themselves. */
const LINES: Record<'commitments.csv' | 'figures.csv', (row: SnapshotRow) => readonly unknown[]> = {
  'commitments.csv': ({ commitments }) => commitments,
  'figures.csv': ({ content }) => content?.figures ?? [],
};

/**
 * Whether a form says anything of this edition. A file of headings alone is not made: it would be the
 * same for every edition, and gone from all when a redaction of one takes it away.
 */
export const hasLines = (form: string, { chapters }: EditionSnapshot): boolean => {
  const linesOf = Object.entries(LINES).find(([name]) => name === form)?.[1];
  return (
    !linesOf ||
    chapters.some(({ groups }) =>
      groups.some(({ rows }) => rows.some((row) => linesOf(row).length > 0)),
    )
  );
};

/** Whether a form may say nothing of an edition, and then is not made. */
export const mayHaveNoLines = (form: string): boolean => Object.hasOwn(LINES, form);

/** A line for every row of the edition, in printed order. */
export const updatesCsv = (snapshot: EditionSnapshot, source: Source): string =>
  csv(UPDATES, printedRows(snapshot, source));

/** A line for each commitment that a row answers: a row can answer several, or none. */
export const commitmentsCsv = (snapshot: EditionSnapshot, source: Source): string =>
  csv(
    COMMITMENTS,
    printedRows(snapshot, source).flatMap((printed) =>
      printed.row.commitments.map((commitment) => ({ ...printed, commitment })),
    ),
  );

/** A line for each figure that a row reports. */
export const figuresCsv = (snapshot: EditionSnapshot, source: Source): string =>
  csv(
    FIGURES,
    printedRows(snapshot, source).flatMap((printed) =>
      (printed.row.content?.figures ?? []).map((figure) => ({ ...printed, figure })),
    ),
  );

const printedRows = (snapshot: EditionSnapshot, { address, snapshotHash }: Source): Printed[] =>
  snapshot.chapters.flatMap(({ title: chapter, groups }) =>
    groups.flatMap(({ reference = '', rows }) =>
      rows.map((row) => ({ snapshot, address, snapshotHash, chapter, reference, row })),
    ),
  );

const csv = <Item>(columns: readonly Column<Item>[], items: readonly Item[]): string =>
  // With a mark that says it is UTF-8: spreadsheets guess otherwise.
  `\ufeff${csvRow(columns.map(({ title }) => title))}${items
    .map((item) => csvRow(columns.map(({ of }) => of(item))))
    .join('')}`;

/**
 * What the CSV files hold, for programs (CSV on the Web, W3C). It lies beside them, on this site, in a
 * copy of it and in anybody's folder, and names them from there.
 * @param name the files' common name: v1 for v1.csv
 */
export function csvMetadata(
  snapshot: EditionSnapshot,
  { name, snapshotHash, address }: Source & { name: string },
): string {
  const updates = `${name}.csv`;
  const also = alsoCoversWords(snapshot);
  const schema = <Item>(columns: readonly Column<Item>[], primaryKey: string[]) => ({
    columns: columns.map(({ name: column, title, datatype, isRequired }) => ({
      ...{ name: column, titles: title, datatype },
      ...(isRequired && { required: true }),
    })),
    primaryKey,
  });
  const ofUpdates = {
    foreignKeys: [
      {
        columnReference: 'position',
        reference: { resource: updates, columnReference: 'position' },
      },
    ],
  };
  const metadata = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en-GB' }],
    'dc:title': snapshot.title,
    'dc:publisher': snapshot.publisher,
    'dc:issued': snapshot.publishedOn,
    'dc:hasVersion': versionWords(snapshot),
    'dc:temporal': periodsOf(snapshot),
    ...(also && { 'dc:description': `Also covers ${also}` }),
    'dc:source': address,
    'dc:identifier': `sha256:${snapshotHash}`,
    tables: [
      { url: updates, tableSchema: schema(UPDATES, ['position']) },
      ...(hasLines('commitments.csv', snapshot)
        ? [
            {
              url: `${name}.commitments.csv`,
              tableSchema: { ...schema(COMMITMENTS, ['position', 'commitment_id']), ...ofUpdates },
            },
          ]
        : []),
      ...(hasLines('figures.csv', snapshot)
        ? [
            {
              url: `${name}.figures.csv`,
              tableSchema: {
                ...schema(FIGURES, ['position', 'measure', 'from', 'to']),
                ...ofUpdates,
              },
            },
          ]
        : []),
    ],
  };
  return `${JSON.stringify(metadata, null, 2)}\n`;
}
