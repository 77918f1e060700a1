import type { EntityManager } from 'typeorm';
import type { RichTextDocument } from '../../common/rich-text/index.js';
import { nameAsAt } from '../identity/index.js';
import type { HistoricEdition, KeptHistoricRow } from './historic-edition.js';
import type { PrintedBody } from './snapshot.js';

/** What the historic edition prints, in the form in which a manifest has it. */
export async function historicBody(
  manager: EntityManager,
  roundId: string,
  input: HistoricEdition,
  rows: readonly KeptHistoricRow[],
  introduction: RichTextDocument | undefined,
): Promise<PrintedBody> {
  const [plan] = await manager.query<PrintedBody['plan'][]>(
    `SELECT p.id, p.title, o.name AS publisher
     FROM plans p JOIN organisations o ON o.id = p.publisher_id WHERE p.id = $1`,
    [input.planId],
  );
  if (!plan) throw new Error(`No plan ${input.planId}`);
  const titles = await titlesOf(manager);
  const organisations = await namesThen(manager, input.asAt);
  const { slug, title, period, asAt, publishedOn } = input;
  return {
    plan,
    round: {
      ...{ id: roundId, title, slug, asAt, publicationOn: publishedOn },
      periodLabel: period.label,
      periodStart: period.start,
      periodEnd: period.end,
    },
    ...(introduction && { introduction }),
    ...(input.isSummary && { isSummary: true }),
    lines: rows.map((row, index) => {
      const lead = row.isLeadPrinted && row.organisationId && organisations.get(row.organisationId);
      return {
        updateId: row.updateId,
        position: index + 1,
        title: row.title,
        ...(row.isUntitled && { isUntitled: true as const }),
        listing: {
          chapter: row.chapter,
          ...(row.reference && { reference: row.reference }),
          wording: row.wording,
        },
        commitments: row.commitmentIds.map((id) => ({ id, title: titles.get(id) ?? '' })),
        ...(lead && { leadOrganisation: lead }),
        revisionId: row.revisionId,
        contentHash: row.hash,
      };
    }),
  };
}

async function titlesOf(manager: EntityManager): Promise<Map<string, string>> {
  const rows = await manager.query<{ id: string; title: string }[]>(
    'SELECT id, title FROM commitments',
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** What each organisation was called at the time. */
async function namesThen(manager: EntityManager, asAt: string): Promise<Map<string, string>> {
  const rows = await manager.query<{ id: string; name: string }[]>(
    `SELECT o.id, ${nameAsAt('o', '$1::date')} AS name FROM organisations o`,
    [asAt],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
