import type {} from '@fastify/cookie';
import {
  applyDecorators,
  createParamDecorator,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiCookieAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../common/actor.js';
import type { Permission } from '../../common/permissions.js';

export const ACCESS = 'quarterdeck:access';
export type Access =
  { isPublic: true; isKeyInAddress?: boolean } | { isPublic: false; permission: Permission };

/** What the session guard leaves on a request. */
export interface SignedInRequest extends FastifyRequest {
  actor?: Actor;
  session?: { tokenHash: string; csrfToken: string; email: string };
}

/** The route needs a signed-in person who holds this permission somewhere. */
export const Requires = (permission: Permission): MethodDecorator & ClassDecorator =>
  applyDecorators(
    SetMetadata(ACCESS, { isPublic: false, permission } satisfies Access),
    ApiCookieAuth(),
    ApiExtension('x-permission', permission),
  );

/**
 * The route is open to everybody.
 * @param isKeyInAddress a secret in the address is all the right there is: no cookie counts, and so it
 * does not matter which site a form was sent from
 */
export const Public = ({ isKeyInAddress = false } = {}): MethodDecorator & ClassDecorator =>
  applyDecorators(
    SetMetadata(ACCESS, { isPublic: true, isKeyInAddress } satisfies Access),
    ApiExtension('x-permission', 'public'),
  );

/** The signed-in person, as a handler's parameter. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<SignedInRequest>();
  if (!actor) throw new Error('CurrentActor on a public route');
  return actor;
});
