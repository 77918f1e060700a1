import { jest } from '@jest/globals';

// On a machine that does other things too, a database or a document takes its time. How
// fast something is, the benchmarks say.
jest.setTimeout(30_000);
