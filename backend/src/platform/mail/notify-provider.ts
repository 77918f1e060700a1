import axios, { isAxiosError } from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import notifications from 'notifications-node-client';
import type { NotifySettings } from '../config/mail-settings.js';
import {
  MAIL_CONNECTIONS,
  SEND_WITHIN_MS,
  type FindOutcome,
  type MailProvider,
  type OutgoingEmail,
  type SendOutcome,
} from './mail-provider.js';
import { notifyMarkdown } from './notify-markdown.js';
import { notifyOutcome } from './notify-outcome.js';

type HttpClient = Parameters<notifications.NotifyClient['setClient']>[0];

/** Emails by GOV.UK Notify: one template whose subject is ((subject)) and whose message is ((body)). */
export class NotifyProvider implements MailProvider {
  readonly name = 'notify';
  private readonly client: notifications.NotifyClient;
  private readonly agents = {
    httpAgent: new HttpAgent({ keepAlive: true, maxSockets: MAIL_CONNECTIONS }),
    httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: MAIL_CONNECTIONS }),
  };

  constructor(
    private readonly settings: NotifySettings,
    private readonly withinMs = SEND_WITHIN_MS - 2_000,
  ) {
    this.client = new notifications.NotifyClient(settings.baseUrl, settings.apiKey);
    this.client.setClient(this.boundedClient());
  }

  async send({ id, to, subject, text }: OutgoingEmail): Promise<SendOutcome> {
    try {
      const { data } = await this.client.sendEmail(this.settings.templateId, to.address, {
        personalisation: { subject, body: notifyMarkdown(text) },
        reference: id,
      });
      return { outcome: 'accepted', providerId: data.id };
    } catch (error) {
      // Never the error itself: it holds the request with its token.
      return notifyOutcome(isAxiosError(error) ? error : {});
    }
  }

  async find(id: string): Promise<FindOutcome | undefined> {
    try {
      const { data } = await this.client.getNotifications('email', undefined, id);
      const found = data.notifications.find(({ reference }) => reference === id);
      return found && { outcome: 'accepted', providerId: found.id };
    } catch (error) {
      const { words } = notifyOutcome(isAxiosError(error) ? error : {});
      return { outcome: 'unavailable', words: `Asked whether it took the message: ${words}` };
    }
  }

  close(): Promise<void> {
    this.agents.httpAgent.destroy();
    this.agents.httpsAgent.destroy();
    return Promise.resolve();
  }

  /** Notify's client waits for ever by itself. */
  private boundedClient(): HttpClient {
    const client = axios.create({ ...this.agents, maxRedirects: 0 });
    client.interceptors.request.use((request) => {
      request.signal = AbortSignal.timeout(this.withinMs);
      return request;
    });
    // The same library, of which TypeScript sees one type for import and one for require.
    return client as unknown as HttpClient;
  }
}
