import { parseLastPart, parseVersion } from './addresses.js';
import { withoutTrailingSlash } from './trailing-slash.js';

it.each([
  ['/editions/', '/editions'],
  ['/editions/2021-22-q4//?delivery=paused', '/editions/2021-22-q4?delivery=paused'],
  ['/editions/2021-22-q4?back=/', null],
  ['/', null],
  ['//evil.example/', null],
  ['/api/editions/', null],
  ['/app/', null],
])('the address %s leads to %s', (url, to) => {
  expect(withoutTrailingSlash(url)).toBe(to);
});

describe('the address of an edition', () => {
  it.each([
    ['2021-22-q4', { name: '2021-22-q4' }],
    ['2021-22-q4.pdf', { name: '2021-22-q4', form: 'pdf' }],
    ['v2.json', { name: 'v2', form: 'json' }],
    ['2021-22-q4.docx', { name: '2021-22-q4', form: 'docx' }],
    ['v1.commitments.csv', { name: 'v1', form: 'commitments.csv' }],
    ['v1.csv-metadata.json', { name: 'v1', form: 'csv-metadata.json' }],
    ['2021-22-q4.xlsx', null],
    ['2021-22-q4.pdf.pdf', null],
    ['.pdf', null],
    ['', null],
  ])('reads %j', (part, asked) => {
    expect(parseLastPart(part)).toEqual(asked);
  });

  it.each([
    ['v1', 1],
    ['v12', 12],
    ['v0', null],
    ['v01', null],
    ['1', null],
    ['v1000000', null],
    ['v1.5', null],
  ])('reads the version in %j', (name, version) => {
    expect(parseVersion(name)).toBe(version);
  });
});
