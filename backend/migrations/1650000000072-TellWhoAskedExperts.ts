import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever asked an outside expert is told of the comment: every notice there is stays valid. */
export class TellWhoAskedExperts1650000000072 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE notices DROP CONSTRAINT ck_notices_rule;
      ALTER TABLE notices ADD CONSTRAINT ck_notices_rule CHECK (rule IN ('kick_off', 'before_due', 'overdue',
        'review_waiting', 'clearance_waiting', 'return_waiting', 'still_true_waiting', 'before_sign_off',
        'sign_off_overdue', 'returned', 'asked_again', 'handed_over', 'asked_to_help', 'taken_over',
        'signature_asked', 'mentioned', 'expert_commented', 'edited', 'round_declined', 'round_unsealed',
        'publication_failed', 'chased'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
