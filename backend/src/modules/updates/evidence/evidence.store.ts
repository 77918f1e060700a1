import { IsNull } from 'typeorm';
import { EVIDENCE_MAX_COUNT, isSameAddress, type Marking } from '../../../common/evidence.js';
import { invalidField, Problem } from '../../../common/problems.js';
import type { Principal } from '../../../common/actor.js';
import { hasForbiddenCharacter } from '../../../common/rich-text/index.js';
import { hasUnseen, isAllowedHref } from '../../../common/rich-text/links.js';
import { hasHiddenCharacter, normaliseLine } from '../../../common/rich-text/text.js';
import { onBehalfOf, type Act } from '../../audit/index.js';
import { ADD_DRAFT_AUTHOR, START_UPDATE } from '../update-statements.js';
import type { Update } from '../update.entities.js';
import { Evidence } from './evidence.entities.js';
import { STANDS } from './evidence-statements.js';

/** @throws Problem request.invalid beside the field */
export function parseTitle(input: string): string {
  const title = normaliseLine(input);
  // Joiners alone join nothing.
  if (title.replace(/\u200c|\u200d/g, '').trim() === '') {
    throw invalidField('title', 'required', 'Give it a title.');
  }
  if (hasHiddenCharacter(input)) throw hidden('title');
  if (hasForbiddenCharacter(title)) {
    throw invalidField(
      'title',
      'control_character',
      'It holds a character that cannot be printed.',
    );
  }
  return title;
}

/** @throws Problem request.invalid beside the field */
export function parseHref(input: string): string {
  const href = input.trim();
  if (hasUnseen(href)) throw hidden('href');
  if (!isAllowedHref(href) || /^mailto:/i.test(href)) {
    throw invalidField(
      'href',
      'not_a_link',
      'Give a whole address that begins with https:// or http://.',
    );
  }
  return href;
}

const hidden = (field: string): Problem =>
  invalidField(
    field,
    'hidden_character',
    'It holds characters that nobody sees, so that it reads differently from what it says. Type it anew.',
  );

/** @throws Problem request.invalid: what is sensitive is never published */
export function refuseSensitive(marking: Marking, isPublished: boolean): void {
  if (isPublished && marking === 'official_sensitive') {
    throw invalidField(
      'isPublished',
      'sensitive',
      'What is marked OFFICIAL-SENSITIVE is never published.',
    );
  }
}

/** What stands on the list with the same address, or nothing. The update is locked. */
export async function findSameAddress(
  act: Act,
  updateId: string,
  href: string,
): Promise<{ title: string } | undefined> {
  const links = await act.query<{ title: string; href: string }>(
    `SELECT e.title, e.href FROM update_evidence e
     WHERE e.update_id = $1 AND e.kind = 'link' AND ${STANDS} ORDER BY e.position, e.id`,
    [updateId],
  );
  return links.find((link) => isSameAddress(link.href, href));
}

/** The next place on the list, which has an end. */
export async function nextPosition(act: Act, updateId: string): Promise<number> {
  const [found] = await act.query<{ next: number; standing: number }>(
    `SELECT coalesce(max(position), 0) + 1 AS next, (count(*) FILTER (WHERE ${STANDS}))::int AS standing
     FROM update_evidence e WHERE update_id = $1`,
    [updateId],
  );
  if (found!.standing >= EVIDENCE_MAX_COUNT) {
    throw invalidField(
      'title',
      'too_many',
      `An update has at most ${EVIDENCE_MAX_COUNT} pieces of evidence: remove one first.`,
    );
  }
  return found!.next;
}

/** A piece of evidence on the list. @throws Problem record.not_found when it is not, or no longer */
export async function takeEvidence(act: Act, updateId: string, id: string): Promise<Evidence> {
  const found = await act.manager.findOneBy(Evidence, { id, updateId, removedAt: IsNull() });
  if (!found) throw new Problem('record.not_found', { what: 'evidence' });
  return found;
}

/**
 * Notes that the list has changed: whoever changes what is published has written a part of the text,
 * and writing has begun.
 */
export function noteChange(
  act: Act,
  update: Update,
  as: Principal,
  { isOfPublished }: { isOfPublished: boolean },
): void {
  if (isOfPublished) {
    act.write(ADD_DRAFT_AUTHOR, [update.id, act.actorId, onBehalfOf(act.actor, as)]);
  }
  if (update.state === 'drafting') return;
  // What its text starts from is for whoever writes that to say.
  act.write(START_UPDATE, [update.id, act.now, null]);
  act.record('update.started', subjectOf(update), {}, as);
}

export const subjectOf = (update: Update) =>
  ({ kind: 'update', id: update.id, planId: update.planId }) as const;
