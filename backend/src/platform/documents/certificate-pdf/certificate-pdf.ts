import { PALETTE } from '../delivery-icons.js';
import { compileTypst } from '../typst.js';
import { CERTIFICATE_TEMPLATE } from './certificate.typ.js';

interface Fact {
  label: string;
  value: string;
}

/** A certificate with every word decided; only the setting is left to Typst. */
export interface Certificate {
  title: string;
  author: string;
  /** The date inside the file. */
  date: { year: number; month: number; day: number };
  /** The words that the signatory put their name to. */
  statement: string;
  /** Who signed, for whom, when. */
  signed: string;
  facts: Fact[];
  /** Omissions and overrides that were in force when it was signed. */
  excused: { heading: string; facts: Fact[] }[];
  rows: { number: string; title: string; text: string; approved: string }[];
  check: string[];
}

/**
 * The PDF/UA-1 form of a certificate. A pure function: the same certificate gives the same bytes.
 *
 * @throws DocumentError when the file cannot be made
 */
export const renderCertificatePdf = (certificate: Certificate): Uint8Array =>
  compileTypst(CERTIFICATE_TEMPLATE, { ...certificate, palette: PALETTE });
