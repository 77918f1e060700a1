import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { expandLinks, resolveLinks } from './seed-markdown.js';
import { SeedLog } from './seed-problems.js';
import type { Reader } from './seed-readers.js';
import { checkReferences } from './seed-references.js';
import {
  assessmentFile,
  type EditionFile,
  editionFile,
  organisationsFile,
  peopleFile,
  planFile,
  roundFile,
} from './seed-shapes.js';
import type { SeedHistoricEdition, SeedRound, Seeds } from './seed-types.js';

export { SeedError, type SeedProblem } from './seed-problems.js';
export { lastEditionBefore } from './seed-references.js';
export type * from './seed-types.js';

const SINGLE_FILES = ['assessment.yaml', 'organisations.yaml', 'people.yaml', 'plan.yaml'];

/**
 * Reads and validates every file of the seeds folder. Throws one SeedError that lists everything
 * wrong in all of them, with file, line and field; what it returns can be loaded as it stands.
 */
export function readSeeds(folder: string): Seeds {
  const log = new SeedLog();
  const reading = new Reading(folder, log);
  reading.refuseStrangers();

  const organisations = reading.read('organisations.yaml', organisationsFile);
  const people = reading.read('people.yaml', peopleFile);
  const planAndRegister = reading.read('plan.yaml', planFile);
  const assessment = reading.read('assessment.yaml', assessmentFile);
  const editions = reading
    .readAll('editions', editionFile)
    .map(({ content }) => withLinksResolved(content, log));
  const rounds = reading
    .readAll('rounds', roundFile)
    .map(({ file, content }): SeedRound => Object.assign(content, { file }));

  // With a whole file unreadable, every reference into it would only repeat that.
  if (organisations && people && planAndRegister && assessment) {
    const { plan, chapters, commitments, lineage, acronyms } = planAndRegister;
    const seeds: Seeds = {
      organisations,
      people,
      plan: Object.assign(plan, { chapters, commitments, lineage, acronyms }),
      assessment,
      editions: editions.sort(byAsAt),
      rounds: rounds.sort(byAsAt),
    };
    checkReferences(seeds, log);
    log.throwIfAny();
    return seeds;
  }
  log.throwIfAny();
  throw new Error('A file of the seeds could not be read, and no problem was reported.');
}

class Reading {
  constructor(
    private readonly folder: string,
    private readonly log: SeedLog,
  ) {}

  /** A misspelt file name must not pass for an absent file. */
  refuseStrangers(): void {
    for (const file of this.filesIn('')) {
      if (!SINGLE_FILES.includes(file)) {
        this.log.report(
          { file, line: 1, field: '' },
          `is not known here; known are ${SINGLE_FILES.join(', ')}, editions/ and rounds/`,
        );
      }
    }
  }

  /** The files of a sub-folder, each of which is named by its slug. */
  readAll<T extends { slug: string }>(
    folder: string,
    reader: Reader<T>,
  ): { file: string; content: T }[] {
    return this.filesIn(folder).flatMap((name) => {
      const file = `${folder}/${name}`;
      const content = this.read(file, reader);
      if (!content) return [];
      if (content.slug !== undefined && `${content.slug}.yaml` !== name) {
        this.log.reportAt(content, 'slug', `must be the file's name, ${name}, without .yaml`);
      }
      return [{ file, content }];
    });
  }

  read<T>(file: string, reader: Reader<T>): T | undefined {
    const path = join(this.folder, file);
    if (!existsSync(path)) {
      this.log.report({ file, line: 1, field: '' }, 'is missing');
      return undefined;
    }
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
    for (const error of document.errors) {
      const line = error.linePos?.[0].line ?? 1;
      const [message = error.message] = error.message.split(/ at line \d+/);
      this.log.report({ file, line, field: '' }, `is not valid YAML: ${message}`);
    }
    if (document.errors.length > 0) return undefined;
    const place = { file, line: 1, field: '' };
    return reader.read({ node: document.contents, place, lines, log: this.log });
  }

  private filesIn(folder: string): string[] {
    const path = join(this.folder, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort();
  }
}

/** The edition with addresses in place of link names, as the same object: the log knows it. */
function withLinksResolved(edition: EditionFile, log: SeedLog): SeedHistoricEdition {
  const { links } = edition;
  const addresses = expandLinks(links, (name, problem) => log.reportAt(links, name, problem));
  const resolve = <K extends string>(record: { [key in K]?: string }, field: K): void => {
    const value = record[field];
    if (value === undefined) return;
    record[field] = resolveLinks(value, addresses, (problem) =>
      log.reportAt(record, field, problem),
    );
  };
  resolve(edition, 'introduction');
  for (const row of edition.rows) resolve(row, 'text');
  delete (edition as Partial<EditionFile>).links;
  return edition;
}

const byAsAt = (a: { asAt: string }, b: { asAt: string }): number => (a.asAt < b.asAt ? -1 : 1);
