import { Module } from '@nestjs/common';
import { PublicationModule } from '../publication/index.js';
import { EditionEvidenceController } from './edition-evidence.controller.js';
import { EditionPagesController } from './edition-pages.controller.js';
import { NoPageController } from './no-page.controller.js';
import { PreviewController } from './preview.controller.js';
import { PublicPagesController } from './public-pages.controller.js';
import { SchemasController } from './schemas.controller.js';
import { Site } from './site.js';

@Module({
  imports: [PublicationModule],
  controllers: [
    EditionEvidenceController,
    EditionPagesController,
    NoPageController,
    PreviewController,
    PublicPagesController,
    SchemasController,
  ],
  providers: [Site],
})
export class PublicSiteModule {}
