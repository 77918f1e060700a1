import type { Config } from '../config/config.js';
import type { MailProvider } from './mail-provider.js';
import { NotifyProvider } from './notify-provider.js';
import { SmtpProvider } from './smtp-provider.js';

/** What the settings name; null without: messages are then held. */
export function mailProviderOf({
  mail,
  publicUrl,
}: Pick<Config, 'mail' | 'publicUrl'>): MailProvider | null {
  if (!mail) return null;
  return mail.provider === 'smtp' ? new SmtpProvider(mail, publicUrl) : new NotifyProvider(mail);
}
