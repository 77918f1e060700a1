import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sha256Hex } from '../../../common/canonical-json.js';
import { decideForActor } from '../../../common/actor.js';
import { londonDate } from '../../../common/dates.js';
import { invalidField, Problem } from '../../../common/problems.js';
import { holdsWords, REDACTED } from '../../../common/redact.js';
import { Parameters } from '../../../platform/database/sql.js';
import { onBehalfOf, reasonHash, type Act } from '../../audit/index.js';
import { updateScope } from '../../updates/index.js';
import { fileOfEvidence } from '../redacted-files.js';
import { findTexts } from '../redacted-texts.js';
import { Redaction } from '../redaction.entity.js';
import { decideAsking } from '../redaction.policy.js';

export const SHORTEST = 3;

/** Words, or the file of a record of evidence; and why, without the words. */
export interface RedactionInput {
  words?: string;
  evidenceId?: string;
  reason: string;
}

/** The secretariat asks for what must not be kept to be taken out; nothing is changed yet. */
@Injectable()
export class AskForRedaction {
  /** @returns the redaction's id */
  async execute(act: Act, updateId: string, input: RedactionInput): Promise<string> {
    const { planId, as } = await this.mayAsk(act, updateId);
    const reason = input.reason.trim();
    if (reason === '') throw invalidField('reason', 'required', 'Give the reason.');
    if ((input.words === undefined) === (input.evidenceId === undefined)) {
      throw invalidField('words', 'required', 'Give the words, or the file of evidence.');
    }
    const id = randomUUID();
    const what =
      input.words === undefined
        ? await this.file(act, updateId, input.evidenceId!)
        : await this.words(act, { id, planId, reason }, input.words);
    await act.manager.insert(Redaction, {
      ...{ id, planId, updateId, reason, ...what },
      ...{ state: 'asked', askedById: act.actorId, askedAt: act.now },
      askedForId: onBehalfOf(act.actor, as),
    });
    act.record(
      'redaction.asked',
      { kind: 'update', id: updateId, planId },
      { redactionId: id, reasonHash: reasonHash(reason) },
      as,
    );
    return id;
  }

  private async words(
    act: Act,
    { id, planId, reason }: { id: string; planId: string; reason: string },
    given: string,
  ) {
    const words = given.trim().normalize('NFC');
    if (words.length < SHORTEST) {
      throw invalidField('words', 'too_short', `At least ${SHORTEST} characters.`);
    }
    if (holdsWords(REDACTED, words)) {
      throw invalidField('words', 'unknown', 'These words stand in the place of redacted ones.');
    }
    if (holdsWords(reason, words)) {
      throw invalidField('reason', 'holds_words', 'The reason is kept: say it without the words.');
    }
    const open = await act.manager.findBy(Redaction, { planId, state: 'asked' });
    if (open.some((each) => each.words?.toLowerCase() === words.toLowerCase()))
      throw askedAlready();
    const texts = await findTexts(act.manager, planId, words, londonDate(act.now));
    if (texts.length === 0) {
      throw invalidField('words', 'unknown', 'No text of this plan holds these words.');
    }
    return { words, wordsHash: sha256Hex(`${id}:${words}`) };
  }

  private async file(act: Act, updateId: string, evidenceId: string) {
    const file = await fileOfEvidence(act.manager, updateId, evidenceId);
    if (!file) throw invalidField('evidenceId', 'unknown', 'This update has no such file.');
    if (file.isRedacted) throw new Problem('file.redacted');
    const { sha256 } = file;
    if (await act.manager.existsBy(Redaction, { fileSha256: sha256, state: 'asked' })) {
      throw askedAlready();
    }
    return { wordsHash: sha256, fileSha256: sha256 };
  }

  /** @throws Problem record.not_found for an update outside the scope, or permission.refused */
  private async mayAsk(act: Act, updateId: string) {
    const { actor } = act;
    if (!actor) throw new Problem('permission.refused');
    const parameters = new Parameters();
    const [update] = await act.query<{ planId: string }>(
      `SELECT u.plan_id AS "planId" FROM updates u
       WHERE u.id = ${parameters.add(updateId)} AND ${updateScope(actor, parameters)}`,
      parameters.values,
    );
    if (!update) throw new Problem('record.not_found', { what: 'update' });
    const decision = decideForActor(actor, (principal) => decideAsking(principal, update.planId));
    if (!decision.isAllowed) throw new Problem('permission.refused', { why: decision.why });
    return { planId: update.planId, as: decision.as };
  }
}

const askedAlready = (): Problem =>
  new Problem('record.already_exists', { detail: 'This has been asked for already.' });
