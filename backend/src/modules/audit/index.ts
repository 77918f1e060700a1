export { Act, Acts, onBehalfOf } from './acts.js';
export type { AuditEntryData, AuditKind, AuditSubject, Origin } from './audit-entries.js';
export { changedMeanwhile } from './changed-meanwhile.js';
export { AuditModule } from './audit.module.js';
export { verifyAudit, type Queries, type Verification } from './verify-audit.js';
