import { HttpError } from 'react-admin';
import type { Problem } from '../api/types.ts';
import { formatInstant } from '../components/dates.ts';

let csrfToken: string | undefined;

/** Called with the session's token after signing in, and with nothing after signing out. */
export const setCsrfToken = (token: string | undefined): void => {
  csrfToken = token;
};

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
  /** Lets the request outlive the page, for a last save while it closes. */
  keepalive?: boolean;
}

/** One request to the API; a refusal becomes a react-admin HttpError that carries the problem. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** The same for what is a file and no JSON. */
export const requestFile = async (path: string, options: RequestOptions): Promise<Blob> =>
  (await send(path, options)).blob();

/** Sends a file as it is, and tells how much of it has gone: fetch cannot say that yet. */
export function requestUpload(
  path: string,
  file: Blob,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('PUT', `/api${path}`);
    sending.setRequestHeader('Accept', 'application/json');
    sending.setRequestHeader('Content-Type', 'application/octet-stream');
    if (csrfToken) sending.setRequestHeader('X-CSRF-Token', csrfToken);
    sending.upload.onprogress = ({ loaded, total }) => onProgress(loaded / Math.max(total, 1));
    sending.onload = () => {
      if (sending.status < 300) return resolve();
      const type = sending.getResponseHeader('Content-Type') ?? '';
      const answer = new Response(sending.responseText, {
        status: sending.status,
        headers: { 'Content-Type': type },
      });
      toHttpError(answer).then(reject, reject);
    };
    sending.onerror = () => reject(new TypeError('The connection was lost'));
    sending.onabort = () =>
      reject(
        new HttpError('Stopped', 0, {
          title: 'Sending was stopped',
          status: 0,
          code: 'upload.stopped',
          detail: 'Nothing of the file was kept.',
        }),
      );
    signal.addEventListener('abort', () => sending.abort());
    sending.send(file);
  });
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const { method = 'GET', body, signal, keepalive } = options;
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && csrfToken) headers['X-CSRF-Token'] = csrfToken;
  const response = await fetch(`/api${path}`, {
    method,
    headers,
    credentials: 'same-origin',
    signal,
    keepalive,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw await toHttpError(response);
  return response;
}

async function toHttpError(response: Response): Promise<HttpError> {
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  const fallback: Problem = {
    type: 'about:blank',
    title: 'The server did not answer as expected',
    status: response.status,
    code: 'request.failed',
    detail: 'Nothing was changed as far as we know. Try again in a moment.',
  };
  const problem = isJson ? ((await response.json()) as Problem) : fallback;
  const fieldErrors = Object.fromEntries(
    (problem.issues ?? []).map((issue) => [issue.field, issue.message]),
  );
  const hasFieldErrors = Object.keys(fieldErrors).length > 0;
  return new HttpError(problem.detail ?? problem.title, response.status, {
    ...problem,
    ...(hasFieldErrors && { errors: fieldErrors }),
  });
}

/** The problem an error carries; a lost connection is told as one too. */
export function problemOf(error: unknown): Problem {
  if (error instanceof HttpError && error.body) return error.body as Problem;
  // A plain error is one of ours and says itself what is wrong; fetch throws others.
  if (error instanceof Error && error.constructor === Error) {
    const { message } = error;
    return { type: 'about:blank', title: message, status: 0, code: 'act.stopped', detail: message };
  }
  return {
    type: 'about:blank',
    title: 'No connection',
    status: 0,
    code: 'connection.lost',
    detail: 'The server cannot be reached. Check your connection and try again.',
  };
}

/** Refused because the session has ended, or somebody signed in anew in another window. */
export function isSessionOver(error: unknown): boolean {
  const { code } = problemOf(error);
  return code === 'session.required' || code === 'session.csrf';
}

/** What a refusal says below its title: what to do, and who did what first where somebody did. */
export function detailOf(problem: Problem): string {
  const { title, detail, conflict } = problem;
  const own = detail === title ? '' : (detail ?? '');
  if (!conflict?.who || own.includes(conflict.who)) return own;
  const at = conflict.at ? `, ${formatInstant(conflict.at)}` : '';
  return `${own} ${conflict.who} ${conflict.what}${at}.`.trim();
}

/** A sentence or two for a notification: what went wrong, where, and what to do. */
export function problemWords(error: unknown): string {
  const problem = problemOf(error);
  const issues = (problem.issues ?? []).map(({ message }) => message);
  return [`${problem.title}.`, detailOf(problem), ...issues].filter(Boolean).join(' ');
}
