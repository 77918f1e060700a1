import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PublicReader, type PublicState } from '../publication/index.js';
import type { SiteSettings } from './pages/index.js';
import { preparePage, sendPrepared, type PreparedPage } from './send.js';
import { Site } from './site.js';

const MOST_BYTES = 64 * 1024 * 1024;

/** What a page is made of besides the register. */
export interface PageContext {
  site: SiteSettings;
  state: PublicState;
  /** A hash of both. */
  stamp: string;
}

/**
 * Makes each public page once and remembers it, ready to be sent, for as long as nothing it is made of
 * changes. A page is asked for by its name, the state of everything public, and whatever else goes into
 * it; so there is nothing to empty, and what is published, corrected or redacted is shown at once.
 */
@Injectable()
export class RememberedPages {
  /** By what they are made of, the longest unused first. */
  private readonly pages = new Map<string, PreparedPage>();
  /** Several readers of a page that is being made wait for the same one. */
  private readonly making = new Map<string, Promise<PreparedPage>>();
  private bytes = 0;
  private reading?: Promise<PageContext>;
  private readNext?: Promise<PageContext>;

  constructor(
    private readonly reader: PublicReader,
    private readonly site: Site,
  ) {}

  /**
   * The state of everything public, read after it was asked for: those who ask while it is being read
   * share the next reading, so that many readers are one query at a time and none of them sees the past.
   */
  context(): Promise<PageContext> {
    if (!this.reading) return this.read();
    this.readNext ??= this.reading
      .catch(() => undefined)
      .then(() => {
        this.readNext = undefined;
        return this.read();
      });
    return this.readNext;
  }

  private read(): Promise<PageContext> {
    const reading = this.contextNow().finally(() => {
      if (this.reading === reading) this.reading = undefined;
    });
    this.reading = reading;
    return reading;
  }

  private async contextNow(): Promise<PageContext> {
    const state = await this.reader.state();
    const site = this.site.of(state);
    return { state, site, stamp: hashOf(JSON.stringify([site, state])) };
  }

  /** @param parts all that goes into the page besides the context: as JSON it is half of its name */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    context: PageContext,
    parts: unknown[],
    make: () => string | Promise<string>,
  ): Promise<void> {
    const key = hashOf(JSON.stringify([context.stamp, parts]));
    sendPrepared(request, reply, await this.remembered(key, make));
  }

  private async remembered(
    key: string,
    make: () => string | Promise<string>,
  ): Promise<PreparedPage> {
    const known = this.pages.get(key);
    if (known) {
      // Put at the end: it has just been used.
      this.pages.delete(key);
      this.pages.set(key, known);
      return known;
    }
    const making = this.making.get(key) ?? this.keep(key, make);
    this.making.set(key, making);
    return making.finally(() => this.making.delete(key));
  }

  private async keep(key: string, make: () => string | Promise<string>): Promise<PreparedPage> {
    const page = await preparePage(await make());
    this.pages.set(key, page);
    this.bytes += sizeOf(page);
    for (const [oldest, old] of this.pages) {
      if (this.bytes <= MOST_BYTES) break;
      this.pages.delete(oldest);
      this.bytes -= sizeOf(old);
    }
    return page;
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');

const sizeOf = ({ body, gzip: packed }: PreparedPage): number => body.length + packed.length;
