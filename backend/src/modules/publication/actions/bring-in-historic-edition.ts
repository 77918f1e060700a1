import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { UpdateContent } from '../../../common/content.js';
import { canonicalContent, sha256Hex } from '../../../common/content-hash.js';
import { londonInstant } from '../../../common/dates.js';
import { normaliseDocument } from '../../../common/rich-text/index.js';
import type { Act } from '../../audit/index.js';
import { Edition } from '../publication.entities.js';
import { historicBody } from '../historic-body.js';
import type { HistoricEdition, KeptHistoricRow } from '../historic-edition.js';
import { continueLastTable, insertHistoricRound, insertHistoricRows } from '../historic-rows.js';
import { buildSnapshot, sealSnapshot } from '../snapshot.js';

export interface BroughtIn {
  roundId: string;
  editionId: string;
  /** In the order of the rows given. */
  updateIds: string[];
}

/**
 * Records an edition that was published before the system existed, as it was printed. Nobody's
 * approval or signature is claimed for it. Who may bring one in is decided by what calls this: the
 * loader of seeds, later imports.
 */
@Injectable()
export class BringInHistoricEdition {
  async execute(act: Act, input: HistoricEdition): Promise<BroughtIn> {
    const { manager } = act;
    const { isSummary = false } = input;
    const roundId = randomUUID();
    const introduction = input.introduction && normaliseDocument(input.introduction);
    await insertHistoricRound(manager, roundId, input, introduction);
    const rows = input.rows.map((row): KeptHistoricRow => {
      const text = canonicalContent(row.content);
      return {
        ...row,
        updateId: randomUUID(),
        revisionId: randomUUID(),
        text,
        hash: sha256Hex(text),
      };
    });
    await insertHistoricRows(
      act,
      { roundId, planId: input.planId, publishedOn: input.publishedOn },
      rows,
    );
    if (!isSummary) await continueLastTable(manager, roundId);

    const body = await historicBody(manager, roundId, input, rows, introduction);
    const contents = new Map(
      rows.map(({ hash, text }) => [hash, JSON.parse(text) as UpdateContent]),
    );
    const snapshot = buildSnapshot(body, contents, {
      version: 1,
      publishedOn: input.publishedOn,
      isHistoric: true,
      dateNote: input.dateNote,
    });
    const { text, hash } = sealSnapshot(snapshot);
    const editionId = randomUUID();
    await manager.insert(Edition, {
      id: editionId,
      planId: input.planId,
      roundId,
      slug: input.slug,
      version: 1,
      kind: 'historic',
      isSummary,
      title: input.title,
      asAt: input.asAt,
      publishedOn: input.publishedOn,
      publishedAt: londonInstant(`${input.publishedOn}T00:00`),
      publishedById: null,
      manifestId: null,
      correctionNote: null,
      snapshot: text,
      snapshotHash: hash,
    });

    act.record(
      'round.brought_in',
      { kind: 'round', id: roundId, planId: input.planId },
      { editionId, snapshotHash: hash, updates: rows.length },
    );
    act.emit({ kind: 'edition.published', payload: { editionId } });
    return { roundId, editionId, updateIds: rows.map(({ updateId }) => updateId) };
  }
}
