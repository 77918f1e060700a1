import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { mayHaveNoLines } from '../../platform/documents/index.js';
import { getFile, type StoredFile } from '../../platform/storage/stored-files.js';
import { Acts } from '../audit/index.js';
import { RenderEdition } from './actions/render-edition.js';
import type { FileForm } from './publication.entities.js';

/**
 * Gives the files of editions. One that is asked for before the listener has made it is made then,
 * by the same action: a reader who comes in the first seconds gets the file and not an excuse, and
 * what they get is what everyone gets from then on.
 */
@Injectable()
export class EditionFiles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly acts: Acts,
    private readonly renderEdition: RenderEdition,
  ) {}

  /** The hash of a form, which is also its ETag; null for a form of which this edition has nothing to say. */
  async hashOf(
    edition: { id: string; files: readonly { form: string; sha256: string }[] },
    form: FileForm,
  ): Promise<string | null> {
    const kept = edition.files.find((file) => file.form === form);
    if (kept) return kept.sha256;
    // All are made at once, the JSON last.
    if (mayHaveNoLines(form) && edition.files.some((file) => file.form === 'json')) return null;
    await this.acts.perform(null, (act) => this.renderEdition.execute(act, edition.id));
    const [made] = await this.dataSource.query<{ sha256: string }[]>(
      `SELECT f.sha256 FROM edition_files f JOIN editions e ON e.id = f.edition_id
       WHERE e.id = $1 AND f.form = $2 AND f.redaction_id IS NOT DISTINCT FROM e.redaction_id`,
      [edition.id, form],
    );
    return made?.sha256 ?? null;
  }

  /** @throws Error when the file is gone: verify says so too */
  async read(sha256: string): Promise<StoredFile> {
    const file = await getFile(this.dataSource, sha256);
    if (!file) throw new Error(`File ${sha256} is not in the store`);
    return file;
  }
}

const OFFERED: Record<string, string> = { pdf: 'PDF', docx: 'Word', csv: 'CSV' };

/** The forms to offer on a page, in the order in which people want them. */
export const offeredForms = (
  files: readonly { form: string; href: string; size: number }[],
): { label: string; href: string; size: number }[] =>
  files.flatMap(({ form, href, size }) => {
    const label = OFFERED[form];
    return label ? [{ label, href, size }] : [];
  });
