import type { SigningLine } from '../api/types.ts';

/** What has become of a row that could not be signed; undefined when it stands there no longer. */
export function outcomeWords(
  line: Pick<SigningLine, 'omission' | 'changedSinceLastSeal'> | undefined,
): string {
  if (!line) return 'It is no longer printed.';
  const { omission, changedSinceLastSeal: isChanged } = line;
  if (omission) return isChanged ? 'It is omitted now.' : 'It is omitted as before.';
  return isChanged ? 'It has changed since.' : 'It was approved again as it was.';
}
