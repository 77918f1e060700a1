import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Marking } from '../../../../common/evidence.js';
import { invalidField } from '../../../../common/problems.js';
import { onBehalfOf, type Act } from '../../../audit/index.js';
import { cleanFileName } from '../../../files/index.js';
import { takeUpdate } from '../../update-facts.js';
import { Evidence } from '../evidence.entities.js';
import {
  findSameAddress,
  nextPosition,
  noteChange,
  parseHref,
  parseTitle,
  refuseSensitive,
  subjectOf,
} from '../evidence.store.js';

export type EvidenceInput = {
  title: string;
  marking: Marking;
  isPublished: boolean;
} & ({ href: string } | { name: string });

@Injectable()
export class AddEvidence {
  /**
   * Adds a link, or the place for a file whose bytes come next: until then nobody sees it.
   * @returns its id
   */
  async execute(act: Act, updateId: string, input: EvidenceInput): Promise<string> {
    const { marking, isPublished } = input;
    const title = parseTitle(input.title);
    refuseSensitive(marking, isPublished);
    const of = linkOrFile(input);
    const { kind } = of;
    const { update, as } = await takeUpdate(act, updateId, 'save_draft');
    if (of.href !== null) await refuseASecondTime(act, updateId, of.href);
    const id = randomUUID();
    await act.manager.insert(Evidence, {
      ...{ id, updateId, title, marking, isPublished, ...of },
      position: await nextPosition(act, updateId),
      addedById: act.actorId,
      onBehalfOfId: onBehalfOf(act.actor, as),
      addedAt: act.now,
    });
    if (kind === 'file') return id;
    noteChange(act, update, as, { isOfPublished: isPublished });
    const entry = { evidenceId: id, evidence: kind, marking, isPublished };
    act.record('evidence.added', subjectOf(update), entry, as);
    return id;
  }
}

/** Twice on the list, the same page would be two pieces of evidence. @throws Problem request.invalid */
async function refuseASecondTime(act: Act, updateId: string, href: string): Promise<void> {
  const first = await findSameAddress(act, updateId, href);
  if (!first) return;
  throw invalidField(
    'href',
    'there_already',
    `This address is on the list already, as “${first.title}”. Change that one, or remove it first.`,
  );
}

const linkOrFile = (input: EvidenceInput): Pick<Evidence, 'kind' | 'href' | 'fileName'> =>
  'href' in input
    ? { kind: 'link', href: parseHref(input.href), fileName: null }
    : { kind: 'file', href: null, fileName: cleanFileName(input.name) };
