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
  type UndeliveredEmail,
} from './mail-provider.js';
import { notifyMarkdown } from './notify-markdown.js';
import { notifyOutcome } from './notify-outcome.js';

/** As many as Notify tells at once. */
const PAGE = 250;
/** It tells those of a week: more than so many come to nothing only where something else is wrong. */
const MOST_PAGES = 20;

/** What came of an email that Notify had accepted: https://docs.notifications.service.gov.uk/node.html */
const WHY_NOT: Record<string, string> = {
  'permanent-failure': 'the address does not exist',
  'temporary-failure': 'the mailbox took nothing for three days',
  'technical-failure': 'Notify itself failed',
};

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
      // One that came to nothing is an attempt of before, which somebody has sent again.
      const found = data.notifications.find(
        ({ reference, status }) => reference === id && !WHY_NOT[status],
      );
      return found && { outcome: 'accepted', providerId: found.id };
    } catch (error) {
      const { words } = notifyOutcome(isAxiosError(error) ? error : {});
      return { outcome: 'unavailable', words: `Asked whether it took the message: ${words}` };
    }
  }

  async undelivered(): Promise<UndeliveredEmail[] | undefined> {
    const failed: UndeliveredEmail[] = [];
    try {
      let olderThan: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const { data } = await this.client.getNotifications(
          'email',
          'failed',
          undefined,
          olderThan,
        );
        for (const { id: providerId, reference, status } of data.notifications) {
          if (!reference) continue;
          const words = `GOV.UK Notify could not deliver it: ${WHY_NOT[status] ?? 'it does not say why'} (${status}).`;
          failed.push({
            ...{ id: reference, providerId, words, isAddress: status === 'permanent-failure' },
          });
        }
        if (data.notifications.length < PAGE) break;
        olderThan = data.notifications.at(-1)?.id;
      }
      return failed;
    } catch {
      // Whether it is away is found by sending, and said there.
      return undefined;
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
