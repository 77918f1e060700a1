import type {
  AppControllerRoute,
  AppViewRoute,
  BullBoardQueues,
  ControllerHandlerReturnType,
  IServerAdapter,
  UIConfig,
} from '@bull-board/api/typings/app';
import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Queues } from '../../platform/queue/queues.js';

const BASE = '/queues/';
const UI_FOLDER = join(
  dirname(createRequire(import.meta.url).resolve('@bull-board/ui/package.json')),
  'dist',
);
/** The dashboard's scripts, styles and words. */
export const BOARD_STATICS = join(UI_FOLDER, 'static');

const LOOK: UIConfig = {
  boardTitle: 'Queues',
  favIcon: { default: 'static/images/logo.svg', alternative: 'static/favicon-32x32.png' },
  locale: { lng: 'en-GB' },
  miscLinks: [{ text: 'Back to Quarterdeck', url: '/app' }],
  hideDocsLink: true,
};

interface Route {
  pattern: RegExp;
  answer: AppControllerRoute['handler'];
}

/**
 * Bull Board without a web server adapter of its own: such an adapter adds routes past our guard and
 * our routes' declarations. This one only keeps what the board can answer, and of that what reads.
 */
@Injectable()
export class QueueBoard implements IServerAdapter {
  private queues: BullBoardQueues = new Map();
  private config: UIConfig = LOOK;
  private routes: readonly Route[] = [];
  private entry?: AppViewRoute;
  private explain?: (error: Error) => ControllerHandlerReturnType;
  private opened?: Promise<void>;
  private readonly template = readFileSync(join(UI_FOLDER, 'index.ejs'), 'utf8');

  constructor(private readonly installation: Queues) {}

  /** When somebody looks first: a process whose dashboard nobody opens keeps neither it nor connections for it. */
  private open(): Promise<void> {
    return (this.opened ??= this.build());
  }

  private async build(): Promise<void> {
    const [{ createBullBoard }, { BullMQAdapter }] = await Promise.all([
      import('@bull-board/api'),
      import('@bull-board/api/bullMQAdapter'),
    ]);
    createBullBoard({
      queues: this.installation
        .all()
        .map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
      serverAdapter: this,
      options: { uiConfig: LOOK, uiBasePath: dirname(UI_FOLDER) },
    });
  }

  /** @returns undefined where the board has no such answer */
  async answer(
    path: string,
    query: Record<string, string>,
  ): Promise<ControllerHandlerReturnType | undefined> {
    await this.open();
    for (const { pattern, answer } of this.routes) {
      const match = pattern.exec(path);
      if (!match) continue;
      const { queues, config: uiConfig } = this;
      const request = {
        queues,
        uiConfig,
        query,
        params: { ...match.groups },
        body: {},
        headers: {},
      };
      try {
        return await answer(request);
      } catch (error) {
        return this.explain!(error as Error);
      }
    }
    return undefined;
  }

  /** The one page, without the font of another site and the inline styles that our policy refuses. */
  async page(): Promise<string> {
    await this.open();
    const { params } = this.entry!.handler({ basePath: BASE, uiConfig: this.config });
    const values = params as Record<string, string>;
    return this.template
      .replace(/<%[=-] (\w+) %>/g, (_, name: string) => values[name] ?? '')
      .replace(/<link href="https:[^>]*>|<style>.*?<\/style>| style="[^"]*"/gs, '');
  }

  setQueues(queues: BullBoardQueues): this {
    this.queues = queues;
    return this;
  }

  setUIConfig(config: UIConfig): this {
    this.config = config;
    return this;
  }

  setEntryRoute(route: AppViewRoute): this {
    this.entry = route;
    return this;
  }

  setErrorHandler(explain: (error: Error) => ControllerHandlerReturnType): this {
    this.explain = explain;
    return this;
  }

  setApiRoutes(routes: AppControllerRoute[]): this {
    this.routes = routes
      .filter(({ method }) => method === 'get')
      .flatMap(({ route, handler }) =>
        [route].flat().map((path) => ({ pattern: patternOf(path), answer: handler })),
      );
    return this;
  }

  /** Where its files are is known here. */
  setViewsPath(): this {
    return this;
  }

  setStaticPath(): this {
    return this;
  }
}

/** /api/queues/:queueName as a pattern with the names as groups. */
const patternOf = (route: string): RegExp =>
  new RegExp(`^${route.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
