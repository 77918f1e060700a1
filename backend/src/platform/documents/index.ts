export { DocumentError, type DocumentErrorCode } from './document-error.js';
export { renderCasePdf, type CaseFile, type CaseStep } from './case-pdf/case-pdf.js';
export { renderCertificatePdf, type Certificate } from './certificate-pdf/certificate-pdf.js';
export { renderApart } from './render-apart.js';
export { renderEditionForm, type EditionToRender, type RenderedForm } from './edition-forms.js';
export type { EditionPdfOptions } from './edition-pdf/print-model.js';
export { unprintableCharacters } from './printable.js';
export { DELIVERY_TONES, PALETTE, deliveryShape } from './delivery-icons.js';
export * from './edition-words.js';
