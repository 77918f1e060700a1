import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { TinyS3 } from '../../../test/support/s3.js';
import type { S3Settings } from '../config/config.js';
import { FileStoreUnavailable } from './file-store.js';
import { S3Store } from './s3-store.js';

let server: TinyS3;
let settings: S3Settings;
let folder: string;
let path: string;
beforeAll(async () => {
  server = await TinyS3.start({
    region: 'eu-west-2',
    bucket: 'evidence',
    keyId: 'KEY',
    secret: 's3cr/et+',
  });
  settings = {
    ...{ endpoint: server.endpoint, region: 'eu-west-2', bucket: 'evidence' },
    ...{ accessKeyId: 'KEY', secretAccessKey: 's3cr/et+' },
  };
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-s3-'));
  path = join(folder, 'upload');
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => server.objects.clear());

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Puts these bytes, said to be of that hash. */
async function put(bytes: Buffer, sha256 = hashOf(bytes), as = settings): Promise<string> {
  await writeFile(path, bytes);
  await new S3Store(as).put(path, { sha256, bytes: bytes.length });
  return sha256;
}

describe('a store that speaks S3', () => {
  it.each([
    ['one byte', Buffer.from('x')],
    ['many pieces', randomBytes(5_000_000)],
  ])('keeps, tells of, gives and removes a file of %s', async (_, bytes) => {
    const store = new S3Store(settings);
    const sha256 = hashOf(bytes);
    expect(await store.has(sha256)).toBe(false);
    await put(bytes);
    await put(bytes);
    expect([...server.objects.keys()]).toEqual([sha256]);
    expect(await store.has(sha256)).toBe(true);
    expect((await buffer(await store.open(sha256))).equals(bytes)).toBe(true);
    await store.remove(sha256);
    expect(await store.has(sha256)).toBe(false);
  });

  it('says of a file that is not there that it is not, before the first byte', async () => {
    await expect(new S3Store(settings).open('a'.repeat(64))).rejects.toThrow('404');
  });

  it('does not keep other bytes than were signed', async () => {
    await expect(put(Buffer.from('x'), hashOf(Buffer.from('y')))).rejects.toThrow('400');
    expect(server.objects.size).toBe(0);
  });

  it.each([
    ['another secret', { secretAccessKey: 's3cr/et' }],
    ['another key', { accessKeyId: 'OTHER' }],
    ['another region', { region: 'us-east-1' }],
    ['another bucket', { bucket: 'figures' }],
  ])('is refused with %s, and does not take that for a missing file', async (_, wrong) => {
    const bytes = Buffer.from('A report.');
    const sha256 = await put(bytes);
    const store = new S3Store({ ...settings, ...wrong });
    await expect(put(bytes, sha256, { ...settings, ...wrong })).rejects.toThrow('403');
    await expect(store.open(sha256)).rejects.toThrow('403');
    await expect(store.has(sha256)).rejects.toThrow('403');
    await expect(store.remove(sha256)).rejects.toThrow('403');
    expect(server.objects.size).toBe(1);
  });

  it('says of a store that does not answer that trying again may help', async () => {
    const away = await TinyS3.start({
      region: 'eu-west-2',
      bucket: 'evidence',
      keyId: 'K',
      secret: 's',
    });
    const { endpoint } = away;
    await away.stop();
    const store = new S3Store({ ...settings, endpoint });
    const bytes = Buffer.from('A report.');
    await expect(store.open(hashOf(bytes))).rejects.toThrow(FileStoreUnavailable);
    await expect(store.has(hashOf(bytes))).rejects.toThrow(FileStoreUnavailable);
    await expect(put(bytes, hashOf(bytes), { ...settings, endpoint })).rejects.toThrow(
      FileStoreUnavailable,
    );
  });

  it('never asks for anything but a hash', async () => {
    await expect(new S3Store(settings).open('../other/secret')).rejects.toThrow('Not the hash');
  });
});
