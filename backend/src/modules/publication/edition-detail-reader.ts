import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { decideForActor, type Actor } from '../../common/actor.js';
import { describeActions } from '../overrides/index.js';
import type { EditionDetail } from './dto/edition.dto.js';
import { EditionsReader } from './editions-reader.js';
import { decideAskingToWithdraw, maySeeWithdrawal } from './withdrawal.policy.js';
import { withdrawableFacts } from './withdrawn.js';

/** Reads one version as it is seen inside: beside the others, and with what may be done about it. */
@Injectable()
export class EditionDetailReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly editions: EditionsReader,
  ) {}

  /** @throws Problem record.not_found */
  async read(actor: Actor, id: string): Promise<EditionDetail> {
    const { snapshot, ...edition } = await this.editions.read(id);
    const [versions, facts] = await Promise.all([
      this.editions.versions(edition.slug),
      withdrawableFacts(this.dataSource, edition),
    ]);
    const mayRead = !edition.withdrawal || maySeeWithdrawal(actor, edition.planId);
    const withdraw = decideForActor(actor, (principal) => decideAskingToWithdraw(principal, facts));
    return {
      ...edition,
      versions: versions.map(({ slug: _, ...version }) => version).reverse(),
      ...(mayRead && { snapshot }),
      availableActions: await describeActions(this.dataSource, actor, [['withdraw', withdraw]]),
    };
  }
}
