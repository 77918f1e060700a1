import { DemonstrationApp } from './fixtures/app.js';

/** Loading takes longer than most tests: it is done once, and each file begins on a copy. */
export default function globalSetup(): Promise<() => void> {
  return DemonstrationApp.load();
}
