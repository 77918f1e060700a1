import { describe, expect, it } from '@jest/globals';
import { bankHolidays } from '../../common/bank-holidays.js';
import type { AskedRound, AskedUpdate } from './asked.js';
import { USUAL_SCHEDULE, type ScheduledRule } from './rules.js';
import { standingOf, type NoticeFacts } from './standing.js';

const ROUND: AskedRound = {
  ...{
    id: 'round',
    planId: 'plan',
    planTitle: 'Plan',
    title: 'Quarter 4',
    state: 'open',
    isSignatureAsked: false,
    isToBeSealed: true,
  },
  ...{ opensOn: '2022-04-04', openedOn: '2022-04-04' },
  ...{ signOffDueOn: '2022-05-30', turnedOn: null, publicationOn: '2022-06-15' },
  ...{ signatoryIds: ['signatory'], secretariatIds: ['secretariat'] },
};
const UPDATE: AskedUpdate = {
  ...{ id: 'update', planId: 'plan', roundId: 'round', title: 'One', reference: '1.1' },
  ...{
    ask: 'draft',
    isOmitted: false,
    sinceOn: '2022-04-04',
    askedFromOn: '2022-04-04',
    cameBackOn: null,
    ownedFromOn: '2022-04-04',
    correctionNo: 0,
  },
  ...{ respondBy: '2022-04-29', reviewDueOn: '2022-05-16', signOffDueOn: '2022-05-30' },
  ...{ ownerId: 'owner', closedOwnerId: null, claimedById: null },
  ...{ leadIds: ['lead'], barredIds: [], clearerIds: ['clearer'] },
};
/** Made on 3 May 2022, the first working day after the words were due, and told on the next. */
const aNotice = (
  fields: Partial<NoticeFacts> = {},
  update: Partial<AskedUpdate> = {},
): NoticeFacts => ({
  ...{ id: 'notice', rule: 'overdue', occasion: '1', onDay: '2022-05-03', planId: 'plan' },
  ...{
    personId: 'owner',
    audience: 'owner',
    schedule: USUAL_SCHEDULE,
    round: ROUND,
    update: { ...UPDATE, ...update },
  },
  ...fields,
});
const aboutRound = (rule: NoticeFacts['rule'], round: Partial<AskedRound>): NoticeFacts => {
  const { update: _, ...notice } = aNotice({
    ...{ rule, personId: 'secretariat', audience: 'secretariat', round: { ...ROUND, ...round } },
  });
  return notice;
};
const told = (notice: NoticeFacts): string => {
  const standing = standingOf(notice, '2022-05-04', bankHolidays());
  return standing.stands ? standing.line.ask : `not told: ${standing.why}`;
};

describe('whether a notice still stands', () => {
  it('goes a day later as well, as of that day', () => {
    const standing = standingOf(aNotice(), '2022-05-04', bankHolidays());
    expect(standing).toMatchObject({ stands: true, line: { workingDaysLeft: -2 } });
  });

  it('is dropped when the date moved, whatever is due then', () => {
    expect(told(aNotice({}, { respondBy: '2022-05-20' }))).toBe(
      'not told: The date was moved meanwhile: it is due on 20 May 2022.',
    );
    // Still late, but not yet by as much as the lead is told of.
    const three = aNotice({
      occasion: '3',
      onDay: '2022-05-05',
      audience: 'lead',
      personId: 'lead',
    });
    expect(told(three)).toBe('Still to be written by its owner');
    expect(told({ ...three, update: { ...UPDATE, respondBy: '2022-05-04' } })).toMatch(/moved/);
    const tomorrow = aNotice({ rule: 'before_due', occasion: '1', onDay: '2022-04-28' });
    expect(told(tomorrow)).toBe('Write and submit the update');
    expect(told({ ...tomorrow, update: { ...UPDATE, respondBy: '2022-05-03' } })).toMatch(/moved/);
  });

  it('is dropped when it waits anew, or signing moved', () => {
    const waiting = { ask: 'review', sinceOn: '2022-04-27' } as const;
    const notice = aNotice({
      rule: 'review_waiting',
      occasion: '3',
      personId: 'lead',
      audience: 'lead',
    });
    expect(told({ ...notice, update: { ...UPDATE, ...waiting } })).toBe('Review it');
    expect(told({ ...notice, update: { ...UPDATE, ...waiting, sinceOn: '2022-05-03' } })).toBe(
      'not told: It was done and asked again meanwhile: it has waited since 3 May 2022.',
    );
    const signing = (signOffDueOn: string) =>
      told(aboutRound('sign_off_overdue', { isSignatureAsked: true, signOffDueOn }));
    expect(signing('2022-04-29')).toBe('Waits for the signature');
    expect(told(aboutRound('sign_off_overdue', { state: 'open', turnedOn: '2022-05-03' }))).toMatch(
      /opened again meanwhile: it has waited since 3 May 2022/,
    );
    expect(signing('2022-05-10')).toMatch(/moved meanwhile: signing is due on 10 May 2022/);
  });

  it('is dropped when the schedule no longer has it, or tells others', () => {
    const by = (to: ScheduledRule['to'], fields: Partial<NoticeFacts> = {}): string =>
      told(aNotice({ schedule: [{ rule: 'overdue', days: 1, to }], ...fields }));
    expect(by(['owner'])).toBe('Write and submit the update');
    expect(by(['owner'], { schedule: [] })).toMatch(/taken out of the schedule/);
    expect(by(['lead'])).toBe('not told: The schedule tells others of it.');
    const secretariat = { audience: 'secretariat', personId: 'secretariat' } as const;
    expect(by(['owner'], secretariat)).toBe('not told: The schedule tells others of it.');
    expect(by(['owner'], { ...secretariat, update: { ...UPDATE, ownerId: null } })).toMatch(
      /nobody owns it/,
    );
  });

  it('tells the secretariat of a return that nobody owns, until somebody does', () => {
    const returned = aNotice(
      { rule: 'returned', occasion: 'event', personId: 'secretariat', audience: 'secretariat' },
      { ask: 'resume', ownerId: null },
    );
    expect(told(returned)).toBe('Returned, and nobody owns it: name an owner');
    expect(told({ ...returned, update: { ...UPDATE, ask: 'resume' } })).toBe(
      'not told: It has an owner now.',
    );
  });

  it('asks a lead for nothing that only the secretariat may do', () => {
    const fields = {
      audience: 'lead',
      personId: 'lead',
      occasion: '3',
      onDay: '2022-05-05',
    } as const;
    const standing = standingOf(
      aNotice(fields, { ask: 'resume', ownerId: null }),
      '2022-05-05',
      bankHolidays(),
    );
    expect(standing).toMatchObject({
      line: {
        ask: 'Returned, and nobody owns it: the secretariat names one',
        task: 'waiting for others',
        path: '/app/updates/update',
      },
    });
  });

  it('says what is asked again, and of whom it is asked now', () => {
    const again = aNotice({ rule: 'asked_again', occasion: 'event' });
    expect(told(again)).toBe('It is open again: write and submit the update');
    expect(told({ ...again, update: { ...UPDATE, correctionNo: 1 } })).toMatch(/^A correction/);
    expect(told({ ...again, update: { ...UPDATE, ask: 'review' } })).toMatch(/seen to meanwhile/);
    expect(told({ ...again, update: { ...UPDATE, ask: 'confirm_still_true' } })).toBe(
      'Confirm that it is still true: publication has moved to 15 June 2022',
    );
    const given = aNotice({ rule: 'handed_over', occasion: 'event' }, { ask: 'resume' });
    expect(told(given)).toBe('It is yours now: answer what was returned');
    expect(told({ ...given, update: { ...UPDATE, ownerId: 'other' } })).toMatch(/somebody else’s/);
  });

  it('says of late words that came back meanwhile when they did', () => {
    const back = { ask: 'resume', sinceOn: '2022-05-03', cameBackOn: '2022-05-03' } as const;
    expect(told(aNotice({}, back))).toBe(
      'not told: It was done and asked again meanwhile: it has waited since 3 May 2022.',
    );
  });

  it('says of late words that another was given meanwhile whose they are', () => {
    const given = { ownerId: 'other', ownedFromOn: '2022-05-03' };
    expect(told(aNotice({}, given))).toBe('not told: It is somebody else’s now.');
    const leads = aNotice({ audience: 'lead', personId: 'lead' }, given);
    expect(told({ ...leads, schedule: [{ rule: 'overdue', days: 1, to: ['lead'] }] })).toBe(
      'not told: It was given to another owner meanwhile.',
    );
  });

  it('calls a correction one when it reminds of it', () => {
    expect(told(aNotice({}, { correctionNo: 1 }))).toBe('Write and submit the correction');
  });

  it('asks for help as long as somebody is asked, and there is something to write', () => {
    const help = aNotice({ rule: 'asked_to_help', occasion: 'event', personId: 'contributor' });
    expect(told({ ...help, stillHolds: true })).toBe('You are asked to help write the update');
    expect(told({ ...help, stillHolds: false })).toBe('not told: They no longer help to write it.');
    expect(told({ ...help, stillHolds: true, update: { ...UPDATE, ask: 'review' } })).toBe(
      'not told: It was submitted meanwhile.',
    );
  });

  it('tells of a mention only those who read the comment as what it was made for', () => {
    const mention = aNotice({ rule: 'mentioned', occasion: 'event', stillHolds: true });
    expect(told({ ...mention, readsAs: ['owner'] })).toBe('A comment mentions you');
    expect(told({ ...mention, readsAs: ['lead'] })).toMatch(/no longer read it/);
    expect(told({ ...mention, readsAs: [] })).toMatch(/no longer read it/);
    expect(told({ ...mention, readsAs: ['owner'], stillHolds: false })).toMatch(/answered/);
  });

  it('tells of a publication that failed until what was signed is published or void', () => {
    const failed = aboutRound('publication_failed', { state: 'published' });
    expect(told({ ...failed, stillHolds: true })).toMatch(/^Publication at the set time failed/);
    expect(told({ ...failed, stillHolds: false })).toMatch(/published, or opened again/);
  });

  it('tells of what was declined also while a correction leaves the round published', () => {
    expect(told(aboutRound('round_declined', { state: 'published' }))).toMatch(/did not sign/);
    expect(
      told(aboutRound('round_declined', { state: 'published', isSignatureAsked: true })),
    ).toMatch(/sealed again/);
  });
});
