export { Act, Acts, actWithin, onBehalfOf } from './acts.js';
export type { AuditEntryData, AuditKind, AuditSubject, Origin } from './audit-entries.js';
export { reasonHash } from './reason-hash.js';
export { AuditModule } from './audit.module.js';
export { AuditReader } from './audit-reader.js';
export { auditWords } from './audit-words.js';
export { verifyAudit, type Queries, type Verification } from './verify-audit.js';
export { verifyExport } from './verify-export.js';
export { changedMeanwhile, lastDone, overtaken, whoDid } from './who-was-first.js';
