import { Injectable } from '@nestjs/common';
import { DatabaseListener } from '../../platform/database/listener.js';
import type { EventStream } from '../../platform/http/event-streams.js';
import { InboxReader } from './inbox.reader.js';

/** The pages that show how much somebody has not read, told whenever that changes. */
@Injectable()
export class InboxStreams {
  private readonly streams = new Map<string, Set<EventStream>>();

  constructor(
    private readonly reader: InboxReader,
    listener: DatabaseListener,
  ) {
    listener.on('inbox', (personId) => (personId ? this.tell(personId) : this.tellAll()));
  }

  async join(stream: EventStream, personId: string): Promise<void> {
    const own = this.streams.get(personId) ?? new Set();
    own.add(stream);
    this.streams.set(personId, own);
    stream.onEnd(() => {
      own.delete(stream);
      if (own.size === 0) this.streams.delete(personId);
    });
    stream.send('unread', { unread: await this.reader.unread(personId) });
  }

  private async tell(personId: string): Promise<void> {
    const own = this.streams.get(personId);
    if (!own) return;
    const unread = await this.reader.unread(personId);
    for (const stream of own) stream.send('unread', { unread });
  }

  private async tellAll(): Promise<void> {
    for (const personId of this.streams.keys()) await this.tell(personId);
  }
}
