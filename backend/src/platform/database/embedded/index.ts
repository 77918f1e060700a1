export { takeAppLock, type AppAddress } from './app-lock.js';
export {
  startOrAdoptDatabase,
  type EmbeddedDatabase,
  type EmbeddedDatabaseOptions,
  type KeepUpHooks,
} from './embedded-database.js';
export {
  AlreadyRunningError,
  EmbeddedDatabaseError,
  type EmbeddedDatabaseProblem,
} from './embedded-database.errors.js';
