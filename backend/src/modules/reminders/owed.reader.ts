import type { Queries } from '../audit/index.js';
import { askedOfPeople, askedRounds, signedByPeople } from './asked.reader.js';
import type { AskedRound, AskedUpdate, UpdateAsk } from './asked.js';
import { peopleOfRound, peopleOfUpdate } from './due-notices.js';
import { lineOf, type NoticeLine } from './notice-line.js';
import type { Audience, Rule } from './rules.js';

/** Something that waits for somebody, and as what they owe it. */
export interface OwedLine {
  audience: Audience;
  /** Who may not do it instead of them. */
  barredIds: readonly string[];
  subjectKind: 'update' | 'round';
  line: NoticeLine;
}

const OWED_AS: Record<UpdateAsk, Audience> = {
  ...{ draft: 'owner', resume: 'owner', confirm_still_true: 'owner' },
  ...{ clear: 'clearer', review: 'lead' },
};

/**
 * All that waits for each of these people, as lines, whatever they are reminded of today: what they
 * write, review, clear and sign. By person.
 */
export async function owedLines(
  database: Queries,
  personIds: readonly string[],
  today: string,
  holidays: ReadonlySet<string>,
): Promise<Map<string, OwedLine[]>> {
  const updates = await askedOfPeople(database, personIds);
  const signed = await signedByPeople(database, personIds);
  const roundIds = new Set([...updates.map(({ roundId }) => roundId), ...signed]);
  const rounds = await askedRounds(database, [...roundIds]);
  const roundOf = new Map(rounds.map((round) => [round.id, round]));
  const owed = new Map(personIds.map((id): [string, OwedLine[]] => [id, []]));
  const owe = (people: readonly string[], line: OwedLine): void => {
    for (const personId of people) owed.get(personId)?.push(line);
  };
  for (const update of updates) {
    const round = roundOf.get(update.roundId)!;
    const { barredIds } = update;
    const audience = OWED_AS[update.ask!];
    const fact = { rule: ruleOf(update, today), audience, planId: update.planId, round, update };
    const line = lineOf(fact, today, holidays);
    owe(peopleOfUpdate(audience, update, round), {
      audience,
      barredIds,
      subjectKind: 'update',
      line,
    });
  }
  for (const round of rounds.filter(({ isSignatureAsked }) => isSignatureAsked)) {
    const audience = 'signatory' as const;
    const fact = { rule: ruleOfSigning(round, today), audience, planId: round.planId, round };
    const line = lineOf(fact, today, holidays);
    owe(peopleOfRound(audience, round), { audience, barredIds: [], subjectKind: 'round', line });
  }
  return owed;
}

/** The rule that says of it how it stands. */
function ruleOf({ ask, respondBy }: AskedUpdate, today: string): Rule {
  if (ask === 'confirm_still_true') return 'still_true_waiting';
  if (ask === 'review') return 'review_waiting';
  if (ask === 'clear') return 'clearance_waiting';
  return respondBy < today ? 'overdue' : 'before_due';
}

const ruleOfSigning = ({ signOffDueOn }: AskedRound, today: string): Rule =>
  signOffDueOn < today ? 'sign_off_overdue' : 'before_sign_off';
