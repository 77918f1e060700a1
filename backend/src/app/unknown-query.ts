import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { Problem } from '../common/problems.js';
import { fieldIssue } from './validation-words.js';

/**
 * A route of the API that takes no query refuses one: whoever asks for part of a record must not be
 * handed all of it. Those that take one have a DTO that names every parameter. Public pages take any:
 * people's links gather them on the way.
 */
@Injectable()
export class RefuseUnknownQuery implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { url, query } = context.switchToHttp().getRequest<FastifyRequest>();
    const given = Object.entries(query as Record<string, unknown>);
    if (given.length > 0 && url.startsWith('/api/') && !takesQuery(context)) {
      const rule = { name: 'whitelistValidation', constraints: [], isForEach: false };
      const issues = given.map(([name, value]) => fieldIssue(name, value, [rule]));
      throw new Problem('request.invalid', {}, { issues });
    }
    return next.handle();
  }
}

function takesQuery(context: ExecutionContext): boolean {
  const argumentsOf = Reflect.getMetadata(
    ROUTE_ARGS_METADATA,
    context.getClass(),
    context.getHandler().name,
  ) as object | undefined;
  return Object.keys(argumentsOf ?? {}).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}
