import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/tokens.js';
import { PublicReader, type PublicState } from '../publication/index.js';
import type { SiteSettings } from './pages/index.js';

/** What every public page says of the installation: what it is called, and whose plan it is. */
@Injectable()
export class Site {
  constructor(
    private readonly reader: PublicReader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async settings(): Promise<SiteSettings> {
    return this.of(await this.reader.state());
  }

  /** The settings without the database: for a page that says that something failed. */
  withoutDatabase(): SiteSettings {
    return this.of();
  }

  of(state?: PublicState): SiteSettings {
    const { serviceName, licence, publicUrl: address, isStatic } = this.config;
    const { contactEmail, contactPhone, contactAddress } = this.config;
    const { statementStatus, statementPreparedOn, statementReviewedOn } = this.config;
    return {
      ...{ serviceName, licence, address, publisher: state?.publisher ?? 'this organisation' },
      ...(state && { editions: new Set(state.editions.map(({ slug }) => slug)) }),
      ...(contactEmail && { contactEmail }),
      ...(isStatic && { isStatic }),
      ...(contactPhone && { contactPhone }),
      ...(contactAddress && { contactAddress }),
      ...(statementStatus && { statementStatus }),
      ...(statementPreparedOn && { statementPreparedOn }),
      ...(statementReviewedOn && { statementReviewedOn }),
    };
  }
}
