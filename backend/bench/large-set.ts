import { hash } from '@node-rs/argon2';
import type { DataSource } from 'typeorm';
import { DEMONSTRATION_PASSWORD } from '../src/app/demonstration/load-demonstration.js';

/** 200 plans × 60 commitments × 20 rounds: 240,000 updates, by 2,000 people. */
export const LARGE = { plans: 200, chapters: 5, commitments: 60, rounds: 20, people: 2_000 };

const { plans, chapters, commitments, rounds, people } = LARGE;
const updates = plans * commitments * rounds;

/** Ids that say what they are: kind, then number. The first of a kind is 1. */
const id = (kind: string, number: string): string =>
  `('${kind}0000000-0000-4000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

/**
 * SQL for a text of 60 to 150 words as it is hashed; `number` decides what it says. Every update says
 * something of its own, as they do.
 */
const content = (number: string): string => `
  '{"delivery":"in_progress","document":{"content":[{"content":[{"text":"'
  || 'In step ' || ${number} || ' the work went on as planned. '
  || repeat('Training was given to officers of ' || (${number} % 32 + 1) || ' boroughs and the figures follow. ', 3 + ${number} % 6)
  || 'Next comes a review of what was learnt.","type":"text"}],"type":"paragraph"}],"type":"doc"}}'`;

/** Who is who among the people of a plan: owners 1 to 6, leads 7 and 8, the secretariat 9, the signatory 10. */
const person = (plan: string, place: string): string => id('1', `(${plan} - 1) * 10 + ${place}`);

const series = (name: string, to: number): string => `generate_series(1, ${to}) ${name}`;

/** Each update is number u: of plan p, commitment c of the plan, round r of the plan (the last is open). */
const UPDATES = `(SELECT p, c, r, ((p - 1) * ${commitments} + c - 1) * ${rounds} + r AS u,
    (p - 1) * ${commitments} + c AS commitment, (p - 1) * ${rounds} + r AS round,
    CASE WHEN r < ${rounds} THEN 'published'
      ELSE (ARRAY['not_started', 'drafting', 'submitted', 'submitted', 'approved'])[c % 5 + 1] END AS state
  FROM ${series('p', plans)}, ${series('c', commitments)}, ${series('r', rounds)}) x`;
const HAS_REVISION = "x.state IN ('published', 'submitted', 'approved')";
const IS_APPROVED = "x.state IN ('published', 'approved')";
const quarter = (r: string): string =>
  `(date '2017-07-01' + make_interval(months => 3 * (${r} - 1)))`;

const STATEMENTS = (passwordHash: string): string[] => [
  `INSERT INTO organisations (id, name, short_name)
   SELECT ${id('2', 'n')}, 'Organisation ' || n, 'O' || n FROM ${series('n', 40)}`,
  `INSERT INTO people (id, name, email, organisation_id, password_hash, created_at)
   SELECT ${id('1', 'n')}, 'Person ' || n, 'person.' || n || '@example.org', ${id('2', 'n % 40 + 1')},
     '${passwordHash}', now() FROM ${series('n', people)}`,
  `INSERT INTO plans (id, slug, title, publisher_id, published_on)
   SELECT ${id('3', 'p')}, 'plan-' || p, 'Action plan ' || p, ${id('2', 'p % 40 + 1')}, '2017-06-01' FROM ${series('p', plans)}`,
  `INSERT INTO chapters (id, plan_id, position, title)
   SELECT ${id('4', `(p - 1) * ${chapters} + n`)}, ${id('3', 'p')}, n, 'Chapter ' || n
   FROM ${series('p', plans)}, ${series('n', chapters)}`,
  `INSERT INTO grants (id, person_id, role, plan_id, granted_at)
   SELECT ${id('5', '(p - 1) * 10 + n')}, ${person('p', 'n')},
     CASE WHEN n < 9 THEN 'lead' WHEN n = 9 THEN 'secretariat' ELSE 'signatory' END, ${id('3', 'p')}, now()
   FROM ${series('p', plans)}, generate_series(7, 10) n`,
  `INSERT INTO grants (id, person_id, role, granted_at) VALUES (${id('5', '9999')}, ${id('1', '1')}, 'auditor', now())`,
  `INSERT INTO commitments (id, plan_id, chapter_id, slug, position, title, summary, lead_organisation_id, owner_id)
   SELECT ${id('6', `(p - 1) * ${commitments} + c`)}, ${id('3', 'p')},
     ${id('4', `(p - 1) * ${chapters} + (c - 1) / ${commitments / chapters} + 1`)}, 'commitment-' || c,
     (c - 1) % ${commitments / chapters} + 1, 'Commitment ' || c || ' on subject ' || (p * c) % 977,
     'What commitment ' || c || ' of plan ' || p || ' promises, in a sentence of usual length for a register.',
     ${id('2', '(p + c) % 40 + 1')}, ${person('p', 'c % 6 + 1')}
   FROM ${series('p', plans)}, ${series('c', commitments)}`,
  `INSERT INTO rounds (id, plan_id, title, slug, period_label, period_start, period_end, as_at, opens_on,
     drafts_due_on, review_due_on, sign_off_due_on, publication_on, state, previous_round_id, opened_at)
   SELECT ${id('7', `(p - 1) * ${rounds} + r`)}, ${id('3', 'p')}, 'Round ' || r || ' of plan ' || p, 'plan-' || p || '-r' || r,
     'Quarter ' || r, q, q + interval '3 months - 1 day', q + interval '3 months - 1 day', q + interval '92 days',
     q + interval '110 days', q + interval '120 days', q + interval '130 days', q + interval '140 days',
     CASE WHEN r < ${rounds} THEN 'published' ELSE 'open' END,
     CASE WHEN r > 1 THEN ${id('7', `(p - 1) * ${rounds} + r - 1`)} END, now()
   FROM ${series('p', plans)}, ${series('r', rounds)}, LATERAL (SELECT ${quarter('r')} AS q) quarters ORDER BY p, r`,
  `INSERT INTO updates (id, round_id, plan_id, chapter_id, organisation_id, owner_id, title, respond_by, state,
     submitted_at, previous_update_id, state_changed_at, is_sealed, approved_revision_id)
   SELECT ${id('8', 'u')}, ${id('7', 'round')}, ${id('3', 'p')},
     ${id('4', `(p - 1) * ${chapters} + (c - 1) / ${commitments / chapters} + 1`)}, ${id('2', '(p + c) % 40 + 1')},
     ${person('p', 'c % 6 + 1')}, 'Commitment ' || c || ' on subject ' || (p * c) % 977,
     ${quarter('r')} + interval '110 days', CASE WHEN ${IS_APPROVED} THEN 'submitted' ELSE x.state END,
     CASE WHEN ${HAS_REVISION} THEN ${quarter('r')} + make_interval(days => 100, mins => u % 5000) END,
     CASE WHEN r > 1 THEN ${id('8', 'u - 1')} END, ${quarter('r')} + interval '112 days', r < ${rounds}, NULL
   FROM ${UPDATES} ORDER BY u`,
  `INSERT INTO update_commitments (update_id, commitment_id, position)
   SELECT ${id('8', 'u')}, ${id('6', 'commitment')}, 1 FROM ${UPDATES} ORDER BY u`,
  `INSERT INTO listings (update_id, round_id, chapter, reference, position, wording)
   SELECT ${id('8', 'u')}, ${id('7', 'round')}, 'Chapter ' || (c - 1) / ${commitments / chapters} + 1, c::text, c,
     'The wording of commitment ' || c || ' as this edition prints it, at the usual length of a pledge.'
   FROM ${UPDATES} ORDER BY u`,
  `INSERT INTO update_drafts (update_id, content, version, saved_by_id, saved_at)
   SELECT ${id('8', 'u')}, (${content('u')})::jsonb, 1, ${person('p', 'c % 6 + 1')}, now()
   FROM ${UPDATES} WHERE r = ${rounds} AND x.state <> 'not_started'`,
  `INSERT INTO update_revisions (id, update_id, number, kind, content, content_hash, made_by_id, made_at)
   SELECT ${id('9', 'u')}, ${id('8', 'u')}, 1, 'submission', content, encode(sha256(convert_to(content, 'UTF8')), 'hex'),
     ${person('p', 'c % 6 + 1')}, ${quarter('r')} + interval '100 days'
   FROM ${UPDATES}, LATERAL (SELECT ${content('u')} AS content) texts WHERE ${HAS_REVISION} ORDER BY u`,
  `INSERT INTO revision_authors (revision_id, person_id)
   SELECT ${id('9', 'u')}, ${person('p', 'c % 6 + 1')} FROM ${UPDATES} WHERE ${HAS_REVISION}`,
  `INSERT INTO update_decisions (id, update_id, revision_id, content_hash, kind, decided_by_id, decided_at, publication_on)
   SELECT ${id('a', 'u')}, ${id('8', 'u')}, ${id('9', 'u')}, v.content_hash, 'approve', ${person('p', '7 + u % 2')},
     ${quarter('r')} + interval '112 days', ${quarter('r')} + interval '140 days'
   FROM ${UPDATES} JOIN update_revisions v ON v.id = ${id('9', 'u')} WHERE ${IS_APPROVED} ORDER BY u`,
  `UPDATE updates SET latest_revision_id = v.id,
     approved_revision_id = CASE WHEN is_sealed OR r.n % 5 = 4 THEN v.id END,
     state = CASE WHEN is_sealed THEN 'published' WHEN r.n % 5 = 4 THEN 'approved' ELSE state END
   FROM update_revisions v, listings l, LATERAL (SELECT l.position AS n) r
   WHERE v.update_id = updates.id AND l.update_id = updates.id`,
  `INSERT INTO editions (id, plan_id, round_id, slug, version, kind, title, as_at, published_on, published_at, snapshot, snapshot_hash)
   SELECT ${id('b', `(p - 1) * ${rounds} + r`)}, ${id('3', 'p')}, ${id('7', `(p - 1) * ${rounds} + r`)},
     'plan-' || p || '-r' || r, 1, 'historic', 'Round ' || r || ' of plan ' || p, ${quarter('r')}, ${quarter('r')} + interval '140 days',
     ${quarter('r')} + interval '140 days', '{}', encode(sha256(convert_to('{}', 'UTF8')), 'hex')
   FROM ${series('p', plans)}, ${series('r', rounds - 1)}`,
  // The chain is made one entry after the other, which takes too long here: these have hashes of their
  // own, and would not verify.
  `ALTER TABLE audit_entries DISABLE TRIGGER USER`,
  `ALTER TABLE audit_heads DISABLE TRIGGER USER`,
  `INSERT INTO audit_entries (seq, kind, happened_at, recorded_at, actor_id, subject_kind, subject_id, plan_id,
     data, origin, previous_hash, hash)
   SELECT row_number() OVER (ORDER BY r, u, step), kind, ${quarter('r')} + make_interval(days => 100 + step),
     ${quarter('r')} + make_interval(days => 100 + step),
     CASE WHEN step = 3 THEN ${person('p', '7 + u % 2')} ELSE ${person('p', 'c % 6 + 1')} END,
     'update', ${id('8', 'u')}::text, ${id('3', 'p')}, '{}', 'person', encode(sha256(('p' || u || step)::bytea), 'hex'),
     encode(sha256((u || '-' || step)::bytea), 'hex')
   FROM ${UPDATES}, (VALUES (1, 'update.started'), (2, 'update.submitted'), (3, 'update.approved')) kinds (step, kind)
   WHERE ${IS_APPROVED}`,
  `UPDATE audit_heads SET (seq, hash) = (SELECT seq, hash FROM audit_entries ORDER BY seq DESC LIMIT 1)`,
  `ALTER TABLE audit_entries ENABLE TRIGGER USER`,
  `ALTER TABLE audit_heads ENABLE TRIGGER USER`,
];

/** Fills a migrated, empty database with the large set, in one transaction. Plain SQL: minutes, not hours. */
export async function fillLargeSet(dataSource: DataSource): Promise<void> {
  const passwordHash = await hash(DEMONSTRATION_PASSWORD);
  await dataSource.transaction(async (manager) => {
    await manager.query('SET LOCAL statement_timeout = 0');
    for (const statement of STATEMENTS(passwordHash)) {
      await manager.query(statement);
      // Triggers and foreign keys look rows up: without statistics, by reading whole tables.
      await manager.query('ANALYZE');
    }
  });
  const [{ count } = { count: 0 }] = await dataSource.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM updates',
  );
  if (count !== updates) throw new Error(`The large set has ${count} updates, not ${updates}.`);
  await dataSource.query('VACUUM ANALYZE');
}
