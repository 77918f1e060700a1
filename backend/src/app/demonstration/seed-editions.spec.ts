import { join } from 'node:path';
import { readSeeds } from './seed-files.js';

const FOLDER = join(import.meta.dirname, '../../../../seeds');
const seeds = readSeeds(FOLDER);

const editionOf = (slug: string) => {
  const edition = seeds.editions.find((each) => each.slug === slug);
  if (!edition) throw new Error(`The seeds have no edition ${slug}.`);
  return edition;
};
const inOneLine = (text: string | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ');

describe('the edition of March 2021', () => {
  const march = editionOf('2020-21-q4');
  const december = editionOf('2021-22-q3');
  const row = (reference: string) => {
    const found = march.rows.filter((each) => each.reference === reference);
    expect(found).toHaveLength(1);
    return found[0]!;
  };
  const text = (reference: string): string => inOneLine(row(reference).text);

  it('is numbered from 1 to 39, with 34 in three parts, through all chapters', () => {
    const numbers = march.rows.map(({ reference }) => reference);
    const expected = Array.from({ length: 39 }, (_, index) => String(index + 1));
    expected.splice(33, 1, '34a', '34b', '34c');
    expect(numbers).toEqual(expected);
  });

  it('has its own chapters in its own order', () => {
    const titles = march.rows.map(({ chapter }) => chapter);
    expect(titles.filter((title, i) => title !== titles[i - 1])).toEqual([
      'Better use of Police Powers',
      'Holding the MPS to account',
      'Working together',
      'Represents and understands',
      'Next steps',
    ]);
    const firsts = titles.flatMap((title, i) =>
      title === titles[i - 1] ? [] : [march.rows[i]!.reference],
    );
    expect(firsts).toEqual(['1', '7', '24', '30', '38']);
  });

  it('prints one commitment twice, with the same wording and two texts', () => {
    const twice = march.rows.filter(({ commitments }) => commitments.includes('quarterly-update'));
    expect(twice.map(({ reference }) => reference)).toEqual(['21', '23']);
    expect(row('21').wording).toBe(row('23').wording);
    expect(text('21')).toContain("first quarter's progress");
    expect(text('23')).toContain('first Public Review Meeting');
    expect(text('21')).not.toBe(text('23'));
  });

  it('keeps the errors that it was printed with', () => {
    // The pilot begins before the plan, whose publication is in November 2020.
    expect(text('3')).toContain('18 January 2020');
    expect(inOneLine(row('5').wording)).toContain('"fata"');
    // Told as past, and after the edition.
    expect(text('34a')).toContain('13 November 2021');
    expect(march.publishedOn < '2021-11-13').toBe(true);
    // The texts of 34 have slipped: a is of residency, c of outreach.
    expect(row('34a').commitments).toEqual(['officer-diversity', 'black-officer-aims']);
    expect(text('34a')).toContain('London Residency');
    expect(row('34c').commitments).toEqual(['london-residency']);
    expect(text('34c')).toContain('outreach');
    // Two rows make nearly the same pledge; only one has the funding.
    expect(row('33').commitments).toEqual(row('34b').commitments);
    expect(row('33').wording).toContain('£400,000');
    expect(row('34b').wording).not.toContain('£400,000');
  });

  it('answers some commitments together that December answers apart, and leaves five out', () => {
    expect(row('15').commitments).toEqual(['complainants-survey', 'complaints-questions']);
    const answered = new Set(march.rows.flatMap(({ commitments }) => commitments));
    const missing = seeds.plan.commitments.filter(({ key }) => !answered.has(key));
    expect(missing.map(({ key }) => key)).toEqual([
      'safety-training-design',
      'cultural-awareness-toolkit',
      'iopc-challenge',
      'community-monitoring',
      'oversight-board',
    ]);
  });

  it('has the wording of December wherever the two printed the same', () => {
    const different = december.rows.filter(({ key, wording }) => {
      const before = march.rows.find((each) => each.key === key);
      return before && before.wording !== wording;
    });
    expect(different.map(({ key }) => key)).toEqual([
      'driver-ethnicity-data',
      'handcuffing-review',
      'officer-diversity',
      'operation-hampshire',
      'body-worn-video-research',
      'custody-visitors',
      'complainants-survey',
    ]);
  });

  it.each<[string, string[]]>([
    ['1', ["March '21", "spring '21", 'tender']],
    ['2', ['recommendations', 'pilot programme', 'MOPAC']],
    ['3', ['6 months']],
    ['4', ['Prime Minister', 'December', 'Home Office lead']],
    ['5', ['January 2021', 'steering group', 'Oversight Board', 'disproportionality board']],
    ['6', ['review of community engagement', 'whole city']],
    ['7', ['January', 'two workshops', 'coming weeks']],
    ['8', ['data protection agreements']],
    ['9', ['April 2021', 'June 2021', 'stop/search', 'Disproportionality Board']],
    ['10', ["spring '21", 'Haringey', 'Enfield', '2 February', 'literature']],
    ['11', ['late spring 2021', 'June 2021', '25 February 2021', 'More than 120']],
    ['12', ['national working group', 'GDPR', 'stop/search']],
    ['13', ['discussing']],
    ['14', ['public dashboard', 'IOPC']],
    ['15', ['Q4 2020/21', 'two questions']],
    ['16', ['stop and search, Use of Force', 'workforce', 'each quarter', 'local authorities']],
    ['17', ['reports']],
    ['18', ['February 2021', '"12 months on"', 'Evidence and Insight', 'the Met ']],
    ['19', ['Data Sharing Agreement', 'DSAs', 'Code of Practice']],
    ['20', ['13 Community Monitoring Groups', 'PNC', 'GDPR', 'Data Protection Impact']],
    ['21', ['March']],
    ['22', ['25 February', 'June 2021', 'each quarter', 'race equality audit']],
    ['23', ['March']],
    ['24', ['summer 2021']],
    ['25', ['21 January', 'Claire Waxman', 'Ministry of Justice', 'Black survivors']],
    ['25', ['Social Integration, Social Mobility', 'Commission on Race and Inequalities']],
    ['26', ['September 2021', 'letter']],
    ['27', ['COVID', 'May', 'tender']],
    ['28', ['March 2021', 'Public Attitude Survey']],
    ['29', ['Continuous Policing Improvement Command', 'April 2021']],
    ['30', ['Mentivity', 'Central South BCU', 'spring and summer 2021', '500']],
    ['31', ['Prime Minister', 'evidence']],
    ['32', ['Op Hampshire']],
    ['33', ['Diversity Aspirations', 'Management Board']],
    ['34c', ['March', 'MOPAC']],
    ['35', ['19 February', 'qualitative']],
    ['36', ['COVID', 'Assistant Commissioner Helen Ball', 'Sophie Linden']],
    ['37', ['September 2019', 'Gold Group', 'Evidence and Insight', 'BCU']],
    ['38', ['City Hall', 'Police and Crime Plan']],
    ['39', ['published with the Plan']],
  ])('states the printed facts of row %s', (reference, facts) => {
    for (const fact of facts) expect(text(reference)).toContain(fact);
  });
});

describe('the summary of September 2021', () => {
  const summary = editionOf('2021-22-q2-summary');
  const part = (key: string): string =>
    inOneLine(summary.rows.find((row) => row.key === key)?.text);

  it('has themes as sections, in printed order, and no table', () => {
    expect(summary.isSummary).toBe(true);
    const titles = summary.rows.map(({ chapter }) => chapter);
    expect(titles.filter((title, i) => title !== titles[i - 1])).toEqual([
      'Action Plan Dashboard',
      'Progress against key priority areas',
      'Community Engagement - ensuring representation',
      "Improving Londoners' interactions with the police",
      'A Police service that represents London',
    ]);
    for (const row of summary.rows) {
      expect(row.reference).toBeUndefined();
      expect(row.wording).toBe('');
      expect(row.delivery).toBeUndefined();
    }
  });

  it('has the printed headings, and parts without one', () => {
    const headings = summary.rows.filter(({ isUntitled }) => !isUntitled);
    expect(headings.map(({ title }) => title)).toEqual([
      'MOPAC overhaul of local scrutiny mechanisms',
      'Community-led training',
      'Community group involvement in setting local policing priorities',
      'Focus on young Londoners',
      'External Reference Group',
      'Body Worn Video of stop and search interactions',
      'Safeguarding young people pilot',
      'Stop & Search know your rights',
      'Handcuffing',
      'Custody Records Review',
      'Attraction programme',
      'Recruitment progress',
      'Promotion',
      'Retention',
      'Operation Hampshire',
    ]);
    expect(summary.rows).toHaveLength(headings.length + 13);
  });

  it('has parts that answer no commitment, one, and several', () => {
    const count = (n: number) => summary.rows.filter((row) => row.commitments.length === n).length;
    expect([count(0), count(1), count(2)]).toEqual([6, 18, 4]);
    expect(part('interactions-why')).not.toBe('');
    expect(summary.rows.find(({ key }) => key === 'interactions-why')!.commitments).toEqual([]);
  });

  it('is no edition whose rows a round carries on', () => {
    const keys = new Set(summary.rows.map(({ key }) => key));
    const only = [...keys].filter(
      (key) => !editionOf('2021-22-q3').rows.some((r) => r.key === key),
    );
    for (const { acts } of seeds.rounds) {
      expect(acts.filter(({ update }) => only.includes(update))).toEqual([]);
    }
  });

  it('says in its introduction when the plan was published, and which quarter this is', () => {
    const words = inOneLine(summary.introduction);
    for (const fact of ['13 November 2020', 'Quarter 2 (July to September 2021)', 'Taser']) {
      expect(words).toContain(fact);
    }
  });

  it.each<[string, string[]]>([
    ['dashboard', ['26%', 'each quarter', 'Disproportionality Dashboard']],
    ['local-scrutiny', ['every borough', 'early October', 'CMGs']],
    ['engagement-tender', ['October', 'early 2022', 'Market testing']],
    [
      'community-led-training',
      ['Lambeth and Southwark', 'end of 2021', 'Mentivity', 'early October'],
    ],
    ['recruit-training', ['Local Community Immersion', 'trading places', 'unconscious bias']],
    ['just-another-day', ["'Just Another Day'", 'e-training']],
    ['learning-reference-group', ['NPCC', 'College of Policing', 'Learning and Development']],
    ['local-priorities', ['early October', 'Pilots']],
    ['young-londoners', ['third Action Plan Public Review meeting', 'youth councils']],
    ['external-reference-group', ['(ERG)', 'new year', 'volunteers', 'tender']],
    ['interactions-why', ['2.9 x']],
    ['body-worn-video-reviews', ['October 2020', '50 Body Worn Video']],
    ['body-worn-video-research', ['500 samples', 'September and October', 'early 2022']],
    ['safeguarding-pilot', ['Haringey', 'under-18s', 'North Policing Area', 'early October']],
    ['know-your-rights', ['credit card', 'Community Engagement Team']],
    ['handcuffing', ['October 2021', 'winter 2021', 'January 2021', 'Public and Personal Safety']],
    [
      'custody-records',
      ['Derbyshire', '(CRR)', 'late November 2021', 'Custody Visiting Association'],
    ],
    ['custody-data', ['custody data']],
    // The aim for 2030 was printed without its per cent sign.
    ['workforce-targets', ['16%', '2022', '21% by 2024', '28 by 2030']],
    ['attraction', ['Everyone is a recruiter', 'Outreach', 'October 2021', 'daniel-bair/)']],
    ['recruitment-progress', ['32,531', '5,086 (15.6%)', '1,160 (3.6%)', '9,265 (28.5%)']],
    ['recruitment-progress', ['32,920', '5,268 (16.0%)', '1,182 (3.6%)', '9,511 (28.9%)']],
    ['recruitment-progress', ['329', '162 (49.2%)', '72 (21.9%) BAME', '12 (3.6%)', '8,000']],
    ['promotion', ['3%', '7%', '2024', '2030', '£1.2m', '3 years', 'Chief Inspector']],
    ['retention', ['Retention Taskforce', 'Learning Through Reflections', 'this autumn']],
    ['operation-hampshire', ['all BCUs', 'National Inclusion week', 'nationally']],
  ])('states the printed facts of %s', (key, facts) => {
    for (const fact of facts) expect(part(key)).toContain(fact);
  });
});
