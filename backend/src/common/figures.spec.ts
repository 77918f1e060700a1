import { aFigure } from '../../test/builders/snapshot.js';
import { doc } from '../../test/builders/rich-text.js';
import { contentHash, normaliseContent } from './content-hash.js';
import { diffContents } from './content-diff.js';
import {
  changeWords,
  figureIssues,
  figureKey,
  figurePeriodWords,
  figureWords,
  nextFigure,
  normaliseFigure,
  parseFigures,
  valueWords,
  type Figure,
  type PublishedFigure,
} from './figures.js';

const plain = (overrides: Partial<Figure> = {}): Figure => {
  const { change: _, ...figure } = aFigure(overrides);
  return figure;
};
const published = (figure: Figure): Map<string, PublishedFigure> =>
  new Map([[figureKey(figure), { figure, editionPeriod: '2021/22 Q3' }]]);
const codes = (figures: Figure[], earlier = new Map<string, PublishedFigure>()) =>
  figureIssues(figures, earlier).map(({ field, code }) => `${field} ${code}`);

describe('the words of a figure', () => {
  it.each([
    [plain(), '12% (24 of 200)'],
    [plain({ value: '1234567.50', unit: '£', numerator: undefined }), '£1,234,567.50'],
    [plain({ value: '1.2', unit: '£ million', numerator: undefined }), '£1.2 million'],
    [plain({ value: '33076', unit: 'officers', numerator: undefined }), '33,076 officers'],
    [plain({ value: '-3', unit: undefined, numerator: undefined }), '-3'],
  ])('%#: %s', (figure, words) => {
    expect(valueWords(figure)).toBe(words);
  });

  it.each([
    ['2021-10-01', '2021-12-31', 'October to December 2021'],
    ['2020-04-01', '2021-03-31', 'April 2020 to March 2021'],
    ['2022-02-01', '2022-02-28', 'February 2022'],
    ['2022-03-31', '2022-03-31', 'at 31 March 2022'],
    ['2021-10-05', '2022-01-08', '5 October 2021 to 8 January 2022'],
  ])('%s to %s is %s', (start, end, words) => {
    expect(figurePeriodWords({ start, end })).toBe(words);
  });

  it('say the whole of it in a line', () => {
    expect(figureWords(aFigure())).toBe(
      'Complaints upheld, January to March 2022: 12% (24 of 200). Source: Complaints database. ' +
        'Correction: 14% (28 of 200) was published before. A team was counted twice.',
    );
    expect(changeWords({ kind: 'revision', was: '3', reason: 'Late returns came in.' })).toBe(
      'Revision: 3 was published before. Late returns came in.',
    );
  });
});

describe('the content hash', () => {
  it('is as it was where there are no figures, and another with any that differs', () => {
    const content = { document: doc('x'), delivery: 'complete' as const };
    expect(contentHash({ ...content, figures: [] })).toBe(contentHash(content));
    const hashes = [
      content,
      { ...content, figures: [plain()] },
      { ...content, figures: [plain({ value: '13' })] },
      { ...content, figures: [plain({ source: 'Another' })] },
      { ...content, figures: [aFigure()] },
      { ...content, figures: [plain(), plain({ value: '13' })] },
    ].map(contentHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('does not hang on commas, spaces or empty fields', () => {
    const typed = { ...plain({ value: ' 1,234.50 ' }), unit: '' };
    const { figures } = normaliseContent({ document: doc('x'), figures: [typed] });
    expect(figures![0]).toEqual({ ...plain(), value: '1234.50', unit: undefined });
    expect(figures![0]).not.toHaveProperty('unit');
    expect(normaliseFigure(figures![0]!)).toEqual(figures![0]);
  });

  it('refuses a field that it would not hash', () => {
    const figure = { ...plain(), colour: 'red' } as Figure;
    expect(() => normaliseFigure(figure)).toThrow('unknown field colour');
  });
});

describe('enough to save', () => {
  it('takes an unfinished figure and refuses what is none', () => {
    const empty = { measure: '', period: aFigure().period, value: '' };
    expect(parseFigures([empty])).toEqual({ ok: true, figures: [empty] });
    const refused = (input: unknown) => {
      const answer = parseFigures(input);
      return answer.ok ? [] : answer.issues.map(({ field, code }) => `${field} ${code}`);
    };
    expect(refused('no list')).toEqual(['figures not_a_list']);
    expect(refused(Array(21).fill(empty))).toEqual(['figures not_a_list']);
    expect(refused([null])).toEqual(['figures.0 not_a_figure']);
    expect(refused([{ ...empty, value: 3, hue: 'x' }])).toEqual([
      'figures.0.value too_long',
      'figures.0.hue unknown',
    ]);
    expect(refused([{ measure: 'x\u0000', value: '', period: { start: '2022-02-30' } }])).toEqual([
      'figures.0.measure control_character',
      'figures.0.period.start not_a_date',
      'figures.0.period.end too_long',
    ]);
    expect(refused([{ ...empty, change: { was: '', reason: '' } }])).toEqual([
      'figures.0.change.kind required',
    ]);
  });
});

describe('enough to submit', () => {
  it('takes a whole figure', () => {
    expect(codes([plain()])).toEqual([]);
  });

  it('wants measure, period, number and source', () => {
    const empty = { measure: '', period: { start: '', end: '2022-02-30' }, value: 'many' };

    expect(codes([empty])).toEqual([
      'figures.0.measure required',
      'figures.0.period.start not_a_date',
      'figures.0.period.end not_a_date',
      'figures.0.value not_a_number',
      'figures.0.source required',
    ]);
    const period = { start: '2022-03-31', end: '2022-01-01' };
    expect(codes([plain({ period })])).toEqual(['figures.0.period.end before_start']);
  });

  it('counts a share again, however it was rounded', () => {
    const share = (value: string, numerator?: string, denominator?: string) =>
      codes([plain({ value, numerator, denominator })]);
    expect(share('33.3', '1', '3')).toEqual([]);
    expect(share('33.4', '1', '3')).toEqual([]);
    expect(share('33.5', '1', '3')).toEqual(['figures.0.value not_the_share']);
    expect(share('5', '26', '489')).toEqual([]);
    expect(share('5', '26')).toEqual(['figures.0.denominator required']);
    expect(share('5', '26', '0')).toEqual(['figures.0.denominator zero']);
    expect(codes([plain({ value: '99', unit: 'days' })])).toEqual([]);
  });

  it('refuses two values of one measure and period', () => {
    expect(codes([plain(), plain({ measure: 'COMPLAINTS upheld', value: '12.0' })])).toEqual([
      'figures.1.measure repeated',
    ]);
  });

  it('asks of another value than was published whether it is a revision or a correction, and why', () => {
    const before = plain({ value: '14', numerator: '28' });
    const earlier = published(before);
    expect(codes([plain()], earlier)).toEqual(['figures.0.change.kind required']);
    expect(codes([aFigure()], earlier)).toEqual([]);
    const said = { kind: 'revision', was: '13%', reason: 'Why' } as const;
    expect(codes([aFigure({ change: said })], earlier)).toEqual([
      'figures.0.change.was other_value',
    ]);
    const unsaid = { ...aFigure().change!, reason: '' };
    expect(codes([aFigure({ change: unsaid })], earlier)).toEqual([
      'figures.0.change.reason required',
    ]);
  });

  it('lets nobody explain a change that is none', () => {
    expect(codes([aFigure()])).toEqual(['figures.0.change.kind nothing_changed']);
    expect(codes([aFigure()], published(plain()))).toEqual([
      'figures.0.change.kind nothing_changed',
    ]);
    expect(codes([plain()], published(plain()))).toEqual([]);
    // Said when it changed, and printed again as it was.
    expect(codes([aFigure()], published(aFigure()))).toEqual([]);
  });
});

describe('the difference between two texts', () => {
  it('is a line for each figure that is new, gone or different', () => {
    const document = doc('x');
    const before = { document, figures: [plain(), plain({ measure: 'Gone' })] };
    const after = { document, figures: [plain({ value: '13' }), plain({ measure: 'New' })] };
    const { figures } = diffContents(before, after);
    const said = (op: string) =>
      figures!.map(({ segments }) =>
        segments
          .filter((segment) => segment.op === op)
          .map(({ text }) => text)
          .join(''),
      );
    expect(said('insert')).toEqual([
      expect.stringContaining('13'),
      '',
      expect.stringContaining('New, January'),
    ]);
    expect(said('delete')).toEqual([
      expect.stringContaining('12'),
      expect.stringContaining('Gone, January'),
      '',
    ]);
    expect(diffContents(after, after).figures).toBeUndefined();
  });
});

it('goes on with the measure in the period after', () => {
  expect(nextFigure(aFigure())).toEqual({
    measure: 'Complaints upheld',
    period: { start: '2022-04-01', end: '2022-06-30' },
    value: '',
    unit: '%',
    source: 'Complaints database',
  });
  const onADay = nextFigure(plain({ period: { start: '2022-03-31', end: '2022-03-31' } }));
  expect(onADay.period).toEqual({ start: '', end: '' });
});
