import pg from 'pg';

/**
 * A connection of a pool. Between its making and its first use, and between two statements of a
 * transaction, nobody may listen to it, and the error with which a dying database ends it would end the
 * process: what failed is told to who waits.
 */
export class HeardClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
