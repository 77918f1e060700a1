import { FILE_FORMS } from './publication.entities.js';

const IN_ORDER = `array_position(ARRAY[${FILE_FORMS.map((form) => `'${form}'`).join(', ')}], f.form)`;

/** SQL: the files of the edition with alias e as it stands, in the order in which people want them. */
export const FILES_OF_EDITION = `coalesce((
  SELECT json_agg(json_build_object('form', f.form, 'sha256', f.sha256, 'size', s.size,
    'href', '/editions/' || e.slug || '/v' || e.version || '.' || f.form) ORDER BY ${IN_ORDER})
  FROM edition_files f JOIN stored_files s ON s.sha256 = f.sha256
  WHERE f.edition_id = e.id AND f.redaction_id IS NOT DISTINCT FROM e.redaction_id), '[]')`;
