import type { Queries } from '../audit/index.js';
import type { MessageKind } from './message.workflow.js';
import { USUAL_TEMPLATES, type Template } from './templates.js';

export interface TemplateInForce extends Template {
  kind: MessageKind;
  /** 0 as delivered. */
  version: number;
  savedAt?: Date;
  savedById?: string;
}

/** The words that apply, by kind of message. */
export async function templatesInForce(
  database: Queries,
): Promise<Record<MessageKind, TemplateInForce>> {
  const rows = await database.query<TemplateInForce[]>(
    `SELECT DISTINCT ON (kind) kind, version, subject, opening, closing, saved_at AS "savedAt", saved_by_id AS "savedById"
     FROM message_templates ORDER BY kind, version DESC`,
  );
  const usual = (kind: MessageKind): TemplateInForce => ({
    ...{ kind, version: 0, ...USUAL_TEMPLATES[kind] },
  });
  return {
    digest: rows.find(({ kind }) => kind === 'digest') ?? usual('digest'),
    event: rows.find(({ kind }) => kind === 'event') ?? usual('event'),
  };
}
