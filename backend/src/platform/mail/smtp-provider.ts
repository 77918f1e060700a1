import { createTransport } from 'nodemailer';
import type { SmtpSettings } from '../config/mail-settings.js';
import {
  MAIL_CONNECTIONS,
  SEND_WITHIN_MS,
  type MailProvider,
  type OutgoingEmail,
  type SendOutcome,
} from './mail-provider.js';
import { smtpOutcome } from './smtp-outcome.js';

/** One address, which begins nothing else where it is put. */
const ADDRESS = /^[^\s\p{Cc}@<>()[\]\\,;:"]+@[^\s\p{Cc}@<>()[\]\\,;:"]+$/u;

/** Emails by SMTP, over a few connections that are kept. */
export class SmtpProvider implements MailProvider {
  readonly name = 'smtp';
  private readonly host: string;
  private readonly transport: ReturnType<typeof this.connect>;
  /** Message-IDs of which the server had everything, while its answer is waited for. */
  private readonly handedOver = new Set<string>();

  /** @param withinMs when sending is given up; what takes less ends sooner */
  constructor(
    private readonly settings: SmtpSettings,
    publicUrl: string,
    private readonly withinMs = SEND_WITHIN_MS - 2_000,
  ) {
    this.host = new URL(publicUrl).hostname;
    this.transport = this.connect();
    // The connection's errors do not tell it apart: where the message ends, the final dot follows.
    this.transport.use('stream', ({ message }, done) => {
      const id = message.messageId();
      message.processFunc((stream) => stream.once('end', () => this.handedOver.add(id)));
      done();
    });
  }

  async send({ id, to, subject, text, html }: OutgoingEmail): Promise<SendOutcome> {
    if (!ADDRESS.test(to.address)) {
      return { outcome: 'refused', words: 'This is no email address.', isAddress: true };
    }
    const messageId = `<${id}@${this.host}>`;
    try {
      const { response } = await this.transport.sendMail({
        messageId,
        envelope: { from: this.settings.from.address, to: [to.address] },
        from: this.settings.from,
        to: { name: oneLine(to.name), address: to.address },
        replyTo: this.settings.replyTo,
        subject: oneLine(subject),
        ...{ text, html },
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'en-GB' },
        xMailer: false,
        textEncoding: 'quoted-printable',
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: AbortSignal.timeout(this.withinMs),
      });
      const [, queued] = /\bqueued as ([\w.-]{1,100})/i.exec(response) ?? [];
      return { outcome: 'accepted', providerId: queued ?? messageId.slice(1, -1) };
    } catch (error) {
      return smtpOutcome(error, this.handedOver.has(messageId));
    } finally {
      this.handedOver.delete(messageId);
    }
  }

  close(): Promise<void> {
    this.transport.close();
    return Promise.resolve();
  }

  private connect() {
    const { host, port, isSecure, isTlsRequired, user, password } = this.settings;
    return createTransport({
      pool: true,
      ...{ host, port, secure: isSecure },
      requireTLS: isTlsRequired,
      ignoreTLS: !isTlsRequired,
      // Without a way to sign in nothing is sent, rather than without having signed in.
      ...(user && { auth: { user, pass: password }, forceAuth: true }),
      // By whom it is sent; a machine's own name means nothing to others.
      ...(this.host.includes('.') && { name: this.host }),
      maxConnections: MAIL_CONNECTIONS,
      // A connection that the server closed meanwhile is replaced; nothing of the message was sent.
      maxRequeues: 2,
      // From the name to the end of STARTTLS.
      connectionTimeout: Math.ceil(this.withinMs / 3),
      socketTimeout: this.withinMs,
    });
  }
}

/** Nothing in a header may begin another one. */
const oneLine = (words: string): string => words.replace(/[\s\p{Cc}]+/gu, ' ').trim();
