import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Characteristic } from '../../../common/protected-characteristics.js';
import type { Act } from '../../audit/index.js';
import {
  AssessmentAction,
  AssessmentActionCommitment,
  AssessmentCharacteristic,
  AssessmentReference,
  ImpactAssessment,
} from '../assessment.entities.js';

/** An impact assessment as it was printed. Letters are as printed, errors included. */
export interface PrintedAssessment {
  planId: string;
  title: string;
  publishedOn: string;
  printingErrors: string[];
  /** In printed order. */
  sections: {
    title: string;
    actions: { letter: string; note?: string; commitmentIds: string[] }[];
  }[];
  characteristics: {
    characteristic: Characteristic;
    remark: string;
    bearsOnAll: boolean;
    sameAs?: Characteristic;
    names: { section: number; letters: string[] }[];
  }[];
}

@Injectable()
export class RecordAssessment {
  /**
   * Keeps the plan's impact assessment. A letter named for a characteristic means the action at that
   * place of the section, since the list may print a letter twice; one beyond the list leads nowhere.
   */
  async execute(act: Act, input: PrintedAssessment): Promise<void> {
    const { manager } = act;
    const { planId, title, publishedOn, printingErrors } = input;
    const assessmentId = randomUUID();
    await manager.insert(ImpactAssessment, {
      ...{ id: assessmentId, planId, title, publishedOn, printingErrors },
    });
    const actions = input.sections.flatMap((section, sectionIndex) =>
      section.actions.map(({ commitmentIds, letter, note }, index) => ({
        commitmentIds,
        row: {
          ...{ id: randomUUID(), assessmentId, section: sectionIndex + 1, letter },
          sectionTitle: section.title,
          position: index + 1,
          note: note ?? null,
        },
      })),
    );
    await manager.insert(
      AssessmentAction,
      actions.map(({ row }) => row),
    );
    await manager.insert(
      AssessmentActionCommitment,
      actions.flatMap(({ row, commitmentIds }) =>
        commitmentIds.map((commitmentId) => ({ actionId: row.id, commitmentId })),
      ),
    );
    await manager.insert(
      AssessmentCharacteristic,
      input.characteristics.map(({ characteristic, remark, bearsOnAll, sameAs }) => ({
        ...{ assessmentId, characteristic, remark, bearsOnAll },
        sameAs: sameAs ?? null,
      })),
    );
    const actionAt = (section: number, letter: string): string | null =>
      actions.find(({ row }) => row.section === section && row.position === placeOf(letter))?.row
        .id ?? null;
    await manager.insert(
      AssessmentReference,
      input.characteristics.flatMap(({ characteristic, names }) =>
        names.flatMap(({ section, letters }) =>
          letters.map((letter, index) => ({
            ...{ assessmentId, characteristic, section, letter },
            position: index + 1,
            actionId: actionAt(section, letter),
          })),
        ),
      ),
    );
    act.record('plan.assessment_recorded', { kind: 'plan', id: planId, planId }, { assessmentId });
  }
}

/** a is 1, and so is A. */
const placeOf = (letter: string): number => letter.toLowerCase().charCodeAt(0) - 96;
