import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface NotifyEmail {
  id: string;
  reference: string;
  email_address: string;
  template_id: string;
  personalisation: Record<string, string>;
}

/** An answer of the API; `lost` takes the message and cuts the connection, `silence` never answers. */
export type NotifyAnswer =
  { status: number; error: string; message: string } | 'lost' | 'drop' | 'silence' | undefined;

const SERVICE = '11111111-1111-4111-8111-111111111111';
const SECRET = '22222222-2222-4222-8222-222222222222';

/** The two parts of Notify's API that are used, as it is documented, with its check of the token. */
export class TinyNotify {
  readonly apiKey = `our_key-${SERVICE}-${SECRET}`;
  readonly templateId = '33333333-3333-4333-8333-333333333333';
  readonly taken: NotifyEmail[] = [];
  answerTo: () => NotifyAnswer = () => undefined;
  /** What it could not deliver of what it took, and how it says so, by its own number of it. */
  readonly failed = new Map<string, string>();
  /** It does not say what it took before. */
  isDeaf = false;

  private constructor(private readonly server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.answer(request, response).catch(() => response.destroy());
    });
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<TinyNotify> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TinyNotify(server);
  }

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.baseUrl);
    const say = (status: number, body: object): void =>
      void response
        .writeHead(status, { 'Content-Type': 'application/json' })
        .end(JSON.stringify(body));
    const refuse = (status: number, error: string, message: string): void =>
      say(status, { status_code: status, errors: [{ error, message }] });
    if (!isOurs(request.headers.authorization)) {
      return refuse(403, 'AuthError', 'Invalid token: API key not found');
    }
    if (request.method === 'GET' && url.pathname === '/v2/notifications') {
      if (this.isDeaf) return refuse(503, 'Exception', 'Away');
      const asked = url.searchParams;
      const all = this.taken
        .map((email) => ({ ...email, status: this.failed.get(email.id) ?? 'delivered' }))
        .filter(({ reference }) => reference === (asked.get('reference') ?? reference))
        .filter(({ id }) => asked.get('status') !== 'failed' || this.failed.has(id))
        .reverse();
      const from = all.findIndex(({ id }) => id === asked.get('older_than')) + 1;
      const notifications = all.slice(from, from + 250);
      return say(200, { notifications, links: { current: url.href } });
    }
    if (request.method !== 'POST' || url.pathname !== '/v2/notifications/email') {
      return refuse(404, 'NoResultFound', 'No result found');
    }
    const email = (await json(request)) as NotifyEmail;
    const told = this.answerTo();
    if (typeof told === 'object') return refuse(told.status, told.error, told.message);
    if (told === 'silence') return;
    if (told === 'drop') return void response.destroy();
    if (email.template_id !== this.templateId) {
      return refuse(400, 'BadRequestError', 'Template not found');
    }
    email.id = `notification-${this.taken.length + 1}`;
    this.taken.push(email);
    if (told === 'lost') return void response.destroy();
    say(201, { id: email.id, reference: email.reference });
  }
}

/** A JWT of the service, signed with the secret of the key and not older than half a minute. */
function isOurs(authorization = ''): boolean {
  const [head = '', claims = '', signature = ''] = authorization.replace(/^Bearer /, '').split('.');
  const expected = createHmac('sha256', SECRET).update(`${head}.${claims}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  const { iss, iat } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
    iss: string;
    iat: number;
  };
  return iss === SERVICE && Math.abs(Date.now() / 1000 - iat) < 30;
}
