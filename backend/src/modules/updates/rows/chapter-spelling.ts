import { invalidField } from '../../../common/problems.js';
import { readsAs } from '../../../common/reads-as.js';

/**
 * One edition prints a chapter in one spelling; two that were printed so before may stay.
 * @param all the chapters of all rows as they would be
 * @param kept those of rows that stay as they were
 * @throws Problem request.invalid
 */
export function refuseOtherSpelling(
  chapter: string,
  { all, kept = all }: { all: readonly string[]; kept?: readonly string[] },
  field: string,
  noun = 'chapter',
): void {
  if (kept.includes(chapter)) return;
  const other = all.find((each) => each !== chapter && readsAs(each) === readsAs(chapter));
  if (other === undefined) return;
  throw invalidField(
    field,
    'taken',
    `This edition has the ${noun} “${other}”: capitals and spaces make no other ${noun}.`,
  );
}
