import { renderCasePdf, type CaseFile } from './case-pdf/case-pdf.js';
import { renderCertificatePdf, type Certificate } from './certificate-pdf/certificate-pdf.js';
import { renderEditionForm, type EditionToRender, type RenderedForm } from './edition-forms.js';

/** A document with all that goes into it. */
export type DocumentToRender =
  | { kind: 'edition'; form: RenderedForm; edition: EditionToRender }
  | { kind: 'certificate'; certificate: Certificate }
  | { kind: 'case'; file: CaseFile };

/** The document, in this thread: the same content gives the same bytes. */
export async function renderDocument(document: DocumentToRender): Promise<Uint8Array> {
  switch (document.kind) {
    case 'edition':
      return renderEditionForm(document.form, document.edition);
    case 'certificate':
      return renderCertificatePdf(document.certificate);
    case 'case':
      return renderCasePdf(document.file);
  }
}
