import { randomUUID } from 'node:crypto';
import {
  Catch,
  HttpException,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { QueryFailedError } from 'typeorm';
import { Problem, type ProblemCode } from '../../common/problems.js';
import { isDatabaseUnavailable } from '../database/unavailable.js';
import { FileStoreUnavailable } from '../storage/file-store.js';

/** The body of every refusal: RFC 9457, with a stable code, field errors and who was first. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string;
  issues?: Problem['extra']['issues'];
  conflict?: Problem['extra']['conflict'];
  theirs?: unknown;
}

/** Constraints that a person can run into by acting at the same moment as somebody else. */
const CONSTRAINT_PROBLEMS: Record<string, () => Problem> = {
  uq_people_email: () =>
    new Problem('record.already_exists', {
      detail: 'Somebody already has an account with this address.',
    }),
  uq_rounds_slug: () =>
    new Problem('record.already_exists', { detail: 'Another edition has this address.' }),
  uq_rounds_plan_period: () =>
    new Problem('record.already_exists', { detail: 'There is a round for this period already.' }),
  uq_organisations_name: () =>
    new Problem('record.already_exists', {
      detail: 'There is an organisation of this name already.',
    }),
  uq_organisations_name_read: () =>
    new Problem('record.already_exists', {
      detail: 'There is an organisation of this name already.',
    }),
  uq_grants_current: () =>
    new Problem('record.already_exists', { detail: 'They hold this role already.' }),
  ck_update_decisions_not_own_text: () =>
    new Problem('permission.refused', {
      why: 'Part of this text is yours, so someone else approves it.',
    }),
};

/** The type in which files are sent to the routes that take them. */
export const UPLOAD_TYPE = 'application/octet-stream';

const FASTIFY_PROBLEMS: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.unsupported_type',
};

const FOREIGN_KEY_VIOLATION = '23503';
const BAD_TEXT = new Set(['22P02', '22P05', '22021', '22003', '22008', '22007']);

/** Anything thrown, as a problem in our own words. Only what is our fault becomes a 500. */
export function toProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return ofHttpException(error);
  if (isDatabaseUnavailable(error)) {
    return new Problem('service.not_ready', {
      detail: 'The database does not answer. Try again in a moment.',
    });
  }
  if (error instanceof FileStoreUnavailable) {
    return new Problem('service.not_ready', {
      detail: 'The store of files does not answer. Nothing was changed. Try again in a moment.',
    });
  }
  if (error instanceof QueryFailedError) return ofDatabase(error);
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  const known = code === undefined ? undefined : FASTIFY_PROBLEMS[code];
  if (known) return new Problem(known);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Problem('request.invalid', {
      detail: 'The request could not be read: is it valid JSON?',
    });
  }
  return null;
}

function ofHttpException(error: HttpException): Problem | null {
  const status = error.getStatus();
  if (status === 404) return new Problem('record.not_found', { what: 'address' });
  if (status === 413) return new Problem('request.too_large');
  if (status === 415) return new Problem('request.unsupported_type');
  // The framework's own refusals are of an id in the address, in English meant for programmers.
  if (status >= 400 && status < 500) {
    const detail = /uuid/i.test(error.message)
      ? 'The address holds an id that is none. Go back and open the record again.'
      : 'The request could not be understood.';
    return new Problem('request.invalid', { detail });
  }
  return null;
}

function ofDatabase(error: QueryFailedError): Problem | null {
  const { code, constraint } = error.driverError as { code?: string; constraint?: string };
  const problem = constraint === undefined ? undefined : CONSTRAINT_PROBLEMS[constraint];
  if (problem) return problem();
  if (code === FOREIGN_KEY_VIOLATION) {
    return new Problem('request.invalid', { detail: 'It names a record that does not exist.' });
  }
  if (code !== undefined && BAD_TEXT.has(code)) {
    return new Problem('request.invalid', {
      detail: 'A value cannot be stored as it is: check for control characters and ranges.',
    });
  }
  return null;
}

@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Request');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    if (error instanceof FileStoreUnavailable) this.logger.warn(error.message);
    const problem = toProblem(error) ?? this.ourFault(error, request);
    if (problem.code === 'session.too_many_attempts')
      void reply.header('retry-after', problem.context.seconds ?? '60');
    // What is still coming of a refused upload is not waited for.
    if (request.headers['content-type'] === UPLOAD_TYPE) void reply.header('connection', 'close');
    if (problem.status === 503) void reply.header('retry-after', '2');
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(JSON.stringify(problemBody(problem)));
  }

  private ourFault(error: unknown, request: FastifyRequest): Problem {
    const reference = randomUUID().slice(0, 8);
    this.logger.error(
      `${reference} ${request.method} ${request.url}`,
      error instanceof Error ? error.stack : String(error),
    );
    return new Problem('request.failed', { reference });
  }
}

/** Of a page: somebody who opens it without a session is sent to sign in; everything else is as elsewhere. */
@Catch()
export class SignInFirst extends ErrorFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const isPage = http.getRequest<FastifyRequest>().headers.accept?.includes('text/html');
    if (isPage && error instanceof Problem && error.code === 'session.required') {
      void http.getResponse<FastifyReply>().redirect('/app', 303);
    } else super.catch(error, host);
  }
}

export const problemBody = (problem: Problem): ProblemBody => ({
  type: `urn:quarterdeck:problem:${problem.code}`,
  title: problem.title,
  status: problem.status,
  code: problem.code,
  detail: problem.detail,
  ...problem.extra,
});
