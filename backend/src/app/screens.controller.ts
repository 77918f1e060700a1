import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { repositoryFolder } from '../platform/config/config.js';
import { Public } from '../platform/http/requires.js';

export const SCREENS_FOLDER = resolve(repositoryFolder(), 'frontend/dist');

/** The screens: one page for every path under /app; its scripts are static files. */
@ApiExcludeController()
@Controller('app')
export class ScreensController {
  private readonly page: string;

  constructor() {
    const file = resolve(SCREENS_FOLDER, 'index.html');
    this.page = existsSync(file)
      ? readFileSync(file, 'utf8')
      : '<!doctype html><title>Quarterdeck</title><p>The screens are not built: run npm start.</p>';
  }

  @Get()
  @Public()
  @Header('cache-control', 'no-store')
  root(@Res() reply: FastifyReply): void {
    this.send(reply);
  }

  @Get('*')
  @Public()
  @Header('cache-control', 'no-store')
  any(@Res() reply: FastifyReply): void {
    this.send(reply);
  }

  /** Emotion and TipTap take their nonce from the page. */
  private send(reply: FastifyReply): void {
    const nonce = reply.cspNonce.style;
    void reply.type('text/html; charset=utf-8').send(this.page.replaceAll('__CSP_NONCE__', nonce));
  }
}
