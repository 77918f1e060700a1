import { join } from 'node:path';
import { readSeeds, type Seeds } from './seed-files.js';

const FOLDER = join(import.meta.dirname, '../../../../seeds');

describe('the seeds of the demonstration', () => {
  const seeds = readSeeds(FOLDER);
  const edition = seeds.editions.find(({ slug }) => slug === '2021-22-q3');
  if (!edition) throw new Error('The seeds have no edition for December 2021.');
  const rowText = (key: string) => textOf(edition.rows.find((row) => row.key === key)?.text);
  const draftText = (key: string) => textOf(lastDraft(seeds, key)?.text);

  it('hold the register, the historic editions by date and one open round', () => {
    expect(seeds.plan.chapters.map(({ title }) => title)).toEqual([
      'Better use of Police Powers',
      'Working Together',
      'Represents and understands',
      'Holding to account',
      'Next steps',
    ]);
    expect(seeds.plan.commitments).toHaveLength(47);
    expect(seeds.plan.publishedOn).toBe('2020-11-13');
    expect(seeds.editions.map(({ slug, rows }) => [slug, rows.length])).toEqual([
      ['2020-21-q4', 41],
      ['2021-22-q2-summary', 28],
      ['2021-22-q3', 43],
    ]);
    expect(seeds.rounds.map(({ slug, file }) => [slug, file])).toEqual([
      ['2021-22-q4', 'rounds/2021-22-q4.yaml'],
    ]);
  });

  it('list the December 2021 rows as printed: chapters, shared references, rows without one', () => {
    const printed = seeds.plan.chapters.map(({ title }) =>
      edition.rows.filter((row) => row.chapter === title).map((row) => row.reference ?? '-'),
    );
    expect(printed).toEqual([
      ['1.1', '1.1', '1.2', '1.3', '1.3', '1.4'],
      ['2.1', '2.1', '2.1', '2.2', '2.2', '2.3', '2.3'],
      ['3.1', '3.1', '3.1', '3.2', '3.2', '3.2', '3.3', '3.4', '3.5'],
      [
        ...['4.1', '4.1', '4.2', '4.3', '4.4', '4.4', '4.5', '4.6', '4.7'],
        ...['-', '-', '-', '-', '4.8', '4.9'],
      ],
      ['-', '-', '-', '-', '-', '-'],
    ]);
    const titles = edition.rows.map(({ chapter }) => chapter);
    expect(titles.filter((title, i) => title !== titles[i - 1])).toHaveLength(5);
  });

  it('have rows that answer two commitments, one answered in two rows, and two never reported on', () => {
    const answered = edition.rows.flatMap(({ commitments }) => commitments);
    expect(edition.rows.filter(({ commitments }) => commitments.length === 2)).toHaveLength(3);
    expect(answered.filter((key) => key === 'black-officer-aims')).toHaveLength(2);
    const everAnswered = seeds.editions.flatMap(({ rows }) =>
      rows.flatMap((row) => row.commitments),
    );
    const unreported = seeds.plan.commitments.filter(({ key }) => !everAnswered.includes(key));
    expect(unreported.map(({ key }) => key)).toEqual([
      'safety-training-design',
      'cultural-awareness-toolkit',
    ]);
    // A row that answers more than one says itself what it is called.
    for (const row of edition.rows) expect(Boolean(row.title)).toBe(row.commitments.length > 1);
  });

  it.each<[string, string[]]>([
    ['road-stops-pilot', ['6 months', 'late September 2021', 'Steering Group']],
    ['driver-ethnicity-data', ['Deputy Mayor', 'Policing Minister', 'Home Office']],
    ['handcuffing-review', ['18 November 2021', 'early October 2021', 'de-escalation']],
    ['cannabis-smell-searches', ['every month', 'NPCC', 'Community Monitoring Groups']],
    ['cannabis-research', ['University of the West London', 'January 2022', 'by May 2022']],
    ['haringey-safeguarding', ['MERLIN', '10 years and under', 'North Area', 'October']],
    ['safer-schools-monitoring', ['autumn 2021', '18 January 2022', 'interim report']],
    ['safer-schools-parents', ['Q2 2021/22', '91%', '(89%)', '(86%)', 'was 92%']],
    ['youth-voice-survey', ['29 November', '1,000', 'end of January 2022']],
    ['marac-review', ['6 December 2021', 'Review_Report_2021.pdf)']],
    ['black-women-victims', ['Opinion Research Services', 'Three', '5-10', 'VAWG', 'late 2021']],
    ['engagement-review', ['October', 'November and December', 'early 2022']],
    ['engagement-handbook', ['spring 2022']],
    ['officer-diversity', ['£1.2m', '3 years', '£0.9m', '£300,000', '2021/22 to 2023/24']],
    ['officer-diversity', ['32,531', '5,086 (15.6%)', '1,160 (3.6%)', '9,265 (28.5%)']],
    ['officer-diversity', ['33,076', '5,370 (16.2%)', '1,188 (3.6%)', '9,652 (29.2%)']],
    ['officer-diversity', ['489', '144 (29%) BAMEH', '26 (5%)', '172 (35%)']],
    ['london-residency', ['November 2020', 'three years', 'last six', '(mailto:Community']],
    ['recruitment-law', ['Prime Minister', 'Home Office', 'Policing Minister']],
    ['learning-reference-group', ['College of Policing', 'NPCC']],
    ['cultural-equality-workshops', ['Mentivity', 'Central South BCU', 'October 2021']],
    ['recruit-training', ['January 2021', 'Local Community Immersion', 'PEQF', '£700,000']],
    ['sergeants-and-inspectors', ['3%', '7%', '2024', '2030', '£1.2m', 'December 2021']],
    ['sergeants-and-inspectors', ['11.4% BAMEH and 22.4%', '9.8% BAMEH and 22.2%']],
    ['misconduct-and-grievance', ['Commander (DPS)', 'October 2021', '3 BCUs', 'Gold Group']],
    ['operation-hampshire', ['Hate Crime Units', 'Operational Command']],
    ['citywide-scrutiny-group', ['CPS', 'External Reference Group']],
    ['race-equality-audit', ['March 2021', '930', 'London Councils', 'action-plan-dashboard)']],
    ['iopc-challenge', ['Disproportionality Board', 'later in 2022']],
    ['community-monitoring', ['October to December', 'early 2022']],
    ['body-worn-video-reviews', ['66', '23 boroughs']],
    ['body-worn-video-research', ['end of January', 'May-Jun 2022', 'later in 2022']],
    ['custody-visitors', ['Five', 'Three', 'November', 'two more', 'January 2022']],
    ['justice-and-policing-matters', ['Expert Reference Group', 'Pan London']],
    ['know-your-rights', ['7 October', 'credit card', 'kyr_inner_april_19_v5_new.pdf)']],
    ['know-your-rights', ['mopac-complaints#acc-i-56634)']],
    ['complaints-publicity', ['later in 2022', 'mopac-complaints#acc-i-56634)']],
    ['complainants-survey', ['2020/21', 'survey-mps-complainants-202021)']],
    ['complaints-questions', ['Q4 2020/21', 'Q2 2021/22', '55%', '2 percentage', '60%', '1%']],
    ['complaints-questions', ['37%', '33%', '65%', '66%', '47%', '16-24', '64%', '55 or older']],
    ['email-records', ['this winter', 'use of force']],
    ['gangs-matrix', ['spring 2022', 'Evidence & Insight']],
    ['data-sharing', ['Data Sharing Agreement', 'Open Data Institute']],
    ['ethics-panel', ['2020', 'London Policing Ethics Panel']],
    ['oversight-board', ['15 October 2021', '8 February', 'every 6 months']],
    ['equality-impact-assessment', ['(EIA)']],
    ['public-review-meetings', ['25 February, 7 July and 7 October', '18 January', 'Omicron']],
    ['quarterly-update', ['March', 'Data Dashboard']],
    ['police-and-crime-plan', ['November 2021', 'January 2022', 'YouGov', 'BAME Boost']],
  ])('state the printed facts of %s in the historic edition', (key, facts) => {
    for (const fact of facts) expect(rowText(key)).toContain(fact);
  });

  it('give every link its full address', () => {
    const addresses = edition.rows.flatMap(({ text }) =>
      [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, address]) => address ?? ''),
    );
    expect(addresses).toHaveLength(8);
    for (const address of addresses) {
      expect(address).toMatch(
        /^(https:\/\/(www\.london\.gov\.uk|static1\.squarespace\.com)\/|mailto:)/,
      );
    }
  });

  it.each<[string, string[]]>([
    ['road-stops-pilot', ['complete', 'June 2022']],
    ['driver-ethnicity-data', ['national race action plan', 'All forces']],
    ['recruitment-law', ['paused']],
    ['handcuffing-review', ['November 2021', 'winter 2022', 'IT change']],
    ['cannabis-research', ['West London', 'January 2022', 'summer 2022', 'May 2022']],
    ['safer-schools-monitoring', ['MOPAC has commented', 'autumn 2021', 'no new date']],
    ['safer-schools-parents', ['2021/22 Q3', '91%', '87%', '89%', '92%', '94%']],
    ['youth-voice-survey', ['just over 11,800', 'autumn 2022']],
    ['engagement-review', ['Black Thrive', '6 June 2022', '16 June', 'Brixton', 'November 2022']],
    ['engagement-handbook', ['Community Engagement Handbook', 'spring 2022']],
    ['officer-diversity', ['33,567', 'full-time equivalent', 'March 2022', '129']],
    ['london-residency', ['temporarily']],
    ['sergeants-and-inspectors', ['February 2022', '11.5%', '9.7%', '22.8%']],
    ['body-worn-video-reviews', ['100', '30']],
    ['body-worn-video-research', ['January', 'May to June 2022']],
    [
      'custody-visitors',
      ['children', 'Acton', 'Wood Green', 'Brixton', 'Charing Cross', 'Heathrow'],
    ],
    ['complaints-questions', ['2021/22 Q3', '54%', '1 percentage point', '57%', '3 percentage']],
    ['gangs-matrix', ['6 April 2022', 'spring to summer 2022']],
    ['oversight-board', ['15 October 2021', '8 February 2022', '6 April 2022', 'External Ref']],
    ['public-review-meetings', ['fifth', '24 March 2022', 'faith, disability and gender']],
    ['police-and-crime-plan', ['24 March 2022']],
  ])('state the facts for %s in the open round', (key, facts) => {
    for (const fact of facts) expect(draftText(key)).toContain(fact);
  });

  it('give every chapter two leads, and one lead a commitment in a chapter of their own', () => {
    const leadsOf = (chapter: string) =>
      seeds.people.filter(({ roles }) =>
        roles.some((role) => role.role === 'lead' && role.chapter === chapter),
      );
    for (const { key } of seeds.plan.chapters)
      expect(leadsOf(key).length).toBeGreaterThanOrEqual(2);
    const own = seeds.plan.commitments.filter(({ chapter, owner }) =>
      leadsOf(chapter).some(({ key }) => key === owner),
    );
    expect(own.map(({ key }) => key)).toEqual(['oversight-board']);
  });

  it('name people by role and name no body that nothing refers to', () => {
    const used = new Set([
      ...seeds.people.map(({ organisation }) => organisation),
      ...seeds.plan.commitments.flatMap((c) => [c.leadOrganisation, c.asker, c.funder]),
    ]);
    // A body that only the editions speak of is there for the two names by which they do.
    const unused = seeds.organisations.filter(({ key }) => !used.has(key));
    expect(unused.map(({ key }) => key)).toEqual(['external-reference-group']);
    expect(seeds.organisations.filter((o) => o.requiresClearance).map((o) => o.key)).toEqual([
      'mayor',
    ]);
    const roles = seeds.people.flatMap((person) => person.roles.map(({ role }) => role));
    expect(roles.filter((role) => role === 'signatory')).toHaveLength(2);
    expect(roles.filter((role) => role === 'secretariat')).toHaveLength(2);
  });
});

const textOf = (text: string | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ');

function lastDraft(seeds: Seeds, update: string) {
  return seeds.rounds[0]?.acts
    .filter((act) => act.do === 'save_draft')
    .filter((act) => act.update === update)
    .at(-1);
}
