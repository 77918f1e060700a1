import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That the secretariat asked owners for what is late, in words of its own. Never changed. */
@Entity('chases')
export class Chase {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') roundId: string;
  @Column('text') words: string;
  @Column('uuid') madeById: string;
  @Column('uuid', { nullable: true }) onBehalfOfId: string | null;
  @Column('timestamptz') madeAt: Date;
}
