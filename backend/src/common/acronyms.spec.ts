import { aDocument } from '../../test/builders/snapshot.js';
import { acronymsPrinted } from './acronyms.js';

const REGISTER = [
  { short: 'VRU', expansion: 'Violence Reduction Unit' },
  { short: 'BCU', expansion: 'Basic Command Unit' },
  { short: 'BWV', expansion: 'Body Worn Video' },
  { short: 'C++', expansion: 'A name with marks in it' },
  { short: 'EIA', expansion: 'Equality Impact Assessment' },
  { short: 'S&S', expansion: 'Stop and search' },
];

const line = (title: string, more: object = {}) => ({
  title,
  listing: { chapter: 'A chapter', wording: '' },
  ...more,
});
const found = (...lines: ReturnType<typeof line>[]): string[] =>
  acronymsPrinted({ lines }, new Map(), REGISTER).map(({ short }) => short);

describe('the acronyms of an edition', () => {
  it('are those that occur in it, by the alphabet, wherever a reader meets them', () => {
    const hash = 'a'.repeat(64);
    const contents = new Map([
      [hash, { document: aDocument('Each BCU was asked.'), nextMilestone: 'The VRU reports.' }],
    ]);
    const printed = {
      introduction: aDocument('About S&S.'),
      lines: [
        line('Body Worn Video', { contentHash: hash }),
        line('A row', { omission: { reason: 'The EIA came late.' } }),
      ],
    };
    expect(acronymsPrinted(printed, contents, REGISTER)).toEqual(
      ['BCU', 'EIA', 'S&S', 'VRU'].map((short) => REGISTER.find((each) => each.short === short)),
    );
  });

  it.each([
    ['the plural', 'Three BCUs took part', ['BCU']],
    ['the possessive', "The VRU’s plan and the BWV's use", ['BWV', 'VRU']],
    ['marks around it', '(BWV), “EIA”; C++/VRU', ['BWV', 'C++', 'EIA', 'VRU']],
    ['no other case', 'The vru and Bwv', []],
    ['no part of a longer word', 'BWVX, preBCU, VRU2 and éVRU', []],
    ['nothing that only reads like it', 'CC and S and S', []],
  ])('count as words: %s', (_, title, shorts) => {
    expect(found(line(title))).toEqual(shorts);
  });

  it('are none where there are none', () => {
    expect(found()).toEqual([]);
    expect(acronymsPrinted({ lines: [line('BCU')] }, new Map(), [])).toEqual([]);
  });
});
