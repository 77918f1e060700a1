import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import type { UpdateContent } from '../../../common/content.js';
import { suggestedChanges } from '../../../common/suggested-changes.js';
import { personRef } from '../../identity/index.js';
import type { SuggestedChangeDto, SuggestionDto } from '../dto/suggestion.dto.js';
import { knowUpdate, type KnownUpdate, type Query } from '../update-facts.js';
import { textAccess } from '../update.policy.js';
import { isPossible } from '../../../common/workflow.js';
import { updateWorkflow } from '../update.workflow.js';
import { lastAnswers } from './answers.js';
import type { SuggestionAnswerKind } from './suggestion.entities.js';

interface Row extends Omit<SuggestionDto, 'isOpen' | 'changes' | 'proposed'> {
  base: string;
  content: string;
  answers: { key: string; answer: SuggestionAnswerKind; by: SuggestionDto['by']; at: string }[];
}

/** Suggestions with their changes and answers: for those who draft the text and those who review it. */
@Injectable()
export class SuggestionReader {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The newest first.
   * @throws Problem record.not_found when the update is out of the reader's scope
   */
  async list(actor: Actor, updateId: string): Promise<SuggestionDto[]> {
    const known = await knowUpdate(this.query, actor, updateId, { withPeople: false });
    if (!['draft', 'submitted'].includes(textAccess(known.facts, actor))) return [];
    const rows = await this.query<Row>(
      `SELECT s.id, s.revision_id AS "revisionId", v.number AS "revisionNumber", v.content AS base,
         s.content, d.reason AS message, d.decided_at AS at, ${personRef('p')} AS by,
         ${personRef('b')} AS "onBehalfOf",
         (SELECT coalesce(json_agg(json_build_object('key', l.change_key, 'answer', l.answer,
            'at', l.answered_at, 'by', ${personRef('a')})), '[]')
          FROM (${lastAnswers('= s.id')}) l JOIN people a ON a.id = l.answered_by_id) AS answers
       FROM update_suggestions s JOIN update_decisions d ON d.id = s.id
       JOIN update_revisions v ON v.id = s.revision_id
       JOIN people p ON p.id = d.decided_by_id LEFT JOIN people b ON b.id = d.on_behalf_of_id
       WHERE s.update_id = $1 ORDER BY v.number DESC`,
      [updateId],
    );
    return rows.map((row) => toSuggestion(row, known));
  }

  private readonly query: Query = (sql, parameters) => this.dataSource.query(sql, parameters);
}

function toSuggestion(
  { base, content, answers, onBehalfOf, ...row }: Row,
  { update, facts }: KnownUpdate,
): SuggestionDto {
  const given = new Map(answers.map((answer) => [answer.key, answer]));
  const proposed = JSON.parse(content) as UpdateContent;
  const { changes } = suggestedChanges(JSON.parse(base) as UpdateContent, proposed);
  return {
    ...row,
    ...(onBehalfOf && { onBehalfOf }),
    proposed,
    isOpen:
      row.revisionId === update.latestRevisionId &&
      facts.isOpenForWork &&
      isPossible(updateWorkflow, 'answer_suggestion', update.state),
    changes: changes.map((change): SuggestedChangeDto => {
      const { answer, by, at } = given.get(change.key) ?? {};
      if (!answer || answer === 'withdrawn') return change;
      return { ...change, answer, answeredBy: by, answeredAt: new Date(at!) };
    }),
  };
}
