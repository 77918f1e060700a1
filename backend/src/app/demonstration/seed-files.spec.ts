import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSeeds, SeedError, type SeedProblem } from './seed-files.js';

const FOLDER = join(import.meta.dirname, '../../../../seeds');

describe('a mistake in the seeds', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'seeds-'));
    cpSync(FOLDER, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const ROUND = 'rounds/2021-22-q4.yaml';
  const EDITION = 'editions/2021-22-q3.yaml';
  const SUMMARY = 'editions/2021-22-q2-summary.yaml';
  const SINGLE = ['assessment.yaml', 'organisations.yaml', 'people.yaml', 'plan.yaml'];

  it.each<[string, string, string, string, Omit<SeedProblem, 'file' | 'line'>]>([
    // what, file, words there, words instead, field (# for any index) and what is reported
    [
      'an unknown field',
      'people.yaml',
      'email: auditor@',
      'mail: auditor@',
      { field: '[#].mail', problem: 'is not a field here; known are key, name, email' },
    ],
    [
      'a missing field',
      'organisations.yaml',
      '  shortName: IOPC',
      '',
      { field: '[#].shortName', problem: 'is missing' },
    ],
    [
      'a wrong type',
      'organisations.yaml',
      'requiresClearance: true',
      'requiresClearance: "yes"',
      { field: '[#].requiresClearance', problem: 'must be true or false' },
    ],
    [
      'a number where text belongs',
      EDITION,
      "reference: '1.2'",
      'reference: 1.2',
      { field: 'rows[#].reference', problem: 'must be text: put it in quotes' },
    ],
    [
      'a date that does not exist',
      'plan.yaml',
      '2020-11-13',
      '2020-11-31',
      { field: 'plan.publishedOn', problem: 'must be a date that exists' },
    ],
    [
      'dates out of order',
      ROUND,
      'reviewDueOn: 2022-05-16',
      'reviewDueOn: 2022-04-16',
      { field: 'reviewDueOn', problem: '2022-04-16 is before draftsDueOn (2022-04-29)' },
    ],
    [
      'a publication inside a hold',
      ROUND,
      'endsOn: 2022-05-05',
      'endsOn: 2022-06-11',
      { field: 'publicationOn', problem: 'is inside the hold "Pre-election period"' },
    ],
    [
      'an act out of order',
      ROUND,
      'at: 2022-04-29T15:30',
      'at: 2022-04-29T09:30',
      { field: 'acts[#].at', problem: 'is before 2022-04-29T11:05' },
    ],
    [
      'an act after the clock starts',
      ROUND,
      'at: 2022-05-06T15:15',
      'at: 2022-05-09T09:01',
      { field: 'acts[#].at', problem: 'is after the clock starts' },
    ],
    [
      'an unknown act',
      ROUND,
      'do: reassign',
      'do: delete',
      { field: 'acts[#].do', problem: 'must be one of save_draft, submit' },
    ],
    [
      'a field that the act does not have',
      ROUND,
      '    owner: workforce-owner',
      '    owner: workforce-owner\n    reason: Because',
      { field: 'acts[#].reason', problem: 'is not a field here' },
    ],
    [
      'an update that no row of the last edition carries',
      ROUND,
      'update: operation-hampshire',
      'update: black-officer-aims',
      {
        field: 'acts[#].update',
        problem: 'there is no row of the last edition "black-officer-aims"',
      },
    ],
    [
      'a person who is not there',
      ROUND,
      'by: secretariat-officer',
      'by: secretariat',
      { field: 'acts[#].by', problem: 'there is no person "secretariat"' },
    ],
    [
      'an owner who is not there',
      'plan.yaml',
      'owner: oversight-lead',
      'owner: oversight-leader',
      { field: 'commitments[#].owner', problem: 'there is no person "oversight-leader"' },
    ],
    [
      'an organisation that is not there',
      'plan.yaml',
      'leadOrganisation: victims-commissioner',
      'leadOrganisation: victims',
      { field: 'commitments[#].leadOrganisation', problem: 'there is no organisation "victims"' },
    ],
    [
      'a commitment that is not there',
      EDITION,
      'commitments: [driver-ethnicity-data, body-worn-video-code]',
      'commitments: [driver-ethnicity-data, body-worn-code]',
      { field: 'rows[#].commitments[#]', problem: 'there is no commitment "body-worn-code"' },
    ],
    [
      'a chapter that is not there',
      'people.yaml',
      '      chapter: better-use-of-police-powers',
      '      chapter: better-use',
      { field: '[#].roles[#].chapter', problem: 'there is no chapter "better-use"' },
    ],
    [
      'a lead of nothing',
      'people.yaml',
      '    - role: secretariat',
      '    - role: lead',
      { field: '[#].roles[#].role', problem: 'lead needs a chapter or a commitment' },
    ],
    [
      'clearance with nobody to clear',
      'people.yaml',
      '    - role: clearer',
      '    - role: auditor',
      { field: '[#].requiresClearance', problem: 'needs a person with the role clearer' },
    ],
    [
      'a key used twice',
      'plan.yaml',
      '  - key: black-officer-aims',
      '  - key: officer-diversity',
      {
        field: 'commitments[#].key',
        problem: '"officer-diversity" is already used at plan.yaml:',
      },
    ],
    [
      'an address that could be real',
      'people.yaml',
      'auditor@example.org',
      'auditor@example.com',
      { field: '[#].email', problem: 'must be an address at example.org' },
    ],
    [
      'a heading in a text',
      ROUND,
      '      The pilot of the coding ended in January.\n\n',
      '      # The pilot of the coding ended\n\n',
      { field: 'acts[#].text', problem: 'a heading has no place here' },
    ],
    [
      'a dangerous link',
      EDITION,
      '(link:marac-report)',
      '(javascript:alert)',
      { field: 'rows[#].text', problem: 'link' },
    ],
    [
      'a link that the file does not have',
      EDITION,
      '(link:marac-report)',
      '(link:marac)',
      { field: 'rows[#].text', problem: 'names the link "marac", which the file does not have' },
    ],
    [
      'a line that begins like a list by accident',
      ROUND,
      'ended in January.\n\n',
      'ended in January\n      2022. It was short.\n\n',
      { field: 'acts[#].text', problem: 'begins like a list' },
    ],
    [
      'a file whose slug is another',
      EDITION,
      'slug: 2021-22-q3',
      'slug: 2021-22-q2',
      { field: 'slug', problem: "must be the file's name" },
    ],
    [
      'a letter that is none',
      'assessment.yaml',
      'letter: g',
      'letter: g)',
      { field: 'sections[#].actions[#].letter', problem: 'must be one of a, b' },
    ],
    [
      'a section that the assessment does not have',
      'assessment.yaml',
      'section: 5, letters: [b, d]',
      'section: 6, letters: [b, d]',
      { field: 'characteristics[#].names[#].section', problem: 'there is no section 6' },
    ],
    [
      'an assessed action of no commitment',
      'assessment.yaml',
      'commitments: [gangs-matrix]',
      'commitments: [gangs]',
      { field: 'sections[#].actions[#].commitments[#]', problem: 'no commitment "gangs"' },
    ],
    [
      'a commitment split into itself',
      'plan.yaml',
      'to: complaints-publicity',
      'to: know-your-rights',
      { field: 'lineage[#].to', problem: 'is the commitment itself' },
    ],
    [
      'a former name without an end',
      'organisations.yaml',
      '      until: 2018-01-07\n',
      '',
      { field: '[#].otherNames[#].kind', problem: 'a former name says until when' },
    ],
    [
      'a part of a summary with a wording',
      'editions/2021-22-q2-summary.yaml',
      '        heading: Handcuffing',
      '        wording: Handcuffing',
      { field: 'sections[#].parts[#].wording', problem: 'is not a field here' },
    ],
    [
      'a part of a summary that answers no known commitment',
      'editions/2021-22-q2-summary.yaml',
      'commitments: [handcuffing-review]',
      'commitments: [handcuffs]',
      {
        field: 'sections[#].parts[#].commitments[#]',
        problem: 'there is no commitment "handcuffs"',
      },
    ],
    [
      'broken YAML',
      'people.yaml',
      '  name: Internal auditor, MOPAC',
      '  name: "Internal auditor, MOPAC',
      { field: '', problem: 'is not valid YAML' },
    ],
  ])('is reported with file, line and field: %s', (_, file, from, to, expected) => {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    expect(before).toContain(from);
    const after = before.replace(from, to);
    writeFileSync(path, after);

    const problems = problemsOf(folder);
    const found = problems.filter(
      ({ field, problem }) =>
        field.replaceAll(/\d+/g, '#') === expected.field && problem.includes(expected.problem),
    );
    expect(found.length > 0 || problems).toBe(true);
    const [problem] = found;
    expect(problem?.file).toMatch(/\.yaml$/);
    const written = readFileSync(join(folder, problem?.file ?? ''), 'utf8').split('\n');
    expect(problem?.line).toBeGreaterThanOrEqual(1);
    expect(problem?.line).toBeLessThanOrEqual(written.length);
    // The line named is the one that holds the field, or for what is missing the record's first.
    const name = /([a-zA-Z]+)$/.exec(expected.field)?.[1];
    const isInText = name === 'text' || expected.problem === 'is missing';
    if (name && !isInText) expect(written[(problem?.line ?? 0) - 1]).toContain(`${name}:`);
  });

  it('inside a text is reported with the very line', () => {
    const path = join(folder, ROUND);
    const lines = readFileSync(path, 'utf8').split('\n');
    const index = lines.findIndex((line) => line.includes('- Wood Green'));
    lines[index] = '      - <b>Wood Green</b>';
    writeFileSync(path, lines.join('\n'));
    expect(problemsOf(folder)).toEqual([
      expect.objectContaining({ file: ROUND, line: index + 1, field: 'acts[47].text' }),
    ]);
  });

  it('does not hide the others: all are listed, in a message that a person can read', () => {
    replaceIn('people.yaml', 'auditor@example.org', 'auditor@example.com');
    replaceIn('plan.yaml', '2020-11-13', 'November 2020');
    replaceIn(ROUND, 'by: secretariat-officer', 'by: nobody');
    rmSync(join(folder, 'organisations.yaml'));
    writeFileSync(join(folder, 'peopel.yaml'), '[]');

    const error = errorOf(folder);
    expect(error.problems.map(({ file }) => file)).toEqual([
      'organisations.yaml',
      'peopel.yaml',
      'people.yaml',
      'plan.yaml',
    ]);
    expect(error.message).toMatch(
      /^The seeds have 4 problems:\n {2}organisations\.yaml:1 is missing\n/,
    );
    expect(error.message).toContain('plan.yaml:18 plan.publishedOn: must be a date that exists');
  });

  it.each(['', 'just a line', '- 1\n- 2', 'a: &a [*a]', '{}', '[]', '? [x]\n: y'])(
    'never ends in anything but a list of problems: %j',
    (content) => {
      for (const file of [...SINGLE, EDITION, SUMMARY, ROUND]) {
        const path = join(folder, file);
        const before = readFileSync(path, 'utf8');
        writeFileSync(path, content);
        expect(errorOf(folder).problems.length).toBeGreaterThan(0);
        writeFileSync(path, before);
      }
    },
  );

  function replaceIn(file: string, from: string, to: string): void {
    const path = join(folder, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  }
});

function errorOf(folder: string): SeedError {
  try {
    readSeeds(folder);
  } catch (error) {
    if (error instanceof SeedError) return error;
    throw error;
  }
  throw new Error('The seeds were read without a problem.');
}

const problemsOf = (folder: string): readonly SeedProblem[] => errorOf(folder).problems;
