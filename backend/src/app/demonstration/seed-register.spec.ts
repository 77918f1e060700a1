import { join } from 'node:path';
import { CHARACTERISTICS } from '../../common/protected-characteristics.js';
import { readSeeds } from './seed-files.js';

const { assessment, editions, organisations, plan } = readSeeds(
  join(import.meta.dirname, '../../../../seeds'),
);

describe('the impact assessment in the seeds', () => {
  const letters = assessment.sections.map(({ actions }) =>
    actions.map(({ letter }) => letter).join(''),
  );
  const names = (characteristic: string): string[] =>
    assessment.characteristics
      .find((each) => each.characteristic === characteristic)!
      .names.map(({ section, letters: named }) => `${section}: ${named.join('')}`);

  it('lists the plan’s actions by section and letter, with its errors in the letters', () => {
    expect(letters).toEqual(['abcdaa', 'abcdefg', 'abcdefghijkl', 'abcdefghijkl', 'abcdef']);
    const noted = assessment.sections.flatMap(({ actions }) => actions.filter(({ note }) => note));
    expect(noted.map(({ commitments }) => commitments)).toEqual([
      ['cannabis-research'],
      ['haringey-safeguarding'],
    ]);
    expect(assessment.printingErrors).toHaveLength(7);
    // Among the themes, under age, in the list, and under sex.
    expect(assessment.printingErrors.join(' ')).toContain('Section 3 has four titles.');
  });

  it('answers every commitment once, but for the one that is not in the plan’s list', () => {
    const listed = assessment.sections.flatMap(({ actions }) =>
      actions.flatMap(({ commitments }) => commitments),
    );
    expect(new Set(listed).size).toBe(listed.length);
    const unlisted = plan.commitments.filter(({ key }) => !listed.includes(key));
    expect(unlisted.map(({ key }) => key)).toEqual(['iopc-challenge']);
  });

  it('names for each characteristic the letters that are printed', () => {
    expect(assessment.characteristics.map(({ characteristic }) => characteristic)).toEqual(
      CHARACTERISTICS,
    );
    expect(names('age')).toEqual(['1: Abcdef', '2: abcf', '3: abc', '4: acdehjk', '5: bcd']);
    // g and h lead nowhere, and l stands before j.
    expect(names('sex')).toEqual(['1: bcdefgh', '2: abcf', '3: abc', '4: acdehlj', '5: bd']);
    expect(names('religion_or_belief')).toEqual(['1: adef', '2: df', '4: acghl', '5: bcd']);
    expect(names('sexual_orientation')).toEqual(['1: def', '2: def', '4: acdeghjl', '5: abce']);
    for (const none of ['disability', 'gender_reassignment', 'marriage_and_civil_partnership']) {
      expect(names(none)).toEqual([]);
    }
    const special = assessment.characteristics.filter(({ bearsOn, sameAs }) => bearsOn ?? sameAs);
    expect(
      special.map(({ characteristic, bearsOn, sameAs }) => [characteristic, bearsOn ?? sameAs]),
    ).toEqual([
      ['pregnancy_and_maternity', 'sex'],
      ['race', 'all'],
    ]);
  });
});

describe('the register in the seeds', () => {
  it('knows which actions of the plan were split', () => {
    expect(plan.lineage.map(({ from, kind, to }) => [from, kind, to])).toEqual([
      ['complainants-survey', 'split_into', 'complaints-questions'],
      ['know-your-rights', 'split_into', 'complaints-publicity'],
      ['body-worn-video-reviews', 'split_into', 'body-worn-video-code'],
    ]);
    // Each was one action of the plan's own list, which is how it is known.
    for (const { from, to } of plan.lineage) {
      const actions = assessment.sections.flatMap((section) => section.actions);
      expect(actions.some((a) => a.commitments.includes(from) && a.commitments.includes(to))).toBe(
        true,
      );
    }
  });

  it('has the limbs of commitments that promise several things', () => {
    const limbs = (key: string) => plan.commitments.find((each) => each.key === key)!.limbs;
    expect(limbs('handcuffing-review')).toHaveLength(5);
    expect(limbs('officer-diversity').join(' ')).toMatch(/16% .*2022.*21% .*2024.*28% .*2030.*40%/);
    expect(limbs('sergeants-and-inspectors').join(' ')).toContain('£400,000');
    expect(limbs('london-residency').join(' ')).toContain('£300,000');
    expect(limbs('quarterly-update')).toEqual([]);
    expect(plan.commitments.filter((each) => each.limbs.length > 0)).toHaveLength(21);
  });

  it('has names that editions really print, two of one body in December 2021', () => {
    const words = editions.map(({ asAt, rows }) => ({
      asAt,
      words: rows.map(({ text }) => text.replaceAll(/\s+/g, ' ')).join(' '),
    }));
    for (const { otherNames } of organisations) {
      for (const { kind, name, from } of otherNames) {
        if (kind !== 'variant') continue;
        expect(words.find(({ asAt }) => asAt === from)?.words).toContain(name);
      }
    }
    const december = words.find(({ asAt }) => asAt === '2021-12-31')!.words;
    for (const name of ['External Reference Group', 'Expert Reference Group']) {
      expect(december).toContain(name);
    }
  });
});
