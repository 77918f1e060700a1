import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PERMISSIONS, rolesHold, type Permission } from '../../common/permissions.js';
import { Clock } from '../../platform/database/clock.js';
import type { ClockDto, MeDto, MyCoverDto } from './dto/session.dto.js';
import { rolesOf } from './session.guard.js';
import type { OpenSession } from './sessions.js';

export const clockNow = (clock: Clock): ClockDto => ({
  now: clock.now(),
  isDemonstration: clock.isDemonstration,
  offsetMs: clock.offset,
});

/** What a signed-in person's screens need to know first. */
@Injectable()
export class MeReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async read(session: OpenSession): Promise<MeDto> {
    const { actor } = session;
    const roles = rolesOf(actor);
    const [person] = await this.dataSource.query<{ organisation: string }[]>(
      'SELECT o.short_name AS organisation FROM people p JOIN organisations o ON o.id = p.organisation_id WHERE p.id = $1',
      [actor.personId],
    );
    const coverIds = actor.principals.flatMap((principal) => principal.cover?.id ?? []);
    const covers = await this.dataSource.query<MyCoverDto[]>(
      `SELECT json_build_object('id', a.id, 'name', a.name, 'organisation', o.short_name) AS absent,
         c.ends_on::text AS "endsOn", c.parts
       FROM covers c JOIN people a ON a.id = c.absent_id JOIN organisations o ON o.id = a.organisation_id
       WHERE c.id = ANY($1::uuid[]) ORDER BY a.name`,
      [coverIds],
    );
    return {
      person: {
        id: actor.personId,
        name: actor.name,
        email: session.email,
        organisation: person?.organisation ?? '',
      },
      roles: [...roles],
      permissions: (Object.keys(PERMISSIONS) as Permission[]).filter((permission) =>
        rolesHold(roles, permission),
      ),
      covers,
      csrfToken: session.csrfToken,
      clock: clockNow(this.clock),
    };
  }
}
