import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import type { UpdateContent } from '../../common/content.js';
import { diffContents, isSameText } from '../../common/content-diff.js';
import { Problem } from '../../common/problems.js';
import { diffWords } from '../../common/rich-text/index.js';
import type { CommitmentDiffDto } from './dto/update.dto.js';
import { UpdateReader } from './update.reader.js';

interface Row {
  updateId: string;
  label: string;
  wording: string;
  state: string;
  approvedRevisionId: string | null;
  isOmitted: boolean;
}
/** Before the id of a row whose draft is meant. */
const DRAFT_OF = 'draft.';
type ReadRow = Pick<Row, 'label' | 'wording'> & { content: UpdateContent | null };

/** Compares rows about one commitment, in whatever editions. */
@Injectable()
export class CommitmentDiffReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly updates: UpdateReader,
  ) {}

  /**
   * The difference between two texts about a commitment, wording and text: each a row's, a revision's, or
   * the draft of a row. Of a row that is not published yet, what this reader may see.
   */
  async read(
    actor: Actor,
    commitmentId: string,
    from: string,
    to: string,
  ): Promise<CommitmentDiffDto> {
    const before = await this.row(actor, commitmentId, from);
    const after = await this.row(actor, commitmentId, to);
    const diff = diffContents(before.content, after.content);
    const wording =
      before.wording && after.wording ? diffWords(before.wording, after.wording) : undefined;
    return {
      from: { label: before.label },
      to: { label: after.label },
      isEqual: isSameText(diff) && (wording?.isEqual ?? true),
      diff,
      wording,
    };
  }

  /** Whether there is a submitted text of it that this reader may see. */
  async hasReadableText(actor: Actor, updateId: string): Promise<boolean> {
    return (await this.updates.revisionList(actor, updateId)).length > 0;
  }

  /** Whether something of it is drafted, for those who draft it. */
  async hasReadableDraft(actor: Actor, updateId: string): Promise<boolean> {
    return (
      (await this.updates.mayDraft(actor, updateId)) &&
      (await this.updates.draft(actor, updateId)).content !== null
    );
  }

  /** @throws Problem record.not_found also for a row about another commitment, or out of scope */
  private async row(actor: Actor, commitmentId: string, which: string): Promise<ReadRow> {
    const id = which.replace(DRAFT_OF, '');
    const [row] = await this.dataSource.query<Row[]>(
      `SELECT u.id AS "updateId", concat_ws(', ', r.title, l.reference) AS label, l.wording, u.state,
         u.approved_revision_id AS "approvedRevisionId", u.omission_id IS NOT NULL AS "isOmitted"
       FROM update_commitments uc JOIN updates u ON u.id = uc.update_id
       JOIN listings l ON l.update_id = u.id JOIN rounds r ON r.id = u.round_id
       WHERE u.id IN ($1, (SELECT update_id FROM update_revisions WHERE id = $1)) AND uc.commitment_id = $2`,
      [id, commitmentId],
    );
    const revisions = await this.updates.revisionList(actor, row?.updateId ?? id);
    if (!row) throw new Problem('record.not_found', { what: 'update' });
    const { label, wording, state, approvedRevisionId, isOmitted } = row;
    if (id !== which) {
      const content = await this.updates.draftWithEvidence(actor, row.updateId);
      return { label: `${label}, the draft`, wording, content: content && stated(content) };
    }
    const isRow = row.updateId === id;
    const isPublished = state === 'published';
    if (isRow && isPublished && isOmitted) return { label, wording, content: null };
    const revision = !isRow
      ? revisions.find((each) => each.id === id)
      : isPublished
        ? revisions.find((each) => each.id === approvedRevisionId)
        : revisions.at(-1);
    if (!revision) throw new Problem('record.not_found', { what: 'text' });
    return {
      ...{ label: isRow ? label : `${label}, revision ${revision.number}`, wording },
      content: stated(revision.content),
    };
  }
}

/** A summary says nothing of delivery, a historic table that none was stated: no change. */
const stated = ({ delivery = 'not_stated', ...content }: UpdateContent): UpdateContent => ({
  ...content,
  delivery,
});
