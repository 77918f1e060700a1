import { randomUUID } from 'node:crypto';
import type { Principal } from '../../common/actor.js';
import {
  MILESTONE_MAX_LENGTH,
  STATED_DELIVERIES,
  withoutNoChange,
  type UpdateContent,
} from '../../common/content.js';
import { canonicalContent, sha256Hex } from '../../common/content-hash.js';
import { parseFigures } from '../../common/figures.js';
import { Problem, type Issue } from '../../common/problems.js';
import {
  hasForbiddenCharacter,
  isEmptyDocument,
  parseDocument,
} from '../../common/rich-text/index.js';
import { entityFrom } from '../../platform/database/sql.js';
import { onBehalfOf, whoDid, type Act } from '../audit/index.js';
import { withoutEvidence } from './evidence/evidence-content.js';
import { PIN_EVIDENCE } from './evidence/evidence-statements.js';
import { setAside } from './set-aside/set-aside.js';
import { APPEND_REVISION, READ_DRAFT } from './update-statements.js';
import {
  UpdateDecision,
  UpdateDraft,
  UpdateRevision,
  type RevisionKind,
  type Update,
  type UpdateDecisionKind,
} from './update.entities.js';

/** What somebody did who made a revision of this kind. */
export const REVISION_WORDS: Record<RevisionKind, string> = {
  submission: 'submitted it',
  lead_edit: 'edited it',
  historic: 'brought it in',
};

/**
 * Content as the house keeps it, from what a request sent: enough to save.
 * @throws Problem request.invalid naming every field that is wrong
 */
export function parseContent(input: unknown): UpdateContent {
  const issues: Issue[] = [];
  const content = (typeof input === 'object' && input !== null ? input : {}) as Record<
    string,
    unknown
  >;
  for (const field of Object.keys(content)) {
    if (!['document', 'delivery', 'nextMilestone', 'figures'].includes(field)) {
      issues.push({
        field: `content.${field}`,
        code: 'unknown',
        message: 'There is no such field.',
      });
    }
  }
  const parsed = parseDocument(content.document);
  if (!parsed.ok) {
    for (const { path, code, message } of parsed.issues) {
      issues.push({ field: `content.document${path ? `.${path}` : ''}`, code, message });
    }
  }
  const { delivery, nextMilestone } = content;
  const isStated = STATED_DELIVERIES.some((value) => value === delivery);
  if (delivery !== undefined && !isStated) {
    issues.push({
      field: 'content.delivery',
      code: 'unknown',
      message: 'Choose one of the delivery statuses.',
    });
  }
  if (
    nextMilestone !== undefined &&
    (typeof nextMilestone !== 'string' || nextMilestone.length > MILESTONE_MAX_LENGTH)
  ) {
    issues.push({
      field: 'content.nextMilestone',
      code: 'too_long',
      message: `One line of at most ${MILESTONE_MAX_LENGTH} characters.`,
    });
  }
  if (typeof nextMilestone === 'string' && hasForbiddenCharacter(nextMilestone)) {
    issues.push({
      field: 'content.nextMilestone',
      code: 'control_character',
      message: 'It holds a character that cannot be printed.',
    });
  }
  const figures = parseFigures(content.figures ?? []);
  if (!figures.ok) {
    issues.push(...figures.issues.map((issue) => ({ ...issue, field: `content.${issue.field}` })));
  }
  if (issues.length > 0 || !parsed.ok || !figures.ok)
    throw new Problem('request.invalid', {}, { issues });
  return JSON.parse(
    canonicalContent({
      document: parsed.document,
      ...(delivery !== undefined && { delivery: delivery as UpdateContent['delivery'] }),
      ...(typeof nextMilestone === 'string' &&
        nextMilestone.trim() !== '' && { nextMilestone: nextMilestone.trim() }),
      figures: figures.figures,
    }),
  ) as UpdateContent;
}

/** What keeps a text from being submitted. A summary tells a story, and states no delivery. */
export function submissionIssues(
  content: UpdateContent,
  { isSummary }: { isSummary: boolean },
): Issue[] {
  const issues: Issue[] = [];
  if (isEmptyDocument(content.document)) {
    issues.push({ field: 'content.document', code: 'required', message: 'Write the status text.' });
  }
  if (isSummary) {
    for (const field of ['delivery', 'nextMilestone', 'figures'] as const) {
      if (content[field] === undefined) continue;
      const message = 'A summary says this in its text.';
      issues.push({ field: `content.${field}`, code: 'not_in_summary', message });
    }
  } else if (!content.delivery) {
    issues.push({
      field: 'content.delivery',
      code: 'required',
      message: 'Choose the delivery status.',
    });
  }
  return issues;
}

export const isSameContent = (one: UpdateContent, other: UpdateContent): boolean =>
  canonicalContent(one) === canonicalContent(other);

/**
 * Makes the next revision of an update. Its content is kept as it is hashed, and what evidence stands
 * now stands behind it for good.
 */
export function appendRevision(
  act: Act,
  update: Pick<Update, 'id'>,
  content: UpdateContent,
  kind: RevisionKind,
  as: Principal,
): Pick<UpdateRevision, 'id' | 'contentHash'> {
  const canonical = canonicalContent(content);
  const revision = { id: randomUUID(), contentHash: sha256Hex(canonical) };
  act.write(APPEND_REVISION, [
    revision.id,
    update.id,
    kind,
    canonical,
    revision.contentHash,
    act.actorId,
    onBehalfOf(act.actor, as),
    act.now,
  ]);
  act.write(PIN_EVIDENCE, [revision.id, update.id]);
  return revision;
}

/** Notes a decision, pointing at the exact revision where there is one; answers with its id. */
export async function appendDecision(
  act: Act,
  updateId: string,
  kind: UpdateDecisionKind,
  as: Principal | undefined,
  {
    revision,
    reason,
    publicationOn,
    overrideId,
  }: {
    revision?: Pick<UpdateRevision, 'id' | 'contentHash'>;
    reason?: string;
    publicationOn?: string;
    overrideId?: string;
  } = {},
): Promise<string> {
  const id = randomUUID();
  await act.manager.insert(UpdateDecision, {
    id,
    updateId,
    revisionId: revision?.id ?? null,
    contentHash: revision?.contentHash ?? null,
    kind,
    reason: reason?.trim() ?? null,
    publicationOn: publicationOn ?? null,
    overrideId: overrideId ?? null,
    decidedById: act.actorId,
    onBehalfOfId: onBehalfOf(act.actor, as),
    decidedAt: act.now,
  });
  return id;
}

/**
 * The update's present revision, which must be the one that was seen.
 * @throws Problem update.text_changed when it is another
 */
export async function expectRevision(
  act: Act,
  update: Update,
  revisionId: string,
): Promise<UpdateRevision> {
  const latest = update.latestRevisionId
    ? await act.manager.findOneBy(UpdateRevision, { id: update.latestRevisionId })
    : null;
  if (!latest || latest.id !== revisionId) throw await textChanged(act, latest);
  return latest;
}

async function textChanged(act: Act, latest: UpdateRevision | null): Promise<Problem> {
  if (!latest) return new Problem('update.text_changed');
  const did = REVISION_WORDS[latest.kind];
  const conflict = await whoDid(act, latest.madeById, did, latest.madeAt);
  return new Problem('update.text_changed', { number: String(latest.number) }, { conflict });
}

/** The text being written, as the act finds it, and everyone who changed it since the last revision. */
export async function readDraft(
  act: Act,
  updateId: string,
): Promise<{ draft: UpdateDraft | null; authorIds: string[] }> {
  const [row] = await act.query<Record<string, unknown> & { author_ids: string[] }>(READ_DRAFT, [
    updateId,
  ]);
  const { author_ids: authorIds, ...columns } = row!;
  return { draft: columns.update_id ? entityFrom(UpdateDraft, columns) : null, authorIds };
}

/** The refusal of a text that is not based on the present draft, with that draft. */
export async function draftConflict(
  act: Act,
  draft: UpdateDraft | null,
  seen: number,
): Promise<Problem> {
  const did = 'saved this text';
  const conflict = await whoDid(act, draft?.savedById ?? null, did, draft?.savedAt);
  const theirs = draft
    ? { content: draft.content, version: draft.version }
    : { content: null, version: seen };
  return new Problem(
    'update.draft_conflict',
    { who: conflict.who ?? 'Someone' },
    { conflict, theirs },
  );
}

/**
 * Lets drafting go on from the latest revision: after a return, a recall, a reopening. After a “no change”
 * it goes on from the draft that was left for it, save where changes to the very words are suggested. A
 * draft that no revision holds, and that gives way, is set aside.
 */
export async function resumeDraft(
  act: Act,
  update: Update,
  { withItsWords = false }: { withItsWords?: boolean } = {},
): Promise<void> {
  const { manager } = act;
  const [latest, draft] = await Promise.all([
    manager.findOneByOrFail(UpdateRevision, { id: update.latestRevisionId! }),
    manager.findOneBy(UpdateDraft, { updateId: update.id }),
  ]);
  const revised = JSON.parse(latest.content) as UpdateContent;
  const content = withoutEvidence(withoutNoChange(revised));
  const isLeftForIt = revised.noChange !== undefined && !withItsWords;
  if (draft && (isLeftForIt || isSameContent(draft.content, content))) return;
  if (draft && !(await isInRevision(act, draft))) {
    await setAside(act, update, draft, [{ content: draft.content, isOwn: false }]);
  }
  await manager.upsert(
    UpdateDraft,
    {
      updateId: update.id,
      content: content as never,
      version: (draft?.version ?? 0) + 1,
      savedById: latest.madeById ?? act.actorId,
      savedAt: act.now,
    },
    ['updateId'],
  );
}

async function isInRevision({ manager }: Act, draft: UpdateDraft): Promise<boolean> {
  const revisions = await manager.findBy(UpdateRevision, { updateId: draft.updateId });
  return revisions.some(({ content }) =>
    isSameContent(
      draft.content,
      withoutEvidence(withoutNoChange(JSON.parse(content) as UpdateContent)),
    ),
  );
}
