import { Redaction } from './redaction.entity.js';

export { AskForRedaction } from './actions/ask-for-redaction.js';
export { ConfirmRedaction } from './actions/confirm-redaction.js';
export { RefuseRedaction } from './actions/refuse-redaction.js';
export { RedactionReader } from './redaction-reader.js';
export { RedactionsModule } from './redactions.module.js';
export { verifyRedactions } from './verify-redactions.js';
export const REDACTION_ENTITIES = [Redaction];
