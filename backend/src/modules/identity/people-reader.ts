import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actorHoldsRole, type Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { containing, orderBy, pageOf, Parameters } from '../../platform/database/sql.js';
import type { PersonRef } from '../../platform/http/refs.dto.js';
import { otherNamesOf } from './organisation-names.js';
import type {
  CoverDto,
  CoverPage,
  ChoicesQuery,
  CoversQuery,
  GrantDto,
  OrganisationPage,
  OrganisationDto,
  OrganisationsQuery,
  PeopleQuery,
  PersonDetailDto,
  PersonDto,
  PersonPage,
} from './dto/person.dto.js';

const SORTS = { name: 'p.name', email: 'p.email', organisation: 'o.short_name' };

/** SQL for a PersonRef of the table alias given, or null when there is no such person. */
export const personRef = (alias: string): string =>
  `CASE WHEN ${alias}.id IS NOT NULL THEN json_build_object('id', ${alias}.id, 'name', ${alias}.name,
     'organisation', (SELECT short_name FROM organisations WHERE id = ${alias}.organisation_id)) END`;

const PERSON = `p.id, p.name, p.email, p.is_active AS "isActive",
  json_build_object('id', o.id, 'name', o.name, 'shortName', o.short_name) AS organisation,
  coalesce((SELECT json_agg(DISTINCT g.role ORDER BY g.role) FROM grants g
    WHERE g.person_id = p.id AND g.revoked_at IS NULL), '[]') AS roles`;

const COVER = `c.id, ${personRef('a')} AS absent, ${personRef('b')} AS cover, c.starts_on::text AS "startsOn",
  c.ends_on::text AS "endsOn", c.parts, c.ended_at AS "endedAt"`;
const COVER_FROM =
  'covers c JOIN people a ON a.id = c.absent_id JOIN people b ON b.id = c.cover_id';

const readsPeople = (actor: Actor): boolean =>
  (['secretariat', 'administrator', 'auditor'] as const).some((role) =>
    actorHoldsRole(actor, role),
  );

/** Reads people, organisations and covers. */
@Injectable()
export class PeopleReader {
  constructor(private readonly dataSource: DataSource) {}

  async list(query: PeopleQuery): Promise<PersonPage> {
    const parameters = new Parameters();
    const conditions = ['TRUE'];
    if (query.q) {
      const pattern = parameters.add(containing(query.q));
      conditions.push(`(p.name ILIKE ${pattern} OR p.email ILIKE ${pattern})`);
    }
    if (query.organisationId) {
      conditions.push(`p.organisation_id = ${parameters.add(query.organisationId)}`);
    }
    if (query.isActive !== undefined)
      conditions.push(`p.is_active = ${parameters.add(query.isActive)}`);
    if (query.role) {
      conditions.push(
        `EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.revoked_at IS NULL AND g.role = ${parameters.add(query.role)})`,
      );
    }
    const from = `FROM people p JOIN organisations o ON o.id = p.organisation_id WHERE ${conditions.join(' AND ')}`;
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total ${from}`,
      parameters.values,
    );
    const data = await this.dataSource.query<PersonDto[]>(
      `SELECT ${PERSON} ${from} ${orderBy(SORTS, query.sort, query.order ?? 'asc', 'p.id')} ${pageOf(query, parameters)}`,
      parameters.values,
    );
    return { data, total };
  }

  /** @throws Problem record.not_found */
  async read(id: string): Promise<PersonDetailDto> {
    const [person] = await this.dataSource.query<PersonDto[]>(
      `SELECT ${PERSON} FROM people p JOIN organisations o ON o.id = p.organisation_id WHERE p.id = $1`,
      [id],
    );
    if (!person) throw new Problem('record.not_found', { what: 'person' });
    const grants = await this.dataSource.query<GrantDto[]>(
      `SELECT g.id, g.role, g.plan_id AS "planId", g.chapter_id AS "chapterId",
         g.commitment_id AS "commitmentId", g.organisation_id AS "organisationId",
         coalesce(m.title, ch.title, o.name, pl.title, 'The whole installation') AS scope
       FROM grants g
       LEFT JOIN plans pl ON pl.id = g.plan_id
       LEFT JOIN chapters ch ON ch.id = g.chapter_id
       LEFT JOIN commitments m ON m.id = g.commitment_id
       LEFT JOIN organisations o ON o.id = g.organisation_id
       WHERE g.person_id = $1 AND g.revoked_at IS NULL ORDER BY g.role, scope, g.id`,
      [id],
    );
    const covers = await this.dataSource.query<CoverDto[]>(
      `SELECT ${COVER} FROM ${COVER_FROM} WHERE $1 IN (c.absent_id, c.cover_id) ORDER BY c.starts_on DESC, c.id`,
      [id],
    );
    const [{ owned } = { owned: 0 }] = await this.dataSource.query<{ owned: number }[]>(
      'SELECT count(*)::int AS owned FROM commitments WHERE owner_id = $1 AND closed_on IS NULL',
      [id],
    );
    return { ...person, grants, covers, ownedCommitments: owned };
  }

  /**
   * People with open accounts, for choosing one: name and organisation, nothing else. With those who
   * left where what they did is looked for. All of them: who is not in the list cannot be chosen.
   */
  async choices(actor: Actor, { q = '', withClosed = false }: ChoicesQuery): Promise<PersonRef[]> {
    return this.dataSource.query<PersonRef[]>(
      `SELECT p.id, p.name, o.short_name AS organisation
       FROM people p JOIN organisations o ON o.id = p.organisation_id
       WHERE (p.is_active OR $2) AND p.name ILIKE $1 ORDER BY p.name, p.id LIMIT 10000`,
      [containing(q), withClosed && readsPeople(actor)],
    );
  }

  /** Covers: one's own for anyone, everybody's for the secretariat, administrators and auditors. */
  async covers(actor: Actor, query: CoversQuery): Promise<CoverPage> {
    const parameters = new Parameters();
    const conditions = ['TRUE'];
    if (!readsPeople(actor))
      conditions.push(`${parameters.add(actor.personId)} IN (c.absent_id, c.cover_id)`);
    if (query.personId)
      conditions.push(`${parameters.add(query.personId)} IN (c.absent_id, c.cover_id)`);
    const from = `FROM ${COVER_FROM} WHERE ${conditions.join(' AND ')}`;
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total ${from}`,
      parameters.values,
    );
    const data = await this.dataSource.query<CoverDto[]>(
      `SELECT ${COVER} ${from} ${orderBy({ startsOn: 'c.starts_on' }, query.sort, query.order ?? 'desc', 'c.id')} ${pageOf(query, parameters)}`,
      parameters.values,
    );
    return { data, total };
  }

  async organisations(query: OrganisationsQuery): Promise<OrganisationPage> {
    const parameters = new Parameters();
    const where = query.q
      ? `WHERE EXISTS (SELECT 1 FROM organisation_names n WHERE n.organisation_id = o.id
           AND n.name ILIKE ${parameters.add(containing(query.q))})
         OR o.name ILIKE ${parameters.add(containing(query.q))}`
      : '';
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM organisations o ${where}`,
      parameters.values,
    );
    const data = await this.dataSource.query<OrganisationDto[]>(
      `SELECT o.id, o.name, o.short_name AS "shortName", o.is_clearance_required AS "isClearanceRequired",
         ${otherNamesOf('o')} AS "otherNames"
       FROM organisations o ${where}
       ${orderBy({ name: 'o.name', shortName: 'o.short_name' }, query.sort, query.order ?? 'asc', 'o.id')}
       ${pageOf(query, parameters)}`,
      parameters.values,
    );
    return { data, total };
  }
}
