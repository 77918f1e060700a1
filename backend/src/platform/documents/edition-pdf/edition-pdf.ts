import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import { compileTypst } from '../typst.js';
import { EDITION_TEMPLATE } from './edition.typ.js';
import { toPrintModel, type EditionPdfOptions } from './print-model.js';

/**
 * The PDF/UA-1 form of an edition. A pure function of its arguments: the same snapshot, hash and
 * address give the same bytes, whenever and wherever.
 *
 * @throws DocumentError when the file cannot be made
 */
export async function renderEditionPdf(
  snapshot: EditionSnapshot,
  options: EditionPdfOptions,
): Promise<Uint8Array> {
  return compileTypst(EDITION_TEMPLATE, toPrintModel(snapshot, options));
}
