import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { bankHolidays } from '../../common/bank-holidays.js';
import { Clock } from '../../platform/database/clock.js';
import { orderBy, pageOf, Parameters } from '../../platform/database/sql.js';
import { MAIL_PROVIDER, type MailProvider } from '../../platform/mail/mail-provider.js';
import { OPTIONAL_RULES, type Rule } from '../reminders/index.js';
import { shownGroups, type MessageBody } from './compose-message.js';
import type {
  InboxMessageDto,
  InboxPage,
  InboxQuery,
  MessageSettingsDto,
} from './dto/inbox.dto.js';
import { burstTime, SENDING_HOURS, USUAL_DIGEST_TIME } from './send-time.js';

type InboxRow = Pick<InboxMessageDto, 'id' | 'kind' | 'subject' | 'sentAt' | 'isRead'> & {
  body: MessageBody;
};

const OWN = `m.channel = 'in_app' AND m.state = 'sent'`;

/** Reads what somebody was told in the app, and how they get messages. */
@Injectable()
export class InboxReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(MAIL_PROVIDER) private readonly provider: MailProvider | null,
  ) {}

  async list({ personId }: Actor, query: InboxQuery): Promise<InboxPage> {
    const parameters = new Parameters();
    const where = `m.person_id = ${parameters.add(personId)} AND ${OWN}`;
    const [{ total } = { total: 0 }] = await this.dataSource.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM messages m WHERE ${where}`,
      parameters.values,
    );
    const order = orderBy({ sendAt: 'm.send_at' }, query.sort, query.order ?? 'desc', 'm.id');
    const rows = await this.dataSource.query<InboxRow[]>(
      `SELECT m.id, m.kind, m.subject, m.body, m.ended_at AS "sentAt", m.read_at IS NOT NULL AS "isRead"
       FROM messages m WHERE ${where} ${order} ${pageOf(query, parameters)}`,
      parameters.values,
    );
    return {
      data: rows.map(({ body: { opening, groups, closing }, ...row }) => ({
        ...{ ...row, opening, closing },
        groups: shownGroups(groups),
      })),
      total,
    };
  }

  async unread(personId: string): Promise<number> {
    const [row] = await this.dataSource.query<{ unread: number }[]>(
      `SELECT count(*)::int AS unread FROM messages m WHERE m.person_id = $1 AND ${OWN} AND m.read_at IS NULL`,
      [personId],
    );
    return row!.unread;
  }

  async settings({ personId }: Actor): Promise<MessageSettingsDto> {
    const [row] = await this.dataSource.query<
      { digestAt: string; inAppOnly: Rule[]; version: number }[]
    >(
      `SELECT to_char(digest_at, 'HH24:MI') AS "digestAt", in_app_only AS "inAppOnly", version
       FROM message_settings WHERE person_id = $1`,
      [personId],
    );
    return {
      ...(row ?? { digestAt: USUAL_DIGEST_TIME, inAppOnly: [], version: 0 }),
      ...{ optional: [...OPTIONAL_RULES], ...SENDING_HOURS },
      ...(this.provider && {
        soonestEmailAt: burstTime(this.clock.now(), SENDING_HOURS, bankHolidays()),
      }),
    };
  }
}
