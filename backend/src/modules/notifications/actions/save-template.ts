import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson, sha256Hex } from '../../../common/canonical-json.js';
import { Problem } from '../../../common/problems.js';
import { changedMeanwhile, overtaken, type Act } from '../../audit/index.js';
import { secretariatOf } from '../../rounds/index.js';
import { MessageTemplate } from '../message-template.entity.js';
import type { MessageKind } from '../message.workflow.js';
import { templatesInForce } from '../template.reader.js';
import { templateIssues, type Template } from '../templates.js';

const TEMPLATES = { kind: 'installation', id: 'message-templates' } as const;

@Injectable()
export class SaveTemplate {
  /** @throws Problem request.invalid for a template from which no message could be made */
  async execute(
    act: Act,
    kind: MessageKind,
    { version, ...template }: Template & { version: number },
  ): Promise<void> {
    const issues = templateIssues(template);
    if (issues.length > 0) throw new Problem('request.invalid', {}, { issues });
    // Two who save at the same time come one after the other; whoever reads does not wait.
    await act.query('LOCK TABLE message_templates IN SHARE ROW EXCLUSIVE MODE', []);
    const { [kind]: present } = await templatesInForce(act.manager);
    if (present.version !== version) {
      const { savedById, savedAt } = present;
      const did = 'changed this template';
      throw savedById && savedAt
        ? await overtaken(act, savedById, did, savedAt)
        : await changedMeanwhile(act, TEMPLATES, did, ['message.template_saved']);
    }
    await act.manager.insert(MessageTemplate, {
      ...{ id: randomUUID(), kind, version: version + 1, ...template },
      ...{ savedById: act.actorId, savedAt: act.now },
    });
    act.record(
      'message.template_saved',
      TEMPLATES,
      {
        template: kind,
        version: version + 1,
        wordsHash: sha256Hex(canonicalJson(template)),
      },
      secretariatOf(act),
    );
  }
}
