import type { EditionSnapshot } from '../src/common/edition-snapshot.js';
import { renderEditionForm, type RenderedForm } from '../src/platform/documents/edition-forms.js';
import { round } from './load.js';

const RUNS = 9;
/** As many rows as the real edition has; sixty; ten times as many. */
const SIZES = [43, 60, 600] as const;

export interface RenderTimes {
  /** The first PDF in a process: fonts are read, the template is compiled. */
  first: number;
  /** Medians of new texts, by form: an edition of 60 rows, and of 600. */
  warm: Record<string, Record<string, number>>;
}

/** How long the forms of an edition take, in this process, made of the rows of a real one. */
export async function renderTimes(port: number): Promise<RenderTimes> {
  const answer = await fetch(`http://127.0.0.1:${port}/editions/2021-22-q3.json`);
  const real = (await answer.json()) as EditionSnapshot;
  const first = await timeOf('pdf', real, 0);
  const warm: RenderTimes['warm'] = {};
  for (const form of ['pdf', 'docx', 'csv'] as const) {
    warm[form] = {};
    for (const rows of SIZES) {
      const times: number[] = [];
      for (let run = 1; run <= RUNS; run++) times.push(await timeOf(form, ofRows(real, rows), run));
      warm[form][`rows${rows}`] = round(times.sort((a, b) => a - b)[Math.floor(RUNS / 2)]!);
    }
  }
  return { first: round(first), warm };
}

/** An edition of that many rows: those of the real one, again and again. */
function ofRows(real: EditionSnapshot, count: number): EditionSnapshot {
  const groups = real.chapters.flatMap((chapter) => chapter.groups);
  const rows = groups.flatMap((group) => group.rows);
  const repeated = Array.from({ length: count }, (_, index) => ({
    ...rows[index % rows.length]!,
    position: index + 1,
    title: `${rows[index % rows.length]!.title} (${index + 1})`,
  }));
  return {
    ...real,
    chapters: [{ title: 'All', groups: repeated.map((row) => ({ rows: [row] })) }],
  };
}

async function timeOf(form: RenderedForm, snapshot: EditionSnapshot, run: number): Promise<number> {
  const started = performance.now();
  await renderEditionForm(form, {
    snapshot: { ...snapshot, title: `${snapshot.title} ${run}` },
    snapshotHash: '0'.repeat(64),
    address: 'http://localhost/editions/an-edition/v1',
    name: 'v1',
  });
  return performance.now() - started;
}
