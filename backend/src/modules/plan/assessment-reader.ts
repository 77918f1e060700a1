import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CHARACTERISTICS } from '../../common/protected-characteristics.js';
import { Problem } from '../../common/problems.js';
import type { AssessmentDto, AssessmentPlaceDto } from './dto/assessment.dto.js';

const PLACE = `a.id AS "actionId", a.section, a.section_title AS "sectionTitle", a.position, a.letter, a.note,
  (SELECT coalesce(json_agg(json_strip_nulls(json_build_object('characteristic', b.characteristic,
      'basis', b.basis, 'letter', b.letter)) ORDER BY b.characteristic), '[]')
   FROM assessment_bearings b WHERE b.action_id = a.id) AS "bearsOn"`;

/** SQL: a place (alias a) in words: “Section 4, action d: Holding the police to account”. */
export const PLACE_WORDS = `'Section ' || a.section || ', action ' || a.letter || ': ' || a.section_title`;

/** SQL: commitments (alias m) that stand in a section of the assessment, or bear on a characteristic. */
export const ASSESSED = {
  inSection: (section: string): string =>
    `EXISTS (SELECT 1 FROM assessment_action_commitments x JOIN assessment_actions a ON a.id = x.action_id
       WHERE x.commitment_id = m.id AND a.section = ${section})`,
  bearingOn: (characteristic: string): string =>
    `EXISTS (SELECT 1 FROM assessment_action_commitments x JOIN assessment_bearings b ON b.action_id = x.action_id
       WHERE x.commitment_id = m.id AND b.characteristic = ${characteristic})`,
};

/** Reads what the plan's impact assessment says. Like the register it is public. */
@Injectable()
export class AssessmentReader {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Names nothing that still waits for its round: that is told to those alone who work on the plan.
   * @throws Problem record.not_found when the plan has none
   */
  async ofPlan(planId: string): Promise<AssessmentDto> {
    const [row] = await this.dataSource.query<(AssessmentDto & { id: string })[]>(
      `SELECT e.id, e.title, e.published_on::text AS "publishedOn", e.printing_errors AS "printingErrors",
         (SELECT json_agg(json_build_object('characteristic', c.characteristic, 'remark', c.remark,
             'leadNowhere', (SELECT coalesce(json_agg(json_build_object('section', r.section, 'letter', r.letter)
                ORDER BY r.section, r.position), '[]') FROM assessment_references r
              WHERE r.assessment_id = e.id AND r.characteristic = c.characteristic AND r.action_id IS NULL))
            ORDER BY array_position($2::text[], c.characteristic))
          FROM assessment_characteristics c WHERE c.assessment_id = e.id) AS characteristics
       FROM impact_assessments e WHERE e.plan_id = $1`,
      [planId, CHARACTERISTICS],
    );
    if (!row) throw new Problem('record.not_found', { what: 'impact assessment' });
    const { id, ...assessment } = row;
    const actions = await this.dataSource.query<AssessmentDto['actions']>(
      `SELECT ${PLACE}, (SELECT coalesce(json_agg(json_build_object('id', m.id, 'title', m.title)
           ORDER BY m.position), '[]') FROM assessment_action_commitments x
         JOIN commitments m ON m.id = x.commitment_id AND NOT m.is_waiting WHERE x.action_id = a.id) AS commitments
       FROM assessment_actions a WHERE a.assessment_id = $1 ORDER BY a.section, a.position`,
      [id],
    );
    return { ...assessment, actions };
  }

  /** Where the commitment stands in it; undefined for a plan that has none. */
  async ofCommitment(commitmentId: string): Promise<AssessmentPlaceDto[] | undefined> {
    const [plan] = await this.dataSource.query<unknown[]>(
      `SELECT 1 FROM impact_assessments e JOIN commitments m ON m.plan_id = e.plan_id WHERE m.id = $1`,
      [commitmentId],
    );
    if (!plan) return undefined;
    return this.dataSource.query<AssessmentPlaceDto[]>(
      `SELECT ${PLACE} FROM assessment_actions a JOIN assessment_action_commitments x ON x.action_id = a.id
       WHERE x.commitment_id = $1 ORDER BY a.section, a.position`,
      [commitmentId],
    );
  }
}
