import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Rule } from '../reminders/index.js';

/** How somebody gets messages. Who never chose has none, and gets them as is usual. */
@Entity('message_settings')
export class MessageSettings {
  @PrimaryColumn('uuid') personId: string;
  /** London time. */
  @Column('time without time zone') digestAt: string;
  /** What they are told of in the app only. */
  @Column('text', { array: true }) inAppOnly: Rule[];
  @Column('int') version: number;
  @Column('timestamptz') savedAt: Date;
}
