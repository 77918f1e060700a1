import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DocumentToRender } from './render-document.js';

/** What the process of its own is asked, and what it answers. */
export interface Asked {
  no: number;
  document: DocumentToRender;
}
export type Answered = { no: number; bytes: Uint8Array } | { no: number; error: string };

const PROCESS = fileURLToPath(
  new URL(import.meta.url).href.replace(/render-apart(\.\w+)$/, 'render-process$1'),
);
/** Documents come in bursts, some hours or months apart. */
const IDLE_MS = 20_000;
/** Six hundred rows take seconds. */
const LIMIT_MS = 120_000;

interface Waiting {
  done: (bytes: Uint8Array) => void;
  failed: (error: Error) => void;
}

let child: ChildProcess | undefined;
let lastNo = 0;
let idle: NodeJS.Timeout | undefined;
const waiting = new Map<number, Waiting>();

/**
 * Renders a document in a process of its own, so that nobody waits for it who asked for something
 * else: setting a document holds its thread, an edition's for seconds, and what it is set with takes
 * as much memory as all the rest. The process is started when it is
 * needed and let go when nothing was asked for a while; if it dies, only what it was rendering fails.
 */
export function renderApart(document: DocumentToRender): Promise<Uint8Array> {
  clearTimeout(idle);
  const process = (child ??= start());
  // While something is rendered it keeps us alive; idle, it does not.
  process.ref();
  process.channel?.ref();
  const no = (lastNo += 1);
  const limit = setTimeout(() => process.kill('SIGKILL'), LIMIT_MS);
  return new Promise<Uint8Array>((done, failed) => {
    waiting.set(no, { done, failed });
    process.send({ no, document } satisfies Asked);
  }).finally(() => {
    clearTimeout(limit);
    if (waiting.size > 0) return;
    process.unref();
    process.channel?.unref();
    idle = setTimeout(() => process.connected && process.disconnect(), IDLE_MS).unref();
  });
}

function start(): ChildProcess {
  const started = fork(PROCESS, {
    env: process.env,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  started.on('message', (answer: Answered) => {
    const asked = waiting.get(answer.no);
    waiting.delete(answer.no);
    if ('bytes' in answer) asked?.done(answer.bytes);
    else asked?.failed(new Error(answer.error));
  });
  const gone = (why: string): void => {
    if (child !== started) return;
    child = undefined;
    for (const { failed } of waiting.values()) failed(new Error(`Rendering ended: ${why}`));
    waiting.clear();
  };
  started.on('error', (error) => gone(error.message));
  started.on('disconnect', () => gone('its process was let go'));
  started.on('exit', (code, signal) => gone(`its process ended with ${signal ?? code}`));
  return started;
}
