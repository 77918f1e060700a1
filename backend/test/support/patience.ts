import { jest } from '@jest/globals';

// A database is made for each file: on a machine that does other things too, that takes its time. How
// fast something is, the benchmarks say.
jest.setTimeout(30_000);
