import type { ManifestBody } from './manifest.js';

/**
 * The words that a signatory puts their name to; shown above the button and kept with the signature. The
 * signatures that stand are verified against them: whoever words them anew keeps the former words for those.
 */
export function signingStatement(body: ManifestBody, hash: string): string {
  const what = body.correction
    ? `correction ${body.correction.no} of “${body.round.title}”`
    : `“${body.round.title}”`;
  return (
    `I have seen everything that ${what} will print, as fixed in the manifest ${hash}, ` +
    'and I sign it for publication.'
  );
}

/** The words kept with a refusal to sign. */
export const DECLINING_STATEMENT =
  'I decline to sign this manifest, for the reasons given with each update named.';
