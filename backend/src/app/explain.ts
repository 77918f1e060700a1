import { ConfigError } from '../platform/config/config.js';
import { NewerSchemaError } from '../platform/database/data-source.js';
import { AlreadyRunningError, EmbeddedDatabaseError } from '../platform/database/embedded/index.js';
import { QueueUnreachableError } from '../platform/queue/queues.js';
import { BackupError } from './backup/backup-file.js';
import { ExportError } from './export-site/write-folder.js';
import { SeedError } from './demonstration/seed-problems.js';

/** An error at the start, for the person at the keyboard: what is wrong, where, what to do. */
export function explain(error: unknown): string {
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. Stop that, or choose another: PORT=3001 npm start`;
  }
  if (code === 'EACCES' && port !== undefined) {
    return `This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`;
  }
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') {
    return `The database server does not answer (${(error as Error).message}). Is DATABASE_URL right, and is the server running?`;
  }
  if (code === '28P01' || code === '28000' || code === '3D000') {
    return `The database server refuses: ${(error as Error).message}. Check the user, password and database in DATABASE_URL.`;
  }
  const isOurs = [
    ConfigError,
    NewerSchemaError,
    AlreadyRunningError,
    EmbeddedDatabaseError,
    SeedError,
    BackupError,
    ExportError,
    QueueUnreachableError,
  ].some((kind) => error instanceof kind);
  if (isOurs) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
