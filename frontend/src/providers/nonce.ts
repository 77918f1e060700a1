/** The nonce of this page's content security policy, put into a <meta> by the server. */
export const nonce =
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined;
