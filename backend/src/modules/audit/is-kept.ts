/**
 * SQL: the text is the one whose hash was recorded, or was before words were redacted from it.
 * @param place the table and column of the text, by which redactions are kept
 * @param hash by default the one of a reason, in the entry (alias e)
 */
export const isKept = (
  place: string,
  record: string,
  text: string,
  hash = "e.data ->> 'reasonHash'",
): string => `original_hash('${place}', ${record}, ${text}) = ${hash}`;
