const HASH = /^[0-9a-f]{64}$/;

/** Kept files are named by hashes alone, never by what a person typed. */
export function refuseOtherNames(sha256: string): void {
  if (!HASH.test(sha256)) throw new Error('Not the hash of a file');
}
