import type { DataSource, EntityManager } from 'typeorm';
import { londonDate } from '../../common/dates.js';
import { holdOn, type Round } from '../rounds/index.js';
import { readManifest, standingOf } from '../signoff/index.js';
import type { ExceptionState, PublicationFactsNow } from './publication.policy.js';
import { currentSchedule } from './schedules.js';

interface ExceptionRow {
  kind: 'early_publication' | 'publication_in_hold' | 'minor_correction';
  isConfirmed: boolean;
  /** London date. */
  madeOn: string;
}

/** Reads what decides whether a round may be published now; inside an act, lock the round first. */
export async function publicationFacts(
  database: DataSource | EntityManager,
  round: Pick<Round, 'id' | 'planId' | 'state' | 'isHistoric' | 'publicationOn'>,
  now: Date,
): Promise<PublicationFactsNow> {
  const today = londonDate(now);
  const [manifest] = await database.query<{ body: string }[]>(
    `SELECT body FROM manifests WHERE round_id = $1 AND state IN ('sealed', 'signed')`,
    [round.id],
  );
  const exceptions = await database.query<ExceptionRow[]>(
    `SELECT DISTINCT ON (kind) kind, confirmed_at IS NOT NULL AS "isConfirmed",
       (made_at AT TIME ZONE 'Europe/London')::date::text AS "madeOn" FROM overrides
     WHERE subject_kind = 'round' AND subject_id = $1 AND ended_at IS NULL
       AND kind IN ('early_publication', 'publication_in_hold', 'minor_correction')
     ORDER BY kind, made_at DESC, id DESC`,
    [round.id],
  );
  const schedule = await currentSchedule(database, round.id);
  const hold = await holdOn(database, round.planId, today);
  // The signed date, once there is one: publication reads only what was signed.
  const body = manifest && readManifest(manifest.body);
  const publicationOn = body ? body.round.publicationOn : round.publicationOn;
  const heldOver =
    manifest && publicationOn < today
      ? await holdOn(database, round.planId, publicationOn)
      : undefined;
  return {
    round: await standingOf(database, round),
    today,
    publicationOn,
    ...(heldOver && { heldOver: { name: heldOver.name } }),
    ...(hold && { hold: { name: hold.name, endsOn: hold.endsOn } }),
    earlyPublication: stateOf(exceptions, 'early_publication'),
    // What was confirmed for one hold says nothing of the next.
    publicationInHold: stateOf(
      exceptions.filter(({ madeOn }) => hold && madeOn >= hold.startsOn),
      'publication_in_hold',
    ),
    ...(body?.correction?.isMinor && { minorCorrection: stateOf(exceptions, 'minor_correction') }),
    ...(schedule && { schedule }),
  };
}

function stateOf(rows: readonly ExceptionRow[], kind: ExceptionRow['kind']): ExceptionState {
  const row = rows.find((each) => each.kind === kind);
  if (!row) return 'none';
  return row.isConfirmed ? 'confirmed' : 'unconfirmed';
}
