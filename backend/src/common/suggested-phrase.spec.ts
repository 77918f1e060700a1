import fc from 'fast-check';
import { arbitraryEdit, bullets, doc } from '../../test/builders/rich-text.js';
import type { UpdateContent } from './content.js';
import { phraseState, type PhrasePart } from './phrase.js';
import { describeChange, suggestedChanges } from './suggested-changes.js';
import { changesBehind } from './suggested-phrase.js';

const content = (...blocks: Parameters<typeof doc>): UpdateContent => ({
  document: doc(...blocks),
});
const BASE = content('The report is due by May 2022. The Board meets in June. Training goes on.');
const PROPOSED = content(
  'The report is due by July 2022. The Board met in June. All training goes on, in every borough.',
);

/** The changes behind words, when those changes that say one of `accepted` were accepted. */
function behind(
  words: string,
  accepted: string[],
  { submitted, part = 'text' }: { submitted?: string[]; part?: PhrasePart } = {},
  [base, proposed] = [BASE, PROPOSED],
) {
  const suggestion = suggestedChanges(base, proposed);
  const keys = new Set(
    suggestion.changes
      .filter((change) => accepted.some((each) => describeChange(change).includes(each)))
      .map(({ key }) => key),
  );
  expect(keys.size).toBe(accepted.length);
  const since = submitted ?? [phraseState(suggestion.withChanges(keys))[part]];
  const found = changesBehind(suggestion, keys, { words, part }, since);
  return found && [found.isWhole ? 'all' : 'part', ...found.changes.map(describeChange)];
}

describe('words that came from a suggestion', () => {
  it('are those which the text would lack without what was accepted', () => {
    expect(behind('due by July 2022', ['July'])).toEqual(['all', 'replace “May” with “July”']);
    expect(behind('The Board met in June', ['July', '“met”'])).toEqual([
      'all',
      'replace “meets” with “met”',
    ]);
    expect(behind('by July 2022. The Board met in', ['July', '“met”'])).toEqual([
      'all',
      'replace “May” with “July”',
      'replace “meets” with “met”',
    ]);
  });

  it('are none that were there before, that were refused, or that the owner wrote', () => {
    expect(behind('Training goes on', ['July'])).toBeNull();
    expect(behind('due by July 2022', ['“met”'])).toBeNull();
    const own = 'The report is due by July 2022. The Board met in Acton.';
    expect(behind('met in Acton', ['July'], { submitted: [own] })).toBeNull();
  });

  it('are a part where the owner changed others beside them', () => {
    const own = 'The first report is due by July 2022, we hope. The Board meets in June.';
    expect(
      behind('The first report is due by July 2022, we hope.', ['July'], { submitted: [own] }),
    ).toEqual(['part', 'replace “May” with “July”']);
    // Another change took them out again later.
    const later = 'The first report is due by August 2022.';
    expect(
      behind('The first report is due by August 2022', ['July'], { submitted: [own, later] }),
    ).toBeNull();
    // The words stand there, but not where they were suggested.
    const elsewhere = 'In July we rest. The report is due by May 2022.';
    expect(behind('In July we rest', ['July'], { submitted: [elsewhere] })).toBeNull();
  });

  it('are a new paragraph, a delivery status and a next milestone too', () => {
    const base = { ...BASE, delivery: 'in_progress' } as const;
    const proposed: UpdateContent = {
      document: doc(...BASE.document.content, bullets('Two boroughs joined in May.')),
      delivery: 'complete',
      nextMilestone: 'The report, in July',
    };
    const texts: [UpdateContent, UpdateContent] = [base, proposed];
    expect(behind('boroughs joined', ['add the bullet'], {}, texts)?.[0]).toBe('all');
    const milestone = { part: 'nextMilestone' } as const;
    expect(behind('in July', ['give the next milestone'], milestone, texts)?.[0]).toBe('all');
    expect(behind('Complete', ['delivery status'], { part: 'delivery' }, texts)?.[0]).toBe('all');
  });

  it('are never words of the text before, whatever was suggested and accepted', () => {
    fc.assert(
      fc.property(arbitraryEdit, fc.nat(), fc.nat(), ([from, to], start, length) => {
        const [base, proposed] = [{ document: from }, { document: to }];
        const suggestion = suggestedChanges(base, proposed);
        const all = new Set(suggestion.changes.map(({ key }) => key));
        const [before, after] = [base, proposed].map((each) => phraseState(each).text);
        const words = before!.split(/\s+/);
        const phrase = words
          .slice(start % words.length)
          .slice(0, 1 + (length % 5))
          .join(' ');
        expect(
          changesBehind(suggestion, all, { words: phrase, part: 'text' }, [after!]),
        ).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
