import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { holdsRole, type Principal } from '../../../common/actor.js';
import { changedFields } from '../../../common/changed-fields.js';
import { addMonths, dateInWords, isIsoDate, londonDate } from '../../../common/dates.js';
import { invalidField, Problem } from '../../../common/problems.js';
import { changedMeanwhile, type Act } from '../../audit/index.js';
import { Person } from '../../identity/index.js';
import { Round } from '../../rounds/index.js';
import { takeSuccessor } from '../handover/handover.js';
import { keepListingChanges } from '../rows/listing-change.js';
import { refuseOtherSpelling } from '../rows/chapter-spelling.js';
import { emitOwnerNamed } from '../rows/owner-named.js';
import { Listing, Update, UpdateContributor } from '../update.entities.js';
import { takeUpdate, type KnownUpdate } from '../update-facts.js';

/** A published mistake does not stand for longer. */
const MONTHS_TO_CORRECT = 6;

/** What is written of an update when its version rises. */
const MOVES_AND_CHANGES = [
  'update.assigned',
  'update.started',
  'update.submitted',
  'update.no_change_declared',
  'update.cleared',
  'update.clearance_refused',
  'update.claimed',
  'update.released',
  'update.recalled',
  'update.returned',
  'update.approved',
  'update.edited',
  'update.reopened',
  'update.omitted',
  'update.included',
] as const;

export interface UpdateChange {
  version: number;
  ownerId?: string;
  respondBy?: string;
  listing?: { chapter: string; reference?: string; wording: string };
}

@Injectable()
export class AssignUpdate {
  /**
   * The secretariat changes who drafts an update, by when, and how its row is printed.
   * @throws Problem record.changed_meanwhile when the version is not the present one
   */
  async execute(act: Act, updateId: string, change: UpdateChange): Promise<void> {
    const { update, as } = await takeUpdate(
      act,
      updateId,
      change.listing ? 'edit_listing' : 'assign',
    );
    if (update.version !== change.version) {
      throw await changedMeanwhile(
        act,
        { kind: 'update', id: updateId },
        'changed this update',
        MOVES_AND_CHANGES,
      );
    }
    await this.make(act, update, change, as);
  }

  /** Makes the change without asking who may: for acts that have, of an update that they hold locked. */
  async make(
    act: Act,
    update: Update,
    change: Omit<UpdateChange, 'version'>,
    as?: Principal,
  ): Promise<void> {
    await this.refuseInvalid(act, update, change);
    const { id: updateId } = update;
    const { ownerId, respondBy, listing } = change;
    const changed = changedFields(update, { ownerId, respondBy });
    const fields = [...Object.keys(changed), ...(listing ? ['listing'] : [])];
    if (fields.length === 0) return;
    await act.manager.update(Update, { id: updateId }, { ...changed, version: update.version + 1 });
    const listed = listing ? await list(act, update, listing, as) : {};
    if (changed.ownerId) emitOwnerNamed(act, updateId, changed.ownerId);
    if (changed.respondBy) {
      act.emit({ kind: 'update.date_moved', payload: { updateId, roundId: update.roundId } });
    }
    act.record(
      'update.assigned',
      { kind: 'update', id: updateId, planId: update.planId },
      { fields, ...(changed.ownerId && { ownerId: changed.ownerId }), ...listed },
      as,
    );
  }

  private async refuseInvalid(
    act: Act,
    update: Update,
    change: Omit<UpdateChange, 'version'>,
  ): Promise<void> {
    if (change.ownerId) await takeSuccessor(act, change.ownerId, 'ownerId');
    if (change.respondBy === undefined && !change.listing) return;
    const round = await act.manager.findOneByOrFail(Round, { id: update.roundId });
    if (change.listing && round.isSummary) {
      throw invalidField('listing', 'in_summary', 'A summary is laid out by its themes.');
    }
    if (change.listing) await refuseOtherChapter(act, update, change.listing.chapter);
    if (change.respondBy === undefined) return;
    const why = whyNotDue(update, change.respondBy, round.signOffDueOn, londonDate(act.now));
    if (why) throw invalidField('respondBy', 'out_of_range', why);
  }
}

/** A correction is due by dates of its own: those of its round are over. */
function whyNotDue(
  { correctionNo }: Update,
  respondBy: string,
  signOffDueOn: string,
  today: string,
): string | undefined {
  if (correctionNo > 0) {
    const last = addMonths(today, MONTHS_TO_CORRECT);
    return isIsoDate(respondBy) && respondBy >= today && respondBy <= last
      ? undefined
      : `Give a date from today to ${dateInWords(last)}.`;
  }
  return isIsoDate(respondBy) && respondBy <= signOffDueOn
    ? undefined
    : `Give a date no later than sign-off, ${dateInWords(signOffDueOn)}.`;
}

async function list(
  act: Act,
  { id, planId, title }: Update,
  listing: NonNullable<UpdateChange['listing']>,
  as?: Principal,
): ReturnType<typeof keepListingChanges> {
  const was = await act.manager.findOneByOrFail(Listing, { updateId: id });
  const { chapter, wording, reference = null } = listing;
  await act.manager.update(Listing, { updateId: id }, { chapter, wording, reference });
  const row = { id, title, chapter, wording, reference };
  return keepListingChanges(act, planId, [{ ...was, id, title }], [row], as);
}

async function refuseOtherChapter(act: Act, update: Update, chapter: string): Promise<void> {
  const { id, roundId } = update;
  const listings = await act.manager.findBy(Listing, { roundId, updateId: Not(id) });
  refuseOtherSpelling(chapter, { all: listings.map((each) => each.chapter) }, 'listing.chapter');
}

@Injectable()
export class AddContributor {
  /** Owners name colleagues; the secretariat anybody with an open account. */
  async execute(act: Act, updateId: string, personId: string): Promise<void> {
    const { as, ...known } = await takeUpdate(act, updateId, 'manage_contributors');
    await takeSuccessor(act, personId, 'personId');
    const person = await act.manager.findOneByOrFail(Person, { id: personId });
    // An owner’s right reaches as far as their organisation, on cover that of whom they cover.
    const isSecretariat = holdsRole(as, 'secretariat', known.update.planId);
    if (!isSecretariat && person.organisationId !== as.organisationId) {
      throw invalidField(
        'personId',
        'not_a_colleague',
        'Choose somebody of your own organisation. The secretariat can name others.',
      );
    }
    await this.add(act, known, personId, as);
  }

  /** Adds them without asking who may: for acts that have, of an update that they hold locked. */
  async add(
    act: Act,
    { update, facts }: KnownUpdate,
    personId: string,
    as?: Principal,
  ): Promise<void> {
    const { id: updateId } = update;
    if (facts.contributorIds.includes(personId) || personId === facts.ownerId) return;
    await act.manager.insert(UpdateContributor, {
      updateId,
      personId,
      addedById: act.actorId,
      addedAt: act.now,
    });
    act.record(
      'update.contributor_added',
      { kind: 'update', id: updateId, planId: update.planId },
      { personId },
      as,
    );
    if (personId !== act.actorId) {
      act.emit({ kind: 'update.contributor_added', payload: { updateId, personId } });
    }
  }
}

@Injectable()
export class RemoveContributor {
  /** Ends the right to draft; what they wrote stays theirs in every revision. */
  async execute(act: Act, updateId: string, personId: string): Promise<void> {
    const { update, facts, as } = await takeUpdate(act, updateId, 'manage_contributors');
    if (!facts.contributorIds.includes(personId))
      throw new Problem('record.not_found', { what: 'contributor' });
    await this.remove(act, update, personId, as);
  }

  /** Removes them without asking who may: for acts that have, of an update that they hold locked. */
  async remove(act: Act, update: Update, personId: string, as?: Principal): Promise<void> {
    const { id: updateId } = update;
    await act.manager.delete(UpdateContributor, { updateId, personId });
    act.record(
      'update.contributor_removed',
      { kind: 'update', id: updateId, planId: update.planId },
      { personId },
      as,
    );
  }
}
