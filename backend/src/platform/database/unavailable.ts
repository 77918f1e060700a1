/** The server stops, starts or has gone; sockets say the same in their own codes. */
const CODES = new Set([
  ...['57P01', '57P02', '57P03', '08000', '08003', '08006', '53300'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
]);
/** What driver and TypeORM say, without a code, of a connection that was lost under them. */
const WORDS =
  /^Connection terminated|connection error and is not queryable|^(Query runner|Database connection provided by a query runner was) already released/;

/** Whether the database did not answer: nothing is wrong with what was asked, and later it may be. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, message } = ('driverError' in error ? error.driverError : error) as {
    code?: string;
    message?: string;
  };
  return CODES.has(code ?? '') || WORDS.test(message ?? '');
}
