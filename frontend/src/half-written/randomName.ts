/** For something of this page that is told from others; also where there is no crypto.randomUUID. */
export const randomName = (): string =>
  [...crypto.getRandomValues(new Uint32Array(2))].map((number) => number.toString(36)).join('');
