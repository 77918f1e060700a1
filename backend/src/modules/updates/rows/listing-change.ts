import { randomUUID } from 'node:crypto';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Principal } from '../../../common/actor.js';
import { onBehalfOf, type Act } from '../../audit/index.js';
import type { Row } from './row.js';

/** What is printed of a row beside its text. */
export interface PrintedListing {
  title: string;
  chapter: string;
  reference?: string;
  wording: string;
}

/** That the layout of a round changed what is printed of a row, and how. Append-only. */
@Entity('listing_changes')
export class ListingChange {
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'bigint', insert: false, update: false }) seq: string;
  @Column('uuid') updateId: string;
  @Column('uuid') planId: string;
  /** Null: the layout put the row into the round. */
  @Column('jsonb', { nullable: true }) before: PrintedListing | null;
  @Column('jsonb') after: PrintedListing;
  @Column('uuid') madeById: string;
  @Column('uuid', { nullable: true }) onBehalfOfId: string | null;
  @Column('timestamptz') madeAt: Date;
}

type ListedRow = Pick<Row, 'id' | 'title' | 'chapter' | 'reference' | 'wording'>;

const printed = ({ title, chapter, reference, wording }: ListedRow): PrintedListing => ({
  ...{ title, chapter, wording },
  ...(reference && { reference }),
});

const isSame = (one: PrintedListing, other: PrintedListing): boolean =>
  (['title', 'chapter', 'reference', 'wording'] as const).every((key) => one[key] === other[key]);

/** SQL: the hash of what the change (alias c) says, as the audit trail keeps it. */
export const LISTING_CHANGE_HASH = `text_hash(coalesce(c.before::text, '') || c.after::text)`;

/**
 * Keeps which words a layout put in, and which it took out. Rows that only moved are left aside.
 * @returns for the entry in the audit trail: the changes with the hashes of their words
 */
export async function keepListingChanges(
  act: Act,
  planId: string,
  before: readonly ListedRow[],
  after: readonly ListedRow[],
  as: Principal | undefined,
): Promise<{ changes?: { id: string; contentHash: string }[] }> {
  const was = new Map(before.map((row) => [row.id, printed(row)]));
  const changes = after.flatMap((row) => {
    const [from, to] = [was.get(row.id) ?? null, printed(row)];
    if (from && isSame(from, to)) return [];
    const made = { madeById: act.actorId, onBehalfOfId: onBehalfOf(act.actor, as) };
    return [
      {
        id: randomUUID(),
        updateId: row.id,
        planId,
        before: from,
        after: to,
        ...made,
        madeAt: act.now,
      },
    ];
  });
  if (changes.length === 0) return {};
  await act.manager.insert(ListingChange, changes);
  const hashes = await act.manager.query<{ id: string; contentHash: string }[]>(
    `SELECT c.id, ${LISTING_CHANGE_HASH} AS "contentHash" FROM listing_changes c
     WHERE c.id = ANY($1::uuid[]) ORDER BY c.seq`,
    [changes.map(({ id }) => id)],
  );
  return { changes: hashes };
}
