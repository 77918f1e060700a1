import { join } from 'node:path';
import { bankHolidays } from '../../common/bank-holidays.js';
import { workingDaysBetween } from '../../common/dates.js';
import {
  lastEditionBefore,
  readSeeds,
  type SeedAct,
  type SeedActName,
  type SeedHistoricRow,
  type SeedRound,
  type Seeds,
} from './seed-files.js';

const FOLDER = join(import.meta.dirname, '../../../../seeds');

describe('the acts of the open round', () => {
  const seeds = readSeeds(FOLDER);
  const [round] = seeds.rounds;
  if (!round) throw new Error('The seeds have no round.');

  it('leave the open round part of the way through, by acts that are all legal', () => {
    const { refusals, states } = rehearse(seeds, round);
    expect(refusals).toEqual([]);
    const count: Record<string, number> = {};
    for (const { state } of states.values()) count[state] = (count[state] ?? 0) + 1;
    expect(count).toEqual({
      approved: 7,
      submitted: 5,
      returned: 2,
      in_clearance: 1,
      drafting: 6,
      not_started: 22,
    });
    const claimed = [...states].filter(
      ([, update]) => update.claimedBy && update.state === 'submitted',
    );
    expect(claimed.map(([key]) => key)).toEqual(['engagement-review']);
  });

  it('have every act on a working day, in office hours', () => {
    for (const { at } of round.acts) {
      const day = at.slice(0, 10);
      const dayBefore = at.slice(0, 8) + String(Number(at.slice(8, 10)) - 1).padStart(2, '0');
      expect([day, workingDaysBetween(dayBefore, day, bankHolidays())]).toEqual([day, 1]);
      expect(at.slice(11) >= '09:00' && at.slice(11) <= '17:30').toBe(true);
    }
  });
});

describe('an act that the workflow does not allow', () => {
  it.each<[string, (seeds: Seeds) => void, string]>([
    [
      'an approval without a submission',
      (seeds) => drop(seeds, 'submit', 'youth-voice-survey'),
      'youth-voice-survey is drafting: claim is not possible',
    ],
    [
      'a submission without a draft',
      (seeds) => drop(seeds, 'save_draft', 'gangs-matrix'),
      'gangs-matrix is not_started: submit is not possible',
    ],
    [
      'an approval by a lead of another chapter',
      (seeds) =>
        find(seeds, 'approve', 'handcuffing-review', (act) => (act.by = 'engagement-lead')),
      'engagement-lead does not lead handcuffing-review',
    ],
    [
      'an approval by someone who wrote the text',
      (seeds) => {
        find(seeds, 'save_draft', 'youth-voice-survey', (act) => (act.by = 'engagement-lead'));
        find(seeds, 'submit', 'youth-voice-survey', (act) => (act.by = 'engagement-lead'));
        seeds.plan.commitments.forEach((commitment) => (commitment.owner = 'engagement-lead'));
      },
      'engagement-lead wrote youth-voice-survey',
    ],
    [
      'a draft by someone who neither owns nor contributes',
      (seeds) => drop(seeds, 'add_contributor', 'body-worn-video-research'),
      'stop-and-search-owner does not draft body-worn-video-research',
    ],
    [
      'clearance by another body',
      (seeds) => find(seeds, 'clear', 'driver-ethnicity-data', (act) => (act.by = 'auditor')),
      'auditor does not clear driver-ethnicity-data',
    ],
  ])('is found: %s', (_, change, refusal) => {
    const seeds = readSeeds(FOLDER);
    change(seeds);
    const [round] = seeds.rounds;
    expect(round && rehearse(seeds, round).refusals.join('\n')).toContain(refusal);
  });
});

function drop(seeds: Seeds, name: string, update: string): void {
  const [round] = seeds.rounds;
  if (round) round.acts = round.acts.filter((act) => act.do !== name || act.update !== update);
}

function find(
  seeds: Seeds,
  name: string,
  update: string,
  change: (act: { by: string }) => void,
): void {
  const act = seeds.rounds[0]?.acts.find((a) => a.do === name && a.update === update);
  if (!act) throw new Error(`There is no act ${name} on ${update}.`);
  change(act);
}

/** What one update has come to, as far as the rules of the workflow ask. */
interface RehearsedUpdate {
  state: string;
  owner: string;
  contributors: Set<string>;
  /** Whose saves are in the text, and who submitted it. */
  authors: Set<string>;
  claimedBy?: string;
}

const FROM: Record<SeedActName, readonly string[]> = {
  save_draft: ['not_started', 'drafting', 'returned'],
  submit: ['drafting'],
  clear: ['in_clearance'],
  claim: ['submitted'],
  return: ['submitted'],
  approve: ['submitted'],
  reopen: ['approved'],
  add_contributor: ['not_started', 'drafting', 'returned'],
  reassign: ['not_started', 'drafting', 'returned'],
};

/**
 * Plays a round's acts against a small table of states and of who may do what, for tests of the
 * seeds only: the application's own workflow decides when they are loaded.
 */
function rehearse(seeds: Seeds, round: SeedRound) {
  const rows = lastEditionBefore(round, seeds.editions)?.rows ?? [];
  const rehearsal = new Rehearsal(seeds, rows);
  for (const act of round.acts) rehearsal.play(act);
  return { refusals: rehearsal.refusals, states: rehearsal.updates };
}

class Rehearsal {
  readonly refusals: string[] = [];
  readonly updates = new Map<string, RehearsedUpdate>();
  private readonly rows = new Map<string, SeedHistoricRow>();

  constructor(
    private readonly seeds: Seeds,
    rows: readonly SeedHistoricRow[],
  ) {
    for (const row of rows) {
      this.rows.set(row.key, row);
      const owner = this.commitmentsOf(row.key)[0]?.owner ?? '';
      const people = { contributors: new Set<string>(), authors: new Set<string>() };
      this.updates.set(row.key, { state: 'not_started', owner, ...people });
    }
  }

  play(act: SeedAct): void {
    const update = this.updates.get(act.update);
    if (!update) return this.refuse(act, `there is no update ${act.update}`);
    if (!FROM[act.do].includes(update.state)) {
      this.refuse(act, `${act.update} is ${update.state}: ${act.do} is not possible`);
    }
    switch (act.do) {
      case 'save_draft':
        this.drafterOnly(act, update);
        update.authors.add(act.by);
        update.state = 'drafting';
        break;
      case 'submit':
        this.drafterOnly(act, update);
        update.authors.add(act.by);
        update.state = this.needsClearance(act.update) ? 'in_clearance' : 'submitted';
        delete update.claimedBy;
        break;
      case 'clear':
        if (!this.mayClear(act)) this.refuse(act, `${act.by} does not clear ${act.update}`);
        update.state = 'submitted';
        break;
      case 'claim':
        this.leadOnly(act);
        update.claimedBy = act.by;
        break;
      case 'approve':
      case 'return':
        this.leadOnly(act);
        if (update.claimedBy !== act.by)
          this.refuse(act, `${act.by} has not claimed ${act.update}`);
        if (update.authors.has(act.by)) this.refuse(act, `${act.by} wrote ${act.update}`);
        update.state = act.do === 'approve' ? 'approved' : 'returned';
        delete update.claimedBy;
        break;
      case 'reopen':
        this.leadOnly(act);
        update.state = 'drafting';
        break;
      case 'add_contributor':
        // An owner names colleagues, the secretariat anybody.
        if (!this.holds(act.by, 'secretariat') && act.by !== update.owner)
          this.refuse(act, `${act.by} does not own ${act.update}`);
        else if (!this.holds(act.by, 'secretariat') && !this.areColleagues(act.by, act.person))
          this.refuse(act, `${act.person} is no colleague of ${act.by}`);
        update.contributors.add(act.person);
        break;
      case 'reassign':
        if (!this.holds(act.by, 'secretariat'))
          this.refuse(act, `${act.by} is not the secretariat`);
        update.owner = act.owner;
        break;
      default:
        act satisfies never;
    }
  }

  private drafterOnly(act: SeedAct, update: RehearsedUpdate): void {
    if (act.by !== update.owner && !update.contributors.has(act.by)) {
      this.refuse(act, `${act.by} does not draft ${act.update}`);
    }
  }

  private areColleagues(...keys: [string, string]): boolean {
    const of = keys.map((key) => this.seeds.people.find((person) => person.key === key));
    return of[0]?.organisation === of[1]?.organisation;
  }

  private leadOnly(act: SeedAct): void {
    const chapters = this.commitmentsOf(act.update).map(({ chapter }) => chapter);
    const isLead = this.rolesOf(act.by).some(
      ({ role, chapter }) => role === 'lead' && chapter !== undefined && chapters.includes(chapter),
    );
    if (!isLead) this.refuse(act, `${act.by} does not lead ${act.update}`);
  }

  private needsClearance(update: string): boolean {
    const lead = this.commitmentsOf(update)[0]?.leadOrganisation;
    return this.seeds.organisations.some((o) => o.key === lead && o.requiresClearance);
  }

  private mayClear(act: SeedAct): boolean {
    const lead = this.commitmentsOf(act.update)[0]?.leadOrganisation;
    const person = this.seeds.people.find(({ key }) => key === act.by);
    return this.holds(act.by, 'clearer') && person?.organisation === lead;
  }

  private holds(person: string, role: string): boolean {
    return this.rolesOf(person).some((held) => held.role === role);
  }

  private rolesOf(person: string) {
    return this.seeds.people.find(({ key }) => key === person)?.roles ?? [];
  }

  private commitmentsOf(update: string) {
    const keys = this.rows.get(update)?.commitments ?? [];
    return keys.flatMap((key) => this.seeds.plan.commitments.find((c) => c.key === key) ?? []);
  }

  private refuse(act: SeedAct, why: string): void {
    this.refusals.push(`line ${act.line}: ${why}`);
  }
}
