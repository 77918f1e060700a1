import type { Config } from '../config/config.js';
import { DiskStore } from './disk-store.js';
import type { FileStore } from './file-store.js';
import { S3Store } from './s3-store.js';

/** A disk, unless an S3-compatible store is configured. */
export const fileStoreOf = ({ dataFolder, s3 }: Pick<Config, 'dataFolder' | 's3'>): FileStore =>
  s3 ? new S3Store(s3) : new DiskStore(dataFolder);
