import { Problem } from '../../../common/problems.js';
import type { Files } from '../../files/index.js';
import type { StandingEvidence } from './evidence-content.js';
import { UNSAFE_WORDS } from './unsafe-words.js';

/** @throws Problem update.evidence_changed when the list is not the one that was seen */
export function refuseOtherEvidence(
  standing: readonly StandingEvidence[],
  seen: readonly string[] | undefined,
): void {
  if (!seen) return;
  const isSame =
    seen.length === standing.length && standing.every(({ id }, index) => id === seen[index]);
  if (!isSame) throw new Problem('update.evidence_changed');
}

/** @throws Problem file.not_ready naming the first file that may not be published */
export function refuseUnsafe(standing: readonly StandingEvidence[], files: Files): void {
  const unsafe = standing.find(
    ({ isPublished, scanState }) => isPublished && scanState !== null && !files.isSafe(scanState),
  );
  if (!unsafe) return;
  const detail = `“${unsafe.title}” is to be published. ${UNSAFE_WORDS[unsafe.scanState!]}`;
  throw new Problem('file.not_ready', { detail });
}
