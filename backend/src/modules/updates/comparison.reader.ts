import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import type { UpdateContent } from '../../common/content.js';
import { diffContents, isSameText } from '../../common/content-diff.js';
import { Problem } from '../../common/problems.js';
import type { ComparisonDto, LastLookDto } from './dto/comparison.dto.js';
import type { RevisionDto } from './dto/update.dto.js';
import { knowUpdate } from './update-facts.js';
import { UpdateReader } from './update.reader.js';

/** What a text is, whatever it was asked for as. */
export type SideKind = 'last_edition' | 'revision' | 'draft' | 'nothing';

interface Side {
  kind: SideKind;
  label: string;
  content: UpdateContent | null;
  /** Of this update or, of the last edition, of the one that was published. */
  revisionId?: string;
  revision?: RevisionDto;
}

export interface Comparison {
  answer: ComparisonDto;
  before: Side;
  after: Side;
}

/** Compares any two texts of an update that the reader may see. */
@Injectable()
export class ComparisonReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly updates: UpdateReader,
  ) {}

  /** @throws Problem record.not_found also for a text that is not the reader's to see */
  async compare(actor: Actor, updateId: string, from: string, to: string): Promise<Comparison> {
    const known = await knowUpdate(
      (sql, parameters) => this.dataSource.query(sql, parameters),
      actor,
      updateId,
      { withPeople: false },
    );
    const [revisions, looks] = await Promise.all([
      this.updates.revisions(actor, known),
      this.looks(actor, updateId),
    ]);
    const seen = (number: number): LastLookDto | undefined =>
      looks.filter((look) => look.number < number).at(-1);
    const asRevision = (revision: RevisionDto, label = `Revision ${revision.number}`): Side => ({
      ...{ kind: 'revision', label, content: revision.content },
      revisionId: revision.id,
      revision,
    });
    const find = async (which: string, beside: number): Promise<Side> => {
      const none = (kind: SideKind, label: string): Side => ({ kind, label, content: null });
      switch (which) {
        case 'nothing':
          return none('nothing', 'Nothing');
        case 'draft': {
          const content = await this.updates.draftWithEvidence(actor, updateId);
          return { kind: 'draft', label: 'The draft', content };
        }
        case 'last_edition': {
          const previous = await this.updates.previous(known);
          if (!previous) return none(which, 'Not in the last edition');
          const { editionTitle: label, content, revisionId } = previous;
          return { kind: which, label, content, revisionId };
        }
        case 'last_submission': {
          // What is drafted now comes after all that was submitted.
          const revision = revisions.at(from === 'draft' || to === 'draft' ? -1 : -2);
          return revision ? asRevision(revision) : none('nothing', 'No earlier submission');
        }
        case 'last_look': {
          const look = revisions.find(({ id }) => id === seen(beside)?.revisionId);
          return look
            ? asRevision(look, `Revision ${look.number}, which you looked at last`)
            : none('nothing', 'You have not looked at it before');
        }
        default: {
          const revision =
            which === 'latest' ? revisions.at(-1) : revisions.find(({ id }) => id === which);
          if (!revision) throw new Problem('record.not_found', { what: 'revision' });
          return asRevision(revision);
        }
      }
    };
    const after = await find(to, Infinity);
    const before = await find(from, after.revision?.number ?? Infinity);
    const diff = diffContents(before.content, after.content);
    const { revision } = after;
    const lastLook = seen(revision?.number ?? Infinity);
    return {
      before,
      after,
      answer: {
        from: { label: before.label },
        to: { label: after.label },
        isEqual: isSameText(diff),
        diff,
        ...(revision && {
          shown: {
            revisionId: revision.id,
            number: revision.number,
            contentHash: revision.contentHash,
          },
        }),
        ...(lastLook && { lastLook }),
      },
    };
  }

  /** The revisions that the server has shown to the reader themselves, in order. */
  private looks(actor: Actor, updateId: string): Promise<LastLookDto[]> {
    return this.dataSource.query<LastLookDto[]>(
      `SELECT v.id AS "revisionId", v.number, min(w.shown_at) AS at
       FROM update_views w JOIN update_revisions v ON v.id = w.revision_id
       WHERE w.person_id = $1 AND w.update_id = $2 GROUP BY v.id, v.number ORDER BY v.number`,
      [actor.personId, updateId],
    );
  }
}
