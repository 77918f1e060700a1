import { Module } from '@nestjs/common';
import { PublicationModule } from '../publication/index.js';
import { CopyCheckController } from './copy-check.controller.js';
import { EditionCheckController } from './edition-check.controller.js';
import { CommitmentPagesController } from './commitment-pages.controller.js';
import { EditionEvidenceController } from './edition-evidence.controller.js';
import { EditionPagesController } from './edition-pages.controller.js';
import { EditionSearchController } from './edition-search.controller.js';
import { MachinePagesController } from './machine-pages.controller.js';
import { NoPageController } from './no-page.controller.js';
import { PreviewController } from './preview.controller.js';
import { PublicLimiter } from './public-limiter.js';
import { PublicPagesController } from './public-pages.controller.js';
import { SchemasController } from './schemas.controller.js';
import { RememberedPages } from './remembered-pages.js';
import { SearchController } from './search.controller.js';
import { Site } from './site.js';

@Module({
  imports: [PublicationModule],
  controllers: [
    CopyCheckController,
    EditionCheckController,
    CommitmentPagesController,
    EditionEvidenceController,
    EditionPagesController,
    EditionSearchController,
    MachinePagesController,
    NoPageController,
    PreviewController,
    PublicPagesController,
    SchemasController,
    SearchController,
  ],
  providers: [PublicLimiter, RememberedPages, Site],
})
export class PublicSiteModule {}
