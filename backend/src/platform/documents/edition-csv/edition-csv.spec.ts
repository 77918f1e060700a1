import {
  aFigure,
  aLongSnapshot,
  anOmittedRow,
  aRow,
  aSnapshot,
} from '../../../../test/builders/snapshot.js';
import { parseCsv } from '../../../../test/support/parse-csv.js';
import { cellsOf, csvCells } from '../../../../test/support/snapshot-forms.js';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import * as forms from './edition-csv.js';

const { hasLines } = forms;

const ADDRESS = 'https://updates.example.org/editions/2021-22-q4/v1';
const SOURCE = { address: ADDRESS, snapshotHash: '3f'.repeat(32) };
const updatesCsv = (snapshot: EditionSnapshot) => forms.updatesCsv(snapshot, SOURCE);
const commitmentsCsv = (snapshot: EditionSnapshot) => forms.commitmentsCsv(snapshot, SOURCE);
const figuresCsv = (snapshot: EditionSnapshot) => forms.figuresCsv(snapshot, SOURCE);

interface TableMetadata {
  url: string;
  tableSchema: {
    columns: { name: string; titles: string; datatype: string; required?: true }[];
    primaryKey: string[];
    foreignKeys?: { columnReference: string; reference: { columnReference: string } }[];
  };
}

const metadataOf = (snapshot: EditionSnapshot) =>
  JSON.parse(forms.csvMetadata(snapshot, { ...SOURCE, name: 'v1' })) as {
    '@context': [string, unknown];
    'dc:identifier': string;
    tables: [TableMetadata, TableMetadata, TableMetadata];
  };

/** The lines of a file as records, held to what the metadata says of it. */
function readValid(csv: string, { tableSchema }: TableMetadata): Record<string, string>[] {
  const [head, ...lines] = parseCsv(csv.replace(/^\ufeff/, ''));
  expect(head).toEqual(tableSchema.columns.map(({ titles }) => titles));
  const records = lines.map((line) => {
    expect(line).toHaveLength(tableSchema.columns.length);
    return Object.fromEntries(
      tableSchema.columns.map(({ name, datatype, required }, index) => {
        const value = line[index]!;
        if (required) expect(value).not.toBe('');
        if (datatype === 'integer') expect(value).toMatch(/^\d+$/);
        if (datatype === 'decimal') expect(value).toMatch(/^(-?\d+(\.\d+)?)?$/);
        if (datatype === 'date') expect(value).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        return [name, value];
      }),
    );
  });
  const keys = records.map((record) =>
    tableSchema.primaryKey.map((column) => record[column]).join(' '),
  );
  expect(new Set(keys).size).toBe(keys.length);
  return records;
}

describe('the CSV forms of an edition', () => {
  it.each([
    ['a small edition', aSnapshot()],
    ['sixty rows', aLongSnapshot()],
  ])('are what their metadata says, with every row of %s', (_, snapshot) => {
    const { tables } = metadataOf(snapshot);
    const updates = readValid(updatesCsv(snapshot), tables[0]);
    const commitments = readValid(commitmentsCsv(snapshot), tables[1]);
    const cells = csvCells(snapshot, SOURCE);
    for (const [form, csv] of [
      ['csv', updatesCsv(snapshot)],
      ['commitments.csv', commitmentsCsv(snapshot)],
      ['figures.csv', figuresCsv(snapshot)],
    ] as const) {
      expect([form, cellsOf(parseCsv(csv.replace(/^\ufeff/, '')))]).toEqual([form, cells[form]]);
    }
    const [foreign] = tables[1].tableSchema.foreignKeys!;
    const positions = updates.map((record) => record[foreign!.reference.columnReference]);
    for (const record of commitments) {
      expect(positions).toContain(record[foreign!.columnReference]);
    }
  });

  it('have a line for each of several commitments that one row answers', () => {
    const row = aRow({
      commitments: [
        { id: 'com-1', title: 'One' },
        { id: 'com-2', title: 'Two' },
      ],
    });
    const snapshot = aSnapshot({ chapters: [{ title: 'Chapter', groups: [{ rows: [row] }] }] });
    const lines = readValid(commitmentsCsv(snapshot), metadataOf(snapshot).tables[1]);
    expect(lines.map((line) => line['commitment_id'])).toEqual(['com-1', 'com-2']);
    expect(readValid(updatesCsv(snapshot), metadataOf(snapshot).tables[0])).toHaveLength(1);
  });

  it('have a line for each figure, whose numbers stay as they were said', () => {
    const row = aRow();
    const { change: _, ...plain } = aFigure({ measure: '=1+1', value: '-4.50', unit: '£ million' });
    row.content!.figures = [aFigure(), { ...plain, numerator: undefined, denominator: undefined }];
    const snapshot = aSnapshot({ chapters: [{ title: 'Chapter', groups: [{ rows: [row] }] }] });
    const lines = readValid(figuresCsv(snapshot), metadataOf(snapshot).tables[2]!);
    expect(lines).toMatchObject([
      {
        ...{ position: '1', measure: 'Complaints upheld', from: '2022-01-01', to: '2022-03-31' },
        ...{ value: '12', unit: '%', numerator: '24', denominator: '200' },
        ...{ change: 'correction', published_before: '14% (28 of 200)' },
        change_reason: 'A team was counted twice',
      },
      { measure: "'=1+1", value: '-4.50', unit: '£ million', numerator: '', change: '' },
    ]);
    expect(hasLines('figures.csv', snapshot)).toBe(true);
    // Without figures there is no file: one of headings alone would be that of every edition.
    expect(hasLines('figures.csv', aSnapshot())).toBe(false);
    expect(hasLines('csv', aSnapshot())).toBe(true);
    expect(metadataOf(aSnapshot()).tables).toHaveLength(2);
  });

  it('say of a row without an update why, and where it was last reported', () => {
    const row = anOmittedRow();
    const snapshot = aSnapshot({ chapters: [{ title: 'Chapter', groups: [{ rows: [row] }] }] });
    const [line] = readValid(updatesCsv(snapshot), metadataOf(snapshot).tables[0]);
    expect(line).toMatchObject({
      ...{ update: '', omitted_because: row.omission!.reason },
      last_reported: row.omission!.lastReported!.title,
    });
  });

  it('name the published evidence with its addresses', () => {
    const file = 'a'.repeat(64);
    const row = aRow();
    row.content!.evidence = [
      { title: 'The survey', href: 'https://example.org/survey?part=1' },
      { title: 'Report', file, name: 'an été.pdf', mediaType: 'application/pdf', bytes: 9 },
    ];
    const snapshot = aSnapshot({ chapters: [{ title: 'Chapter', groups: [{ rows: [row] }] }] });
    const [line] = readValid(updatesCsv(snapshot), metadataOf(snapshot).tables[0]);
    expect(line!['evidence']).toBe(
      `The survey https://example.org/survey?part=1; Report https://updates.example.org/editions/2021-22-q4/evidence/${file}/an%20%C3%A9t%C3%A9.pdf`,
    );
  });

  it('differ in every file from those before a redaction, and carry the edition’s hash', () => {
    const redacted = aSnapshot({ redactedOn: '2022-07-01' });
    expect(updatesCsv(redacted)).not.toBe(updatesCsv(aSnapshot()));
    expect(commitmentsCsv(redacted)).not.toBe(commitmentsCsv(aSnapshot()));
    expect(metadataOf(redacted)).not.toEqual(metadataOf(aSnapshot()));
    expect(metadataOf(aSnapshot())['dc:identifier']).toBe(`sha256:${SOURCE.snapshotHash}`);
    for (const [index, csv] of [updatesCsv(redacted), commitmentsCsv(redacted)].entries()) {
      const lines = readValid(csv, metadataOf(redacted).tables[index]!);
      expect(new Set(lines.map((line) => line['edition_hash']))).toEqual(
        new Set([SOURCE.snapshotHash]),
      );
    }
  });

  it('are found from their metadata, wherever that lies with them', () => {
    const { '@context': context, tables } = metadataOf(aSnapshot());
    // A base would lead from every copy to the site that made it.
    expect(context[1]).toEqual({ '@language': 'en-GB' });
    for (const version of [ADDRESS, 'https://copy.example/plan/editions/q4/v1', 'file:///tmp/v1']) {
      expect(tables.map(({ url }) => new URL(url, `${version}.csv-metadata.json`).href)).toEqual([
        `${version}.csv`,
        `${version}.commitments.csv`,
      ]);
    }
    expect(metadataOf(aLongSnapshot()).tables[2].url).toBe('v1.figures.csv');
  });

  it('are the same bytes each time', () => {
    expect(updatesCsv(aLongSnapshot())).toBe(updatesCsv(aLongSnapshot()));
    expect(commitmentsCsv(aLongSnapshot())).toBe(commitmentsCsv(aLongSnapshot()));
    expect(metadataOf(aLongSnapshot())).toEqual(metadataOf(aLongSnapshot()));
  });

  it('give a spreadsheet no formula to run', () => {
    const row = aRow({ title: '=HYPERLINK("https://evil.example")' });
    const snapshot = aSnapshot({ chapters: [{ title: '@SUM', groups: [{ rows: [row] }] }] });
    const [line] = readValid(updatesCsv(snapshot), metadataOf(snapshot).tables[0]);
    expect(line).toMatchObject({ chapter: "'@SUM", title: `'${row.title}` });
  });
});
