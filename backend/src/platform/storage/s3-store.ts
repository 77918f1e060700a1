import { AwsClient } from 'aws4fetch';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { S3Settings } from '../config/config.js';
import { refuseOtherNames } from './file-hash.js';
import { FileStoreUnavailable, type FileStore } from './file-store.js';

const TIMEOUT_MS = 120_000;
const STAMP_HEADERS = ['etag', 'last-modified', 'content-length'];

/** Files in one bucket of any store that speaks S3. The hash in the signature lets it check the bytes. */
export class S3Store implements FileStore {
  private readonly client: AwsClient;

  constructor(private readonly settings: S3Settings) {
    const { accessKeyId, secretAccessKey, region } = settings;
    this.client = new AwsClient({
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
      retries: 2,
    });
  }

  async put(path: string, { sha256, bytes }: { sha256: string; bytes: number }): Promise<void> {
    // Signed without the body, which is read once, as it is sent.
    const headers = { 'x-amz-content-sha256': sha256, 'content-length': String(bytes) };
    const signed = await this.client.sign(this.addressOf(sha256), { method: 'PUT', headers });
    const file = createReadStream(path);
    try {
      const response = await answered(
        fetch(signed.url, {
          method: 'PUT',
          headers: { ...Object.fromEntries(signed.headers), 'content-length': String(bytes) },
          body: Readable.toWeb(file) as never,
          duplex: 'half',
          signal: AbortSignal.timeout(TIMEOUT_MS),
        } as RequestInit),
      );
      await this.expect(response, 'PUT');
      await response.arrayBuffer();
    } finally {
      file.destroy();
      await finished(file).catch(() => undefined);
    }
  }

  async open(sha256: string): Promise<Readable> {
    const response = await this.ask('GET', sha256);
    await this.expect(response, 'GET');
    return Readable.fromWeb(response.body as ReadableStream);
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.stampOf(sha256)) !== null;
  }

  async stampOf(sha256: string): Promise<string | null> {
    const response = await this.ask('HEAD', sha256);
    if (response.status === 404) return null;
    await this.expect(response, 'HEAD');
    return STAMP_HEADERS.map((name) => response.headers.get(name) ?? '').join(' ');
  }

  async remove(sha256: string): Promise<void> {
    await this.expect(await this.ask('DELETE', sha256), 'DELETE');
  }

  private ask(method: string, sha256: string): Promise<Response> {
    return answered(
      this.client.fetch(this.addressOf(sha256), {
        method,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }),
    );
  }

  /** The bucket is part of the path: every S3-compatible store understands that. */
  private addressOf(sha256: string): string {
    refuseOtherNames(sha256);
    const { endpoint, bucket } = this.settings;
    return `${endpoint}/${bucket}/${sha256}`;
  }

  private async expect(response: Response, method: string): Promise<void> {
    if (response.ok) return;
    const answer = (await response.text()).slice(0, 300);
    const words = `The file store answered ${method} with ${response.status}: ${answer}`;
    throw response.status >= 500 ? new FileStoreUnavailable(words) : new Error(words);
  }
}

/** @throws FileStoreUnavailable when no answer comes */
const answered = (asking: Promise<Response>): Promise<Response> =>
  asking.catch((error: unknown) => {
    throw new FileStoreUnavailable(`The file store does not answer: ${String(error)}`, {
      cause: error,
    });
  });
