import { Controller, Get, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../common/problems.js';
import { Public } from '../../platform/http/requires.js';
import { EditionsReader, PublicReader, type PublicCommitment } from '../publication/index.js';
import { PageErrorFilter } from './page-error.filter.js';
import { commitmentPage, comparePage, type CommitmentHistory } from './pages/index.js';
import { RememberedPages } from './remembered-pages.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One commitment and everything that was published about it. */
@ApiExcludeController()
@UseFilters(PageErrorFilter)
@Controller('commitments/:id')
export class CommitmentPagesController {
  constructor(
    private readonly pages: RememberedPages,
    private readonly reader: PublicReader,
    private readonly editions: EditionsReader,
  ) {}

  @Get()
  @Public()
  async life(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [context, commitment] = await this.find(id);
    const parts = ['commitment', id, commitment];
    await this.pages.send(request, reply, context, parts, async () =>
      commitmentPage(context.site, await this.history(id, commitment)),
    );
  }

  /** The difference between two of its published texts. */
  @Get('compare')
  @Public()
  async compare(
    @Param('id') id: string,
    @Query('from') from: unknown,
    @Query('to') to: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [context, commitment] = await this.find(id);
    const chosen = {
      ...(typeof from === 'string' && UUID.test(from) && { from }),
      ...(typeof to === 'string' && UUID.test(to) && { to }),
    };
    const parts = ['compare', id, commitment, chosen];
    await this.pages.send(request, reply, context, parts, async () =>
      comparePage(context.site, await this.history(id, commitment), chosen),
    );
  }

  private find(id: string) {
    if (!UUID.test(id)) throw new Problem('record.not_found', { what: 'commitment' });
    return Promise.all([this.pages.context(), this.reader.commitment(id)]);
  }

  private async history(id: string, commitment: PublicCommitment): Promise<CommitmentHistory> {
    const [entries, absentFrom] = await Promise.all([
      this.editions.rowsAbout(id),
      this.editions.without(id),
    ]);
    return { id, ...commitment, entries, absentFrom };
  }
}
