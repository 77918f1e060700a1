import { Override } from './override.entity.js';

export { ConfirmOverride } from './actions/confirm-override.js';
export { describeActions } from './available-actions.js';
export { OverrideDto } from './dto/override.dto.js';
export {
  endOverride,
  endOverridesOf,
  findOverride,
  makeOverride,
  type NewOverride,
  type OverrideSubject,
} from './make-override.js';
export { OverrideReader } from './override-reader.js';
export { Override } from './override.entity.js';
export { overrideScope } from './override.scope.js';
export { OverridesModule } from './overrides.module.js';
export const OVERRIDE_ENTITIES = [Override];
