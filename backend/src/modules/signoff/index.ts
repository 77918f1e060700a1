export { AbandonCorrection } from './actions/abandon-correction.js';
export { DeclineRound } from './actions/decline-round.js';
export { SealRound } from './actions/seal-round.js';
export { SignRound } from './actions/sign-round.js';
export { StartCorrection, type CorrectionStart } from './actions/start-correction.js';
export { UnsealRound } from './actions/unseal-round.js';
export {
  DeclineDto,
  ManifestSummary,
  RoundReasonDto,
  SealDto,
  SignDto,
  StartCorrectionDto,
} from './dto/signing.dto.js';
export { endCorrectedWords } from './correct-words.js';
export { CorrectedWords } from './corrected-words.entity.js';
export { nextBody } from './make-manifest.js';
export {
  buildManifest,
  firstDifference,
  readManifest,
  type KeptRevision,
  type ManifestBody,
  type ManifestLine,
  type SealedManifest,
} from './manifest.js';
export { keptRevisions } from './manifest-lines.js';
export { requireSafeFiles } from './require-safe-files.js';
export { lockVisibleRound, roundScope } from './round-scope.js';
export { standingOf, type RoundStanding } from './round-standing.js';
export { Manifest, Signature, SignatureObjection, SIGNOFF_ENTITIES } from './signoff.entities.js';
export { SignoffModule } from './signoff.module.js';
export { decideSignoff, SIGNOFF_ACTIONS, type SignoffAction } from './signoff.policy.js';
export { readableRound, readsManifest } from './readable-round.js';
export { SigningReader } from './signing-reader.js';
export { voidManifest } from './void-manifest.js';
export { verifySignoff } from './verify-signoff.js';
