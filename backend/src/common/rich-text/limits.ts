/** The longest document: characters of text, each block and hard break counting as one more. */
export const MAX_DOCUMENT_LENGTH = 60_000;

/** How many lists may stand inside one another. */
export const MAX_LIST_DEPTH = 8;

/** The highest number a list may begin with: Markdown's nine digits. */
export const MAX_LIST_START = 999_999_999;

/** Whether a numbered list may begin with this number. */
export function isListStart(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_LIST_START;
}
