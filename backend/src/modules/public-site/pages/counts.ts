/** “1 update”, “12 updates”. */
export const count = (number: number, what: string): string =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? what : `${what}s`}`;
