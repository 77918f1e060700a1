import type { Conflict, Problem } from '../../common/problems.js';
import { changedMeanwhile, lastDone, type Act } from '../audit/index.js';

/** Who last moved a round on, and how: told to somebody whose act on it came second. */
export const whoMovedRound = (act: Act, roundId: string): Promise<Conflict | undefined> =>
  lastDone(
    act,
    { kind: 'round', id: roundId },
    {
      'round.sealed': 'sealed the round',
      'round.unsealed': 'unsealed the round',
      'round.signed': 'signed the round',
      'round.declined': 'declined to sign the round',
      'round.publication_scheduled': 'set the time of publication',
      'round.scheduled_publication_cancelled': 'cancelled the set time',
      'round.exception_requested': 'asked for an exception',
      'round.published': 'published the round',
      'round.correction_started': 'started a correction',
      'round.correction_abandoned': 'abandoned the correction',
      'round.closed': 'closed the round',
    },
  );

/** The refusal of a change to a version of the round, its dates or its rows, that is not the present one. */
export const roundChangedMeanwhile = (act: Act, roundId: string): Promise<Problem> =>
  changedMeanwhile(act, { kind: 'round', id: roundId }, 'changed this round', [
    'round.changed',
    'round.opened',
    'round.skipped',
    'round.skip_undone',
    'round.listings_changed',
    'round.rows_changed',
    'round.themes_changed',
  ]);
