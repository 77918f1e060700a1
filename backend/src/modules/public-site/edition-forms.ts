import { EDITION_SCHEMA_HREF } from '../../common/edition-schema.js';
import { offeredForms, type FileForm, type PublicEdition } from '../publication/index.js';
import { editionHref, fileHref, FORM_WORDS, type EditionPageMeta } from './pages/index.js';

/** Every form of it: those that people want, and the rest. */
export function formsOf({ files }: PublicEdition): Pick<EditionPageMeta, 'forms' | 'otherForms'> {
  const all = files.map((file) => ({ ...file, href: fileHref(file) }));
  const forms = offeredForms(all);
  return {
    forms,
    otherForms: all
      .filter(({ href }) => forms.every((form) => form.href !== href))
      .map(({ form, ...file }) => ({ label: FORM_WORDS[form] ?? form, ...file })),
  };
}

/** What says how to read the form: the JSON's schema, the CSVs' metadata. */
export function describedBy(edition: PublicEdition, form: FileForm): string | undefined {
  if (form === 'json') return EDITION_SCHEMA_HREF;
  return form.endsWith('csv') ? metadataHref(edition) : undefined;
}

/** Where the metadata of its CSVs lies: beside them, at its version. */
export const metadataHref = ({ slug, version }: PublicEdition): string =>
  `${editionHref(slug, version)}.csv-metadata.json`;
