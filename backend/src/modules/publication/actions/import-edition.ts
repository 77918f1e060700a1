import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { UpdateContent } from '../../../common/content.js';
import { londonDate } from '../../../common/dates.js';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import { invalidField } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { holdOn, Round } from '../../rounds/index.js';
import { Update } from '../../updates/index.js';
import type { HistoricEdition, KeptHistoricRow } from '../historic-edition.js';
import { continueLastTable, insertHistoricRound, insertHistoricRows } from '../historic-rows.js';
import { readEditionFile, textOf, type PlacedFileRow } from '../import/edition-file.js';
import { ImportedRegister } from '../import/imported-register.js';
import {
  correctedRows,
  earlierVersion,
  followWords,
  type EarlierVersion,
} from '../import/later-version.js';
import { Edition } from '../publication.entities.js';
import { inHold } from '../publication.policy.js';

/**
 * Brings in an edition that another installation published, from its JSON form, word for word: the
 * same snapshot under the same hash; also a later version of one that was brought in before. Its rows
 * are kept as those of any edition from before, and nobody's approval or signature is claimed for them
 * here; what the snapshot says of its signature stays in it.
 */
@Injectable()
export class ImportEdition {
  constructor(private readonly register: ImportedRegister) {}

  /**
   * @throws Problem request.invalid naming everything in the file that cannot be right,
   *   publication.in_hold
   */
  async execute(
    act: Act,
    file: string,
  ): Promise<{ editionId: string; slug: string; version: number; hash: string }> {
    const { manager } = act;
    const { snapshot, text, hash, rows } = readEditionFile(file);
    await refuseNow(act, snapshot);
    const earlier = await earlierVersion(act, snapshot);
    await refuseKnown(act, snapshot, rows, earlier);
    const organisations = await this.register.complete(act, snapshot, rows);

    const roundId = earlier?.roundId ?? randomUUID();
    const edition = historicEdition(snapshot);
    if (!earlier) await insertHistoricRound(manager, roundId, edition, snapshot.introduction);
    const { planId, publishedOn } = edition;
    // A row without an update leaves nothing to keep but what is printed.
    const printed = rows.flatMap((placed) => keptRow(placed, organisations));
    const kept = earlier ? await correctedRows(act, earlier, snapshot, printed) : printed;
    if (kept.length > 0) await insertHistoricRows(act, { roundId, planId, publishedOn }, kept);
    if (earlier) await followWords(act, earlier, snapshot, printed);
    if (!snapshot.isSummary && !earlier) await continueLastTable(manager, roundId);

    const editionId = randomUUID();
    const { slug, version, title, asAt } = snapshot;
    await manager.insert(Edition, {
      ...{ id: editionId, planId, roundId, slug, version, title, asAt, publishedOn },
      kind: 'historic',
      isSummary: snapshot.isSummary ?? false,
      publishedAt: act.now,
      publishedById: null,
      manifestId: null,
      correctionNote: snapshot.correction?.note ?? null,
      snapshot: text,
      snapshotHash: hash,
    });
    act.record(
      'round.brought_in',
      { kind: 'round', id: roundId, planId },
      { editionId, snapshotHash: hash, updates: kept.length, isFromElsewhere: true },
    );
    act.emit({ kind: 'edition.published', payload: { editionId } });
    return { editionId, slug, version, hash };
  }
}

/** What is new to this site waits for its day and for the end of a hold, whichever way it comes. */
async function refuseNow(
  { manager, now }: Act,
  { publishedOn, plan }: EditionSnapshot,
): Promise<void> {
  const today = londonDate(now);
  if (publishedOn > today) throw invalidField('publishedOn', 'to_come', 'is still to come here');
  const hold = await holdOn(manager, plan.id, today);
  if (hold) throw inHold(hold);
}

/** @throws Problem request.invalid for an edition, or a part of one, that is here already */
async function refuseKnown(
  { manager }: Act,
  snapshot: EditionSnapshot,
  rows: readonly PlacedFileRow[],
  earlier: EarlierVersion | null,
): Promise<void> {
  if (!earlier) await refuseKnownEdition(manager, snapshot);
  for (const { row, path } of rows) {
    const known = await manager.findOneBy(Update, { id: row.updateId });
    if (known && known.roundId !== earlier?.roundId) {
      throw invalidField(`${path}.updateId`, 'taken', 'is that of a row that is here already');
    }
  }
}

async function refuseKnownEdition(
  manager: EntityManager,
  { slug, plan, period, isSummary: isNarrative }: EditionSnapshot,
): Promise<void> {
  if (await manager.existsBy(Round, { slug })) {
    throw invalidField(
      'slug',
      'taken',
      `is taken: there is an edition, or a round, ${slug} here already`,
    );
  }
  // A summary stands beside the table of its period.
  const isSummary = isNarrative ?? false;
  const { start: periodStart, end: periodEnd } = period;
  const samePeriod = { planId: plan.id, periodStart, periodEnd, isSummary };
  if (await manager.existsBy(Round, samePeriod)) {
    throw invalidField('period', 'taken', 'is that of another edition of the plan here');
  }
}

const historicEdition = (snapshot: EditionSnapshot): HistoricEdition => ({
  planId: snapshot.plan.id,
  slug: snapshot.slug,
  title: snapshot.title,
  period: snapshot.period,
  asAt: snapshot.asAt,
  publishedOn: snapshot.publishedOn,
  isSummary: snapshot.isSummary,
  rows: [],
});

function keptRow(
  { row, chapter, reference }: PlacedFileRow,
  organisations: ReadonlyMap<string, string>,
): KeptHistoricRow[] {
  if (!row.content) return [];
  const { hash, ...content } = row.content;
  return [
    {
      updateId: row.updateId,
      revisionId: randomUUID(),
      position: row.position,
      title: row.title,
      isUntitled: row.isUntitled,
      chapter,
      reference,
      wording: row.wording,
      commitmentIds: row.commitments.map(({ id }) => id),
      organisationId: row.leadOrganisation && organisations.get(row.leadOrganisation),
      content: content satisfies UpdateContent,
      text: textOf(content),
      hash,
    },
  ];
}
