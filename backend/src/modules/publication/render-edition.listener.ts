import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { Outbox, type DeliveredEvent, type EventListener } from '../../platform/queue/outbox.js';
import { actWithin } from '../audit/index.js';
import { RenderEdition } from './actions/render-edition.js';

/**
 * Makes the files of an edition once it is published, and again once words were redacted from it; an
 * event heard twice finds them made.
 */
@Injectable()
export class RenderEditionListener implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly renderEdition: RenderEdition,
  ) {}

  onModuleInit(): void {
    const hear: EventListener['hear'] = (event, manager) => this.hear(event, manager);
    this.outbox.register({ name: 'render-edition', hears: 'edition.published', hear });
    this.outbox.register({ name: 'render-redacted-edition', hears: 'edition.redacted', hear });
  }

  async hear(event: DeliveredEvent, manager: EntityManager): Promise<void> {
    const editionId = String(event.payload.editionId);
    // No person renders: what a person published is rendered by the system.
    const origin = event.origin === 'seed' ? 'seed' : 'system';
    await actWithin(manager, null, this.clock.now(), origin, (act) =>
      this.renderEdition.execute(act, editionId),
    );
  }
}
