import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { invalidField, Problem } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import {
  lockRound,
  refuseUnlessSecretariat,
  Round,
  roundChangedMeanwhile,
} from '../../rounds/index.js';
import { loadRegister, surroundings } from '../register/register-state.reader.js';
import {
  isOpen,
  lastRowOf,
  type RegisterState,
  type RegisterSurroundings,
} from '../register/register-state.js';
import { refuseLoss, rowRefusals, unanswered, type Row } from '../rows/row.js';
import { keepListingChanges } from '../rows/listing-change.js';
import { refuseOtherSpelling } from '../rows/chapter-spelling.js';
import { emitOwnersOf } from '../rows/owner-named.js';
import { loadRows, lockRows, writeRows } from '../rows/row.store.js';

export interface ListingRow {
  /** Absent for another update, made by this layout. */
  updateId?: string;
  chapter: string;
  reference?: string;
  wording: string;
  /** What it answers, in order; absent: as it is. */
  commitmentIds?: string[];
}

@Injectable()
export class ArrangeListings {
  /**
   * Lays out the round as it will be printed: every row once, in order, with what each answers. A row
   * may be left out when others answer its commitments and nothing was written in it.
   * @throws Problem request.invalid when rows are missing, foreign or doubled
   * @throws Problem register.row_in_use when a text would be lost or would answer something else
   */
  async execute(
    act: Act,
    roundId: string,
    input: { version: number; rows: ListingRow[] },
  ): Promise<void> {
    const round = await lockRound(act, roundId);
    const as = refuseUnlessSecretariat(act, round.planId);
    if (round.isSummary) {
      throw new Problem('transition.illegal', {
        why: 'A stakeholder summary is laid out by its themes and paragraphs.',
      });
    }
    if (round.state !== 'open') {
      throw new Problem('transition.illegal', {
        why: `The round is ${round.state}: its layout is fixed.`,
      });
    }
    if (round.version !== input.version) {
      throw await roundChangedMeanwhile(act, roundId);
    }
    await lockRows(act.manager, roundId);
    const before = await loadRows(act.manager, roundId);
    const { planId, previousRoundId } = round;
    const register = await loadRegister(act.manager, planId, before, previousRoundId);
    const after = laidOut(register, input.rows, await surroundings(act));
    refuseMissing(register, after);
    refuseOtherSpellings(register, after);
    refuseLoss(rowRefusals(before, after));

    const { added, removed, changed } = await writeRows(act, round, before, after);
    if (added.length + removed.length + changed.length === 0) return;
    emitOwnersOf(act, after, added);
    await act.manager.update(Round, { id: roundId }, { version: round.version + 1 });
    const words = await keepListingChanges(act, round.planId, before, after, as);
    const subject = { kind: 'round', id: roundId, planId: round.planId } as const;
    const isRegrouped = added.length + removed.length > 0;
    if (changed.length > 0) {
      const own = isRegrouped ? {} : words;
      act.record('round.listings_changed', subject, { updateIds: changed, ...own }, as);
    }
    if (isRegrouped) {
      act.record('round.rows_changed', subject, { added, removed, changed, ...words }, as);
    }
  }
}

/** The rows that are asked for. */
function laidOut(
  register: RegisterState,
  given: readonly ListingRow[],
  around: RegisterSurroundings,
): Row[] {
  const present = new Map(register.rows.map((row) => [row.id, row]));
  const ids = given.flatMap(({ updateId }) => updateId ?? []);
  if (new Set(ids).size !== ids.length || ids.some((id) => !present.has(id))) throw incomplete();
  return given.map((input, index) => {
    const { updateId, chapter, reference, wording } = input;
    const row = updateId ? present.get(updateId)! : newRow(register, input, index, around);
    const commitmentIds = [...new Set(input.commitmentIds ?? row.commitmentIds)];
    const unknown = commitmentIds.some((id) => {
      const commitment = register.commitments.get(id);
      return !commitment || (!isOpen(commitment) && !row.commitmentIds.includes(id));
    });
    if (unknown) {
      throw invalidField(
        `rows.${index}.commitmentIds`,
        'unknown',
        'Choose commitments of this plan that are not closed.',
      );
    }
    if (commitmentIds.length === 0 && row.commitmentIds.length > 0) {
      throw invalidField(
        `rows.${index}.commitmentIds`,
        'required',
        'A row that answered a commitment answers at least one.',
      );
    }
    return { ...row, chapter, reference: reference ?? null, wording, commitmentIds };
  });
}

/** Another update: it goes on from what the last edition printed of its first commitment. */
function newRow(
  register: RegisterState,
  input: ListingRow,
  index: number,
  around: RegisterSurroundings,
): Row {
  const { rows, commitments } = register;
  const first = commitments.get(input.commitmentIds?.[0] ?? '');
  if (!first) {
    throw invalidField(
      `rows.${index}.commitmentIds`,
      'required',
      'Another update answers at least one commitment of this plan.',
    );
  }
  const origin = rows.find((row) => row.commitmentIds.includes(first.id));
  const { ownerId, leadOrganisationId } = first;
  return {
    ...{ id: randomUUID(), isNew: true, title: first.title, chapterId: first.chapterId },
    previousUpdateId: lastRowOf(register, first.id) ?? origin?.previousUpdateId ?? null,
    organisationId: leadOrganisationId,
    isClearanceRequired: around.clearingOrganisationIds.has(leadOrganisationId),
    ownerId: ownerId !== null && around.activePersonIds.has(ownerId) ? ownerId : null,
    ...{ chapter: input.chapter, reference: input.reference ?? null, wording: input.wording },
    commitmentIds: [],
    ...{ state: 'not_started' as const, isTouched: false },
  };
}

const incomplete = (message = 'Give every row of the round exactly once.'): Problem =>
  invalidField('rows', 'incomplete', message);

/** Rows go only when others answer their commitments; one that answers none never goes. */
function refuseMissing({ rows: before, commitments }: RegisterState, after: readonly Row[]): void {
  const kept = new Set(after.map(({ id }) => id));
  const open = [...commitments.values()].filter(isOpen).map(({ id }) => id);
  const answered = new Set(before.flatMap((row) => row.commitmentIds));
  const lost = unanswered(after, open).filter((id) => answered.has(id));
  if (lost.length > 0) {
    const titles = lost.map((id) => `“${commitments.get(id)!.title}”`);
    throw incomplete(`No row would answer ${titles.join(', ')} any more.`);
  }
  const isLost = before.some(
    (row) => !kept.has(row.id) && row.commitmentIds.every((id) => !open.includes(id)),
  );
  if (isLost) throw incomplete();
}

function refuseOtherSpellings({ rows: before }: RegisterState, after: readonly Row[]): void {
  const was = new Map(before.map(({ id, chapter }) => [id, chapter]));
  const isKept = ({ id, chapter }: Row): boolean => was.get(id) === chapter;
  const all = after.map(({ chapter }) => chapter);
  const kept = after.filter(isKept).map(({ chapter }) => chapter);
  after.forEach((row, index) => {
    if (!isKept(row)) refuseOtherSpelling(row.chapter, { all, kept }, `rows.${index}.chapter`);
  });
}
