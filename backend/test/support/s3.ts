import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

interface Credentials {
  region: string;
  bucket: string;
  keyId: string;
  secret: string;
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: Buffer | string, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/**
 * A store in memory that speaks as much of S3 as files need. It computes each signature for itself,
 * from what arrived, as “AWS Signature Version 4” is published; and the hash of what it is to keep.
 */
export class TinyS3 {
  readonly objects = new Map<string, Buffer>();

  private constructor(
    private readonly server: Server,
    private readonly credentials: Credentials,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void buffer(request).then((body) => this.answer(request, response, body));
    });
  }

  static async start(credentials: Credentials): Promise<TinyS3> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TinyS3(server, credentials);
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(
    { method, url, headers }: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
  ) {
    const refuse = (status: number, code: string): void => {
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(`<Error><Code>${code}</Code></Error>`);
    };
    if (headers.authorization !== this.authorizationOf({ method, url, headers }))
      return refuse(403, 'SignatureDoesNotMatch');
    const [, bucket, key] = /^\/([^/]+)\/([0-9a-f]{64})$/.exec(url!) ?? [];
    if (!key || bucket !== this.credentials.bucket) return refuse(403, 'AccessDenied');
    const signedHash = headers['x-amz-content-sha256'];
    switch (method) {
      case 'PUT':
        if (signedHash !== sha256(body)) return refuse(400, 'XAmzContentSHA256Mismatch');
        if (headers['content-length'] === undefined) return refuse(411, 'MissingContentLength');
        this.objects.set(key, body);
        return response.end();
      case 'DELETE':
        this.objects.delete(key);
        return response.writeHead(204).end();
      default: {
        const kept = this.objects.get(key);
        if (!kept) return refuse(404, 'NoSuchKey');
        response.writeHead(200, { 'content-length': kept.length });
        return response.end(method === 'GET' ? kept : undefined);
      }
    }
  }

  /** What the header must say if whoever asks has the secret, and asks for this and nothing else. */
  private authorizationOf({
    method,
    url,
    headers,
  }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): string {
    const { keyId, region, secret } = this.credentials;
    const at = String(headers['x-amz-date']);
    const [date] = at.split('T') as [string];
    const signed = /SignedHeaders=([\w;-]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
    const names = signed.split(';');
    for (const needed of ['host', 'x-amz-content-sha256', 'x-amz-date'])
      if (!names.includes(needed)) return '';
    const [path, query = ''] = url!.split('?') as [string, string?];
    const canonicalRequest = [
      method,
      path,
      query,
      ...names.map((name) => `${name}:${String(headers[name]).trim()}`),
      '',
      signed,
      headers['x-amz-content-sha256'],
    ].join('\n');
    const scope = `${date}/${region}/s3/aws4_request`;
    const toSign = ['AWS4-HMAC-SHA256', at, scope, sha256(canonicalRequest)].join('\n');
    const key = [region, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${secret}`, date));
    const signature = hmac(key, toSign).toString('hex');
    return `AWS4-HMAC-SHA256 Credential=${keyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
  }
}
