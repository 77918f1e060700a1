import { describe, expect, it } from '@jest/globals';
import { HeardClient } from './heard-client.js';
import { PreparedClient } from './prepared-client.js';

describe('a connection', () => {
  const END = new Error('terminating connection due to administrator command');

  it.each([
    ['of the queue', HeardClient],
    ['of the pool', PreparedClient],
  ])('%s, ends without ending the process', (_which, Client) => {
    expect(new Client().emit('error', END)).toBe(true);
  });
});
