import { Injectable } from '@nestjs/common';
import { PublicReader } from '../publication/index.js';
import type { SiteSettings } from './pages/index.js';

/** What every public page says of the installation: whose plan it is. */
@Injectable()
export class Site {
  constructor(private readonly reader: PublicReader) {}

  async settings(): Promise<SiteSettings> {
    return siteOf(await this.reader.publisher());
  }
}

/** The settings without the database: for a page that says that something failed. */
export const siteOf = (publisher: string | null): SiteSettings => ({
  serviceName: 'Action plan updates',
  publisher: publisher ?? 'this organisation',
});
