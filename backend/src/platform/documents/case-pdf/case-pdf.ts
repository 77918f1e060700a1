import { PALETTE } from '../delivery-icons.js';
import { compileTypst } from '../typst.js';
import { CASE_TEMPLATE } from './case.typ.js';

interface Fact {
  label: string;
  value: string;
}

/** One thing that happened, as the case file prints it. */
export interface CaseStep {
  /** 9 May 2022, 09:00: The lead approved revision 2 */
  heading: string;
  facts: Fact[];
  reason?: string;
  changesLabel?: string;
  /** The paragraphs that changed, each in pieces. */
  changes?: { op: 'same' | 'insert' | 'delete'; text: string }[][];
}

/** A case file with every word decided; only the setting is left to Typst. */
export interface CaseFile {
  title: string;
  author: string;
  /** The date inside the file. */
  date: { year: number; month: number; day: number };
  wordsLabel: string;
  words: string;
  answer: string;
  facts: Fact[];
  steps: CaseStep[];
  entries: { seq: string; what: string; hash: string }[];
  check: string[];
}

/**
 * The PDF/UA-1 form of a case file. A pure function: the same case gives the same bytes.
 *
 * @throws DocumentError when the file cannot be made
 */
export const renderCasePdf = (file: CaseFile): Uint8Array =>
  compileTypst(CASE_TEMPLATE, { ...file, palette: PALETTE });
