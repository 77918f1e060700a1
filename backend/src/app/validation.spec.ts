import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import { issuesOf } from './validation.js';

type DtoClass = new () => object;

const SOURCES = join(import.meta.dirname, '..');

/** Every class of every *.dto.ts file that has rules. */
async function dtosWithRules(): Promise<DtoClass[]> {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.dto.ts'),
  );
  const classes = new Set<DtoClass>();
  for (const file of files) {
    const exported = (await import(pathToFileURL(join(SOURCES, file)).href)) as object;
    for (const each of Object.values(exported) as unknown[]) {
      if (typeof each === 'function') classes.add(each as DtoClass);
    }
  }
  return [...classes].filter((each) => rulesOf(each).length > 0);
}

const rulesOf = (dto: DtoClass) =>
  getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);

const issues = (dto: DtoClass, body: object) =>
  issuesOf(
    validateSync(plainToInstance(dto, body), { whitelist: true, forbidNonWhitelisted: true }),
  );

/** Values that between them break every rule there is. */
const WRONG: unknown[] = [
  undefined,
  null,
  '',
  ' ',
  'no',
  'x'.repeat(20_000),
  -1,
  0.5,
  1e9,
  true,
  [],
  [1],
  Array(3000).fill('x'),
  {},
];

// How class-validator speaks.
const LIBRARY = /\b(must|should|shorter than|longer than|each value|property .* not exist)\b/iu;
// What, where, and what to do: "Name of the field: do this."
const OURS = /^[A-Z][\w ,-]*: [a-z].*\.$/u;

describe('what is wrong with a field', () => {
  it('is said in our own words, for every rule of every DTO', async () => {
    const dtos = await dtosWithRules();
    expect(dtos.length).toBeGreaterThan(30);
    const said = new Map<string, string>();
    const told = new Set<string>();
    for (const dto of dtos) {
      const fields = new Set(rulesOf(dto).map(({ propertyName }) => propertyName));
      for (const value of WRONG) {
        for (const field of fields) {
          const about = issues(dto, { [field]: value }).filter((issue) => issue.field === field);
          expect(about.length).toBeLessThanOrEqual(1);
          for (const { code, message } of about) {
            said.set(message, `${dto.name}.${field}`);
            told.add(`${dto.name}.${field}`);
            expect(code).toMatch(/^[a-z_]+$/u);
          }
        }
      }
    }
    const foreign = [...said].filter(([words]) => LIBRARY.test(words) || !OURS.test(words));
    expect(foreign).toEqual([]);
    expect([...said.keys()].filter((words) => words.includes('is not right'))).toEqual([]);
    expect(told.size).toBeGreaterThan(80);
  });

  it('names the field, the limit and the place in a list', async () => {
    const dtos = await dtosWithRules();
    const named = (name: string): DtoClass => dtos.find((dto) => dto.name === name)!;
    expect(issues(named('ReasonDto'), { reason: 'x'.repeat(5000) })).toEqual([
      { field: 'reason', code: 'too_long', message: 'Reason: write at most 4000 characters.' },
    ]);
    expect(issues(named('ReasonDto'), {})).toEqual([
      { field: 'reason', code: 'required', message: 'Reason: this is needed.' },
    ]);
    const rows = [{ updateId: 'none', chapter: 'A', wording: 'B' }];
    expect(issues(named('ArrangeListingsDto'), { version: 1, rows, colour: 'red' })).toEqual([
      {
        field: 'colour',
        code: 'unknown_field',
        message: 'Colour: there is no such field; leave it out.',
      },
      {
        field: 'rows.0.updateId',
        code: 'not_an_id',
        message: 'Rows, number 1, update: choose one that exists, by its id.',
      },
    ]);
  });

  it('says of a value in a wrong form which form is right', async () => {
    const dtos = await dtosWithRules();
    const named = (name: string): DtoClass => dtos.find((dto) => dto.name === name)!;
    const said = (dto: string, field: string, value: string) =>
      issues(named(dto), { [field]: value }).find((issue) => issue.field === field)?.message;
    expect(said('ChangeRoundDto', 'slug', 'Quarter 4')).toBe(
      'Address of the edition: use small letters and figures, with single hyphens between.',
    );
    expect(said('SetCoverDto', 'startsOn', '9 May')).toBe('First day: give a date as YYYY-MM-DD.');
    expect(said('ListingInput', 'chapter', '  ')).toBe('Chapter: this is needed.');
    expect(said('SaveMessageSettingsDto', 'digestAt', '')).toBe(
      'Time of the daily message: this is needed.',
    );
  });
});
