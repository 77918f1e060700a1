import type { DataSource } from 'typeorm';
import { londonInstant } from '../src/common/dates.js';

/** The evening before the first reminder that a text is overdue, and the moment its digest is sent. */
const DUE_ON = '2022-05-05';
const DIGEST_AT = londonInstant('2022-05-06T08:00');

/** Ids that say what they are: kind, then number. */
const id = (kind: string, number: string): string =>
  `('${kind}0000000-0000-4000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

const STATEMENTS = [
  `INSERT INTO organisations (id, name, short_name) VALUES (${id('2', '1')}, 'Organisation', 'O')`,
  `INSERT INTO people (id, name, email, organisation_id, password_hash, created_at)
   SELECT ${id('1', 'n')}, 'Person ' || n, 'person.' || n || '@example.org', ${id('2', '1')}, '', now()
   FROM generate_series(1, $1::int) n`,
  `INSERT INTO plans (id, slug, title, publisher_id, published_on)
   VALUES (${id('3', '1')}, 'plan', 'Action plan', ${id('2', '1')}, '2020-11-13')`,
  `INSERT INTO chapters (id, plan_id, position, title) VALUES (${id('4', '1')}, ${id('3', '1')}, 1, 'Chapter')`,
  `INSERT INTO commitments (id, plan_id, chapter_id, slug, position, title, summary, lead_organisation_id, owner_id)
   SELECT ${id('6', 'n')}, ${id('3', '1')}, ${id('4', '1')}, 'commitment-' || n, n, 'Commitment ' || n, 'In a sentence.',
     ${id('2', '1')}, ${id('1', 'n')} FROM generate_series(1, $1::int) n`,
  `INSERT INTO rounds (id, plan_id, title, slug, period_label, period_start, period_end, as_at, opens_on,
     drafts_due_on, review_due_on, sign_off_due_on, publication_on, state, opened_at)
   VALUES (${id('7', '1')}, ${id('3', '1')}, 'Round', 'round', 'Quarter', '2022-01-01', '2022-03-31', '2022-03-31',
     '2022-04-01', '${DUE_ON}', '2022-05-20', '2022-06-01', '2022-06-20', 'open', now())`,
  `INSERT INTO updates (id, round_id, plan_id, chapter_id, organisation_id, owner_id, title, respond_by, state, state_changed_at)
   SELECT ${id('8', 'n')}, ${id('7', '1')}, ${id('3', '1')}, ${id('4', '1')}, ${id('2', '1')}, ${id('1', 'n')},
     'Commitment ' || n, '${DUE_ON}', 'not_started', '2022-04-01' FROM generate_series(1, $1::int) n`,
  `INSERT INTO update_commitments (update_id, commitment_id, position)
   SELECT ${id('8', 'n')}, ${id('6', 'n')}, 1 FROM generate_series(1, $1::int) n`,
  `INSERT INTO listings (update_id, round_id, chapter, reference, position, wording)
   SELECT ${id('8', 'n')}, ${id('7', '1')}, 'Chapter', n::text, n, 'The wording.' FROM generate_series(1, $1::int) n`,
];

/**
 * Fills a migrated, empty database with a round in which each of so many people owes a text since
 * yesterday, and sets the clock to when they are written to: the sweeps do the rest.
 */
export async function fillDuePeople(dataSource: DataSource, people: number): Promise<void> {
  await dataSource.transaction(async (manager) => {
    for (const statement of STATEMENTS) {
      await manager.query(statement, statement.includes('$1') ? [people] : []);
    }
    await manager.query('UPDATE clock_settings SET offset_ms = $1, is_demonstration = true', [
      DIGEST_AT.getTime() + 30_000 - Date.now(),
    ]);
  });
  await dataSource.query('ANALYZE');
}

/** The address of the nth of them. */
export const addressOf = (number: number): string => `person.${number}@example.org`;
export const numberOf = (address: string): number => Number(/\d+/.exec(address)?.[0]);
