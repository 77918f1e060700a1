export { GiveGrant, plansLedBy, RevokeGrant } from './actions/grants.js';
export { RecordOrganisationNames, SaveOrganisation } from './actions/save-organisation.js';
export { ChangePerson, CreatePerson } from './actions/save-person.js';
export { SetPassword } from './actions/set-password.js';
export { decideCover, EndCover, SetCover } from './actions/covers.js';
export { CreatedDto } from './covers.controller.js';
export {
  Cover,
  GrantRecord,
  IDENTITY_ENTITIES,
  Organisation,
  OrganisationName,
  Person,
} from './identity.entities.js';
export { IdentityModule } from './identity.module.js';
export { passwordMatches } from './passwords.js';
export { Reauthentication } from './reauthentication.js';
export { personRef } from './people-reader.js';
export { OtherNameDto } from './dto/person.dto.js';
export { nameAsAt, otherNamesOf } from './organisation-names.js';
export { rolesOf, SessionGuard } from './session.guard.js';
export { loadActor, Sessions } from './sessions.js';
