export { GiveGrant } from './actions/grants.js';
export { SaveOrganisation } from './actions/save-organisation.js';
export { CreatePerson } from './actions/save-person.js';
export { SetPassword } from './actions/set-password.js';
export { SetCover } from './actions/covers.js';
export { CreatedDto } from './covers.controller.js';
export {
  Cover,
  GrantRecord,
  IDENTITY_ENTITIES,
  Organisation,
  Person,
} from './identity.entities.js';
export { IdentityModule } from './identity.module.js';
export { passwordMatches } from './passwords.js';
export { Reauthentication } from './reauthentication.js';
export { personRef } from './people-reader.js';
export { rolesOf, SessionGuard } from './session.guard.js';
export { loadActor, Sessions } from './sessions.js';
