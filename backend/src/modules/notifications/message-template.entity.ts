import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MessageKind } from './message.workflow.js';

/** The words around what messages list. Each saving is a version; none is changed. */
@Entity('message_templates')
export class MessageTemplate {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: MessageKind;
  @Column('int') version: number;
  @Column('text') subject: string;
  @Column('text') opening: string;
  @Column('text') closing: string;
  @Column('uuid') savedById: string;
  @Column('timestamptz') savedAt: Date;
}
