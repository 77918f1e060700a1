import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RegisterReader } from '../plan/index.js';
import { FILES_OF_EDITION } from './files-of-edition.js';

/** A published edition in the public list, in its current version. */
export interface PublicEdition {
  slug: string;
  title: string;
  planTitle: string;
  periodLabel: string;
  asAt: string;
  publishedOn: string;
  version: number;
  isHistoric: boolean;
  isSummary: boolean;
  files: { form: string; href: string; size: number }[];
}

/** A commitment as the public register has it. */
export interface PublicCommitment {
  title: string;
  summary: string;
  leadOrganisation: string;
  planTitle: string;
}

/** Reads what the public pages show beside the editions' own words. */
@Injectable()
export class PublicReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly register: RegisterReader,
  ) {}

  /** Who publishes here, by the oldest plan; null before there is a plan. */
  async publisher(): Promise<string | null> {
    const [first] = await this.dataSource.query<{ name: string }[]>(
      `SELECT o.name FROM plans p JOIN organisations o ON o.id = p.publisher_id
       ORDER BY p.published_on NULLS LAST, p.title, p.id LIMIT 1`,
    );
    return first?.name ?? null;
  }

  /** The current version of every edition. What it is called is as it was printed. */
  editions(): Promise<PublicEdition[]> {
    return this.dataSource.query<PublicEdition[]>(
      `SELECT DISTINCT ON (e.slug) e.slug, e.title, e.version, e.as_at::text AS "asAt",
         e.published_on::text AS "publishedOn", e.kind = 'historic' AS "isHistoric", e.is_summary AS "isSummary",
         x.snapshot #>> '{plan,title}' AS "planTitle", x.snapshot #>> '{period,label}' AS "periodLabel",
         ${FILES_OF_EDITION} AS files
       FROM editions e CROSS JOIN LATERAL (SELECT e.snapshot::jsonb AS snapshot) x
       ORDER BY e.slug, e.version DESC`,
    );
  }

  /** @throws Problem record.not_found */
  async commitment(id: string): Promise<PublicCommitment> {
    const { title, summary, leadOrganisation, plan } = await this.register.commitment(null, id);
    return { title, summary, leadOrganisation: leadOrganisation.name, planTitle: plan.title };
  }
}
