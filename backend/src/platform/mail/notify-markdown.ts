/**
 * What would begin a heading, a list, a rule, a table or code at the beginning of a line, as far as
 * Notify takes a backslash before it: anywhere else the backslash would be seen.
 */
const BLOCK = /^(?:[#*+\-_`~|]|\d+(?=\.))/;

/**
 * A plain text as Notify's Markdown, which shows the same words: lines stay lines, lines that begin
 * with “* ” or “- ” stay lists, addresses stay links. Whatever else means something there is taken
 * literally, so that a reference such as 2.1 is not the beginning of a numbered list and a title in
 * brackets no link.
 */
export const notifyMarkdown = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => {
      const [, bullet = '', words = ''] = /^\s*([*-] )?\s*(.*)$/.exec(line) ?? [];
      return bullet + escapeBlock(words.replace(/[\\[]/g, '\\$&'));
    })
    .join('\n');

function escapeBlock(words: string): string {
  const [start] = BLOCK.exec(words) ?? [];
  if (!start) return words;
  // In a number it is the full stop that makes the list.
  return /\d/.test(start) ? `${start}\\${words.slice(start.length)}` : `\\${words}`;
}
