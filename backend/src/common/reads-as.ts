/**
 * A title as people read it: two that differ only by capitals and spaces are one. The database has the
 * same as a function, reads_as.
 */
export const readsAs = (words: string): string =>
  words.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
