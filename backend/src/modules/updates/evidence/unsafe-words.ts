import type { ScanState } from '../../files/index.js';

/** Why a file cannot be read or published, and what to do. */
export const UNSAFE_WORDS: Record<ScanState, string> = {
  waiting: 'It has not been scanned for malware yet. Try again in a moment.',
  infected: 'The malware scanner found something in it. Remove it, and tell your IT security.',
  not_scanned: 'No malware scanner has looked at it, and this installation asks for that.',
  redacted: 'It was redacted: its bytes are no longer kept.',
  clean: 'It can be read.',
};
