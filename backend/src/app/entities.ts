import { AcronymRecord } from '../modules/acronyms/index.js';
import { COMMENT_ENTITIES } from '../modules/comments/index.js';
import { FILE_ENTITIES } from '../modules/files/index.js';
import { IDENTITY_ENTITIES } from '../modules/identity/index.js';
import { NOTIFICATION_ENTITIES } from '../modules/notifications/index.js';
import { OVERRIDE_ENTITIES } from '../modules/overrides/index.js';
import { PLAN_ENTITIES } from '../modules/plan/index.js';
import { PUBLICATION_ENTITIES } from '../modules/publication/index.js';
import { REDACTION_ENTITIES } from '../modules/redactions/index.js';
import { REMINDER_ENTITIES } from '../modules/reminders/index.js';
import { ROUND_ENTITIES } from '../modules/rounds/index.js';
import { SIGNOFF_ENTITIES } from '../modules/signoff/index.js';
import { UPDATE_ENTITIES } from '../modules/updates/index.js';

/** Every table that is read and written as an entity. */
export const ENTITIES = [
  ...IDENTITY_ENTITIES,
  ...COMMENT_ENTITIES,
  ...FILE_ENTITIES,
  ...OVERRIDE_ENTITIES,
  ...PLAN_ENTITIES,
  AcronymRecord,
  ...ROUND_ENTITIES,
  ...UPDATE_ENTITIES,
  ...SIGNOFF_ENTITIES,
  ...PUBLICATION_ENTITIES,
  ...REDACTION_ENTITIES,
  ...REMINDER_ENTITIES,
  ...NOTIFICATION_ENTITIES,
];
