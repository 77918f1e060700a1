import { FileStoreUnavailable } from '../storage/file-store.js';
import { toProblem } from './error-filter.js';

describe('what was thrown, as a problem', () => {
  it('says of a store of files that is away to try again, and of our own faults nothing', () => {
    expect(toProblem(new FileStoreUnavailable('no answer from 10.0.0.1'))).toMatchObject({
      code: 'service.not_ready',
      detail: 'The store of files does not answer. Nothing was changed. Try again in a moment.',
    });
    expect(toProblem(new TypeError('x is not a function'))).toBeNull();
  });
});
