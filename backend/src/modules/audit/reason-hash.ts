import { sha256Hex } from '../../common/canonical-json.js';

/** What an audit entry keeps of a reason: verify finds one that was rewritten, and no text is told. */
export const reasonHash = (reason: string): string => sha256Hex(reason.trim());
