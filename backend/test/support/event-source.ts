import type { SignedIn } from './test-app.js';

interface Heard {
  event: string;
  data: unknown;
}

/** Listens to an event stream over the network, as a page does. */
export class EventSource {
  readonly heard: Heard[] = [];
  isOver = false;
  private readonly halt = new AbortController();
  private readonly waiting = new Set<() => void>();

  private constructor(readonly response: Response) {}

  static async open(url: string, { cookie }: SignedIn): Promise<EventSource> {
    const halt = new AbortController();
    const headers = { cookie, accept: 'text/event-stream' };
    const source = new EventSource(await fetch(url, { headers, signal: halt.signal }));
    source.halt.signal.addEventListener('abort', () => halt.abort());
    void source.read().catch(() => undefined);
    return source;
  }

  close(): void {
    this.halt.abort();
  }

  /** The newest event that fits, waiting for it if need be. */
  async until<Data>(event: string, fits: (data: Data) => boolean = () => true): Promise<Data> {
    for (const deadline = Date.now() + 5_000; ;) {
      const found = this.heard.findLast((each) => each.event === event && fits(each.data as Data));
      if (found) return found.data as Data;
      if (Date.now() > deadline) throw new Error(`Only heard ${JSON.stringify(this.heard)}`);
      await this.news();
    }
  }

  async untilOver(): Promise<void> {
    for (const deadline = Date.now() + 5_000; !this.isOver; await this.news()) {
      if (Date.now() > deadline) throw new Error('The stream goes on.');
    }
  }

  private news(): Promise<void> {
    return new Promise((settle) => {
      this.waiting.add(settle);
      setTimeout(settle, 500);
    });
  }

  private async read(): Promise<void> {
    let text = '';
    try {
      for await (const chunk of this.response.body!.pipeThrough(new TextDecoderStream())) {
        const parts = (text + chunk).split('\n\n');
        text = parts.pop()!;
        for (const part of parts) {
          const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(part) ?? [];
          if (event) this.heard.push({ event, data: JSON.parse(data!) });
        }
        this.tell();
      }
    } finally {
      this.isOver = true;
      this.tell();
    }
  }

  private tell(): void {
    for (const settle of this.waiting) settle();
    this.waiting.clear();
  }
}
