/** The only ways out of a public text. */
export const LINK_PROTOCOLS = ['http', 'https', 'mailto'] as const;

export const MAX_HREF_LENGTH = 2048;

/** Whether an address holds what nobody sees, and by which it reads as another. */
export const hasUnseen = (href: string): boolean => /[\p{Cf}\p{Co}]/u.test(href);

/**
 * Whether a link may stand in a document: an absolute http, https or mailto address without white
 * space, control characters, anything else that is not seen, or a password. Everything else (`javascript:`, `data:`, relative paths)
 * is refused. The same answer on the server and in the editor.
 */
export function isAllowedHref(href: unknown): href is string {
  if (typeof href !== 'string' || href.length > MAX_HREF_LENGTH) return false;
  // URL parsers drop tabs and line breaks inside a scheme: refuse them before asking one.
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\u007f-\u00a0\u2028\u2029\\]/.test(href)) return false;
  if (hasUnseen(href)) return false;
  if (!/^(https?:\/\/[^/?#]|mailto:[^@?]+@[^@?])/i.test(href)) return false;
  if (!URL.canParse(href)) return false;
  const { protocol, username, password } = new URL(href);
  // `https://met.police.uk@example.org` reads as one site and opens another.
  if (username !== '' || password !== '') return false;
  return (LINK_PROTOCOLS as readonly string[]).includes(protocol.slice(0, -1));
}
