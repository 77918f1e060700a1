import { MessageSettings } from './message-settings.entity.js';
import { MessageTemplate } from './message-template.entity.js';

export { MessageSweep } from './message-sweep.js';
export { NotificationsModule } from './notifications.module.js';
export { UndeliveredSweep } from './undelivered-sweep.js';
export const NOTIFICATION_ENTITIES = [MessageSettings, MessageTemplate];
