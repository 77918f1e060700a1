/** What can be wrong with the embedded database; the message says where and what to do. */
export type EmbeddedDatabaseProblem =
  | 'binaries_missing'
  | 'data_not_a_database'
  | 'data_version'
  | 'disk_full'
  | 'folder_owner'
  | 'folder_unreachable'
  | 'folder_unwritable'
  | 'initialise_failed'
  | 'no_system_user'
  | 'password_missing'
  | 'password_refused'
  | 'start_failed'
  | 'stop_failed';

/** A problem that the person who runs Quarterdeck can put right: print the message, not the stack. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';

  constructor(
    readonly code: EmbeddedDatabaseProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Another Quarterdeck already serves this database. */
export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
  readonly code = 'already_running';

  constructor(readonly holder: { port: number; pid: number } | undefined) {
    super(
      holder
        ? `Quarterdeck is already running at http://localhost:${holder.port} (process ${holder.pid}). ` +
            'Use that one, or stop it first (Ctrl-C in its terminal, or kill with that number).'
        : 'Quarterdeck is already running on this database. Use that one, or stop it first.',
    );
  }
}
