import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { AdvanceClock } from './actions/advance-clock.js';
import { EndCover, SetCover } from './actions/covers.js';
import { GiveGrant, RevokeGrant } from './actions/grants.js';
import { RecordOrganisationNames, SaveOrganisation } from './actions/save-organisation.js';
import { ChangePerson, CreatePerson } from './actions/save-person.js';
import { SetPassword } from './actions/set-password.js';
import { ClockController } from './clock.controller.js';
import { CoversController } from './covers.controller.js';
import { MeReader } from './me-reader.js';
import { OrganisationsController } from './organisations.controller.js';
import { PeopleController } from './people.controller.js';
import { PeopleReader } from './people-reader.js';
import { Reauthentication } from './reauthentication.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.js';
import { SignInLimiter } from './sign-in-limiter.js';

const ACTIONS = [
  AdvanceClock,
  ChangePerson,
  CreatePerson,
  EndCover,
  GiveGrant,
  RevokeGrant,
  RecordOrganisationNames,
  SaveOrganisation,
  SetCover,
  SetPassword,
];

@Module({
  imports: [AuditModule],
  controllers: [
    SessionController,
    ClockController,
    PeopleController,
    CoversController,
    OrganisationsController,
  ],
  providers: [...ACTIONS, MeReader, PeopleReader, Reauthentication, Sessions, SignInLimiter],
  exports: [...ACTIONS, Reauthentication, Sessions],
})
export class IdentityModule {}
