/** Where something stands in the seeds. */
export interface SeedPlace {
  /** Path inside the seeds folder. */
  file: string;
  line: number;
  /** Path inside the file, such as `rows[3].wording`; empty for the file as a whole. */
  field: string;
}

export interface SeedProblem extends SeedPlace {
  problem: string;
}

/** Thrown once, with everything that is wrong in all the files. */
export class SeedError extends Error {
  constructor(readonly problems: readonly SeedProblem[]) {
    super(
      [
        `The seeds have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:`,
        ...problems.map(describe),
      ].join('\n'),
    );
    this.name = 'SeedError';
  }
}

const describe = ({ file, line, field, problem }: SeedProblem): string =>
  `  ${file}:${line} ${field ? `${field}: ` : ''}${problem}`;

/**
 * Collects problems while reading goes on, and remembers where each field of each record stands, so
 * that a check between files can still name the line.
 */
export class SeedLog {
  private readonly found: SeedProblem[] = [];
  private readonly places = new WeakMap<object, Map<string | number, SeedPlace>>();

  report(place: SeedPlace, problem: string): void {
    this.found.push({ file: place.file, line: place.line, field: place.field, problem });
  }

  remember(record: object, key: string | number, place: SeedPlace): void {
    const known = this.places.get(record) ?? new Map<string | number, SeedPlace>();
    known.set(key, place);
    this.places.set(record, known);
  }

  /** Reports at a field of a record or at an element of a list that was read before. */
  reportAt(record: object, key: string | number, problem: string): void {
    this.report(this.placeOf(record, key), problem);
  }

  placeOf(record: object, key: string | number): SeedPlace {
    return (
      this.places.get(record)?.get(key) ??
      this.places.get(record)?.get('') ?? { file: '(unknown)', line: 1, field: String(key) }
    );
  }

  throwIfAny(): void {
    if (this.found.length === 0) return;
    const inOrder = [...this.found].sort(
      (a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line,
    );
    throw new SeedError(inOrder);
  }
}
