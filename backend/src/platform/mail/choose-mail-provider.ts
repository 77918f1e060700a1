import type { Config } from '../config/config.js';
import type { MailProvider } from './mail-provider.js';

/** What the settings name, of which alone the library is loaded; null without: messages are then held. */
export async function mailProviderOf({
  mail,
  publicUrl,
}: Pick<Config, 'mail' | 'publicUrl'>): Promise<MailProvider | null> {
  if (!mail) return null;
  if (mail.provider === 'smtp') {
    const { SmtpProvider } = await import('./smtp-provider.js');
    return new SmtpProvider(mail, publicUrl);
  }
  const { NotifyProvider } = await import('./notify-provider.js');
  return new NotifyProvider(mail);
}
