import type { EditionSnapshot } from '../src/common/edition-snapshot.js';
import { renderEditionPdf } from '../src/platform/documents/index.js';
import { round } from './load.js';

/** The real edition's PDF, in this process: the first, and the median of the next ten. */
export async function pdfTimes(port: number): Promise<{ first: number; warm: number }> {
  const answer = await fetch(`http://127.0.0.1:${port}/editions/2021-22-q3.json`);
  const snapshot = (await answer.json()) as EditionSnapshot;
  const times: number[] = [];
  for (let run = 0; run <= 10; run++) {
    const started = performance.now();
    await renderEditionPdf(
      { ...snapshot, title: `${snapshot.title} ${run}` },
      { snapshotHash: '0'.repeat(64), address: 'http://localhost' },
    );
    times.push(performance.now() - started);
  }
  const warm = times.slice(1).sort((one, other) => one - other)[5]!;
  return { first: round(times[0]!), warm: round(warm) };
}
