import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import type { Config } from '../../../platform/config/config.js';
import { CONFIG } from '../../../platform/config/tokens.js';
import { hasLines, renderApart } from '../../../platform/documents/index.js';
import { putFile } from '../../../platform/storage/stored-files.js';
import type { Act } from '../../audit/index.js';
import { Edition, EditionFile, FILE_FORMS, type FileForm } from '../publication.entities.js';

export const MEDIA_TYPES: Record<FileForm, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv; charset=utf-8',
  'commitments.csv': 'text/csv; charset=utf-8',
  'figures.csv': 'text/csv; charset=utf-8',
  'csv-metadata.json': 'application/csvm+json',
  json: 'application/json; charset=utf-8',
};

/**
 * Renders the forms of an edition that are not kept yet, and keeps them for ever. The listener calls
 * it after publication; a reader who is faster than the listener calls it too. The edition's row is
 * locked meanwhile, so each form is made once, whoever comes first.
 */
@Injectable()
export class RenderEdition {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async execute(act: Act, editionId: string): Promise<void> {
    const edition = await act.manager.findOneOrFail(Edition, {
      where: { id: editionId },
      lock: { mode: 'for_no_key_update' },
    });
    const kept = await act.manager.findBy(EditionFile, {
      editionId,
      redactionId: edition.redactionId ?? IsNull(),
    });
    const snapshot = JSON.parse(edition.snapshot) as EditionSnapshot;
    for (const form of FILE_FORMS) {
      if (kept.some((file) => file.form === form) || !hasLines(form, snapshot)) continue;
      const sha256 = await putFile(
        act.manager,
        await this.render(edition, snapshot, form),
        MEDIA_TYPES[form],
      );
      await act.manager.insert(EditionFile, {
        ...{ editionId, form, sha256, renderedAt: act.now },
        redactionId: edition.redactionId,
      });
      act.record(
        'edition.file_rendered',
        { kind: 'edition', id: editionId, planId: edition.planId },
        { form, sha256 },
      );
    }
  }

  private render(edition: Edition, snapshot: EditionSnapshot, form: FileForm): Promise<Uint8Array> {
    // The very text that was hashed: its SHA-256 is the hash that every other form shows, unless words
    // were redacted since.
    if (form === 'json') return Promise.resolve(Buffer.from(edition.snapshot, 'utf8'));
    const name = `v${edition.version}`;
    const toRender = {
      snapshot,
      snapshotHash: edition.snapshotHash,
      // This version's own address: it leads to these words even after a correction.
      address: new URL(`/editions/${edition.slug}/${name}`, this.config.publicUrl).href,
      name,
    };
    return renderApart({ kind: 'edition', form, edition: toRender });
  }
}
