import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../../platform/http/requires.js';
import { EditionDetail, EditionPage, EditionsQuery } from './dto/edition.dto.js';
import { EditionsReader } from './editions-reader.js';

@ApiTags('editions')
@Controller('api/editions')
export class EditionsController {
  constructor(private readonly reader: EditionsReader) {}

  /** Every version of every edition, newest first. */
  @Get()
  @Requires('edition.read')
  list(@Query() query: EditionsQuery): Promise<EditionPage> {
    return this.reader.list(query);
  }

  /** One version with its snapshot. */
  @Get(':id')
  @Requires('edition.read')
  read(@Param('id', ParseUUIDPipe) id: string): Promise<EditionDetail> {
    return this.reader.read(id);
  }
}
