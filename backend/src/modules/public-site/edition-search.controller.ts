import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../../platform/http/requires.js';
import { SearchReader, type SearchResult } from '../publication/index.js';
import { EditionSearchQuery, type FoundRow, FoundRows } from './dto/edition-search.dto.js';
import { markedParts } from './marked-parts.js';
import { resultHref } from './pages/index.js';

@ApiTags('editions')
@Controller('api/edition-search')
export class EditionSearchController {
  constructor(private readonly reader: SearchReader) {}

  /** What the public finds too, the nearest first. */
  @Get()
  @Requires('edition.read')
  async find(@Query() { q, page, perPage }: EditionSearchQuery): Promise<FoundRows> {
    const { results, ...found } = await this.reader.search({ words: q, page, perPage });
    return { data: results.map(toFoundRow), ...found };
  }
}

function toFoundRow(result: SearchResult): FoundRow {
  const href = resultHref(result);
  return {
    ...{ id: href, href, edition: result.editionTitle },
    ...{ title: markedParts(result.title), excerpt: markedParts(result.excerpt) },
  };
}
