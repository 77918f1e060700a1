import { Not } from 'typeorm';
import { isIsoDate } from '../../common/dates.js';
import { Problem } from '../../common/problems.js';
import type { RichTextDocument } from '../../common/rich-text/index.js';
import type { Act } from '../audit/index.js';
import { Round } from './round.entities.js';
import { introductionIssues, roundIssues, type RoundFields } from './round.rules.js';

/** What is given of a round. */
export type RoundInput = Partial<RoundFields> & { introduction?: RichTextDocument };

/** @throws Problem request.invalid with every issue that the fields have */
export async function refuseInvalid(act: Act, fields: RoundInput, roundId?: string): Promise<void> {
  const issues = [...roundIssues(fields), ...introductionIssues(fields.introduction)];
  if (
    fields.slug &&
    (await act.manager.existsBy(Round, { slug: fields.slug, ...(roundId && { id: Not(roundId) }) }))
  ) {
    issues.push({ field: 'slug', code: 'taken', message: 'Another edition has this address.' });
  }
  if (issues.length > 0) throw new Problem('request.invalid', {}, { issues });
}

/** The dates that a round is made with, for the audit trail. */
export const datesOf = (fields: RoundInput): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).filter((each): each is [string, string] => isIsoDate(each[1])),
  );
