import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Characteristic } from '../../common/protected-characteristics.js';

/**
 * The plan's equality impact assessment: a cross-reference to the register, not the register. It is
 * kept as it was printed, with what is wrong in it noted.
 */
@Entity('impact_assessments')
export class ImpactAssessment {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') planId: string;
  @Column('text') title: string;
  @Column('date') publishedOn: string;
  @Column('text', { array: true }) printingErrors: string[];
}

/** One action of its list. The letter is as printed, the position as counted. */
@Entity('assessment_actions')
export class AssessmentAction {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') assessmentId: string;
  @Column('int') section: number;
  @Column('text') sectionTitle: string;
  @Column('int') position: number;
  @Column('text') letter: string;
  /** What is wrong with how it is printed. */
  @Column('text', { nullable: true }) note: string | null;
}

@Entity('assessment_action_commitments')
export class AssessmentActionCommitment {
  @PrimaryColumn('uuid') actionId: string;
  @PrimaryColumn('uuid') commitmentId: string;
}

/** What it says of one protected characteristic. */
@Entity('assessment_characteristics')
export class AssessmentCharacteristic {
  @PrimaryColumn('uuid') assessmentId: string;
  @PrimaryColumn('text') characteristic: Characteristic;
  @Column('text') remark: string;
  @Column('boolean') bearsOnAll: boolean;
  /** It points to the actions of another one. */
  @Column('text', { nullable: true }) sameAs: Characteristic | null;
}

/** A letter that it names for a characteristic; without an action, the letter leads nowhere. */
@Entity('assessment_references')
export class AssessmentReference {
  @PrimaryColumn('uuid') assessmentId: string;
  @PrimaryColumn('text') characteristic: Characteristic;
  @PrimaryColumn('int') section: number;
  @PrimaryColumn('int') position: number;
  @Column('text') letter: string;
  @Column('uuid', { nullable: true }) actionId: string | null;
}

export const ASSESSMENT_ENTITIES = [
  ImpactAssessment,
  AssessmentAction,
  AssessmentActionCommitment,
  AssessmentCharacteristic,
  AssessmentReference,
];
