import type { EditionSnapshot } from '../../common/edition-snapshot.js';
import { commitmentsCsv, csvMetadata, figuresCsv, updatesCsv } from './edition-csv/edition-csv.js';
import { renderEditionDocx } from './edition-docx/edition-docx.js';
import { renderEditionPdf } from './edition-pdf/edition-pdf.js';

/** The forms of an edition that are rendered from its snapshot; its JSON is the snapshot itself. */
export type RenderedForm =
  'pdf' | 'docx' | 'csv' | 'commitments.csv' | 'figures.csv' | 'csv-metadata.json';

export interface EditionToRender {
  snapshot: EditionSnapshot;
  /** SHA-256 of the snapshot's canonical JSON, in hexadecimal. */
  snapshotHash: string;
  /** The public address of this version. */
  address: string;
  /** The common name of its files: v1 for v1.csv. */
  name: string;
}

/** One form of an edition, in this thread: the same edition gives the same bytes. */
export async function renderEditionForm(
  form: RenderedForm,
  { snapshot, ...options }: EditionToRender,
): Promise<Uint8Array> {
  switch (form) {
    case 'pdf':
      return renderEditionPdf(snapshot, options);
    case 'docx':
      return renderEditionDocx(snapshot, options);
    case 'csv':
      return Buffer.from(updatesCsv(snapshot, options), 'utf8');
    case 'commitments.csv':
      return Buffer.from(commitmentsCsv(snapshot, options), 'utf8');
    case 'figures.csv':
      return Buffer.from(figuresCsv(snapshot, options), 'utf8');
    case 'csv-metadata.json':
      return Buffer.from(csvMetadata(snapshot, options), 'utf8');
  }
}
