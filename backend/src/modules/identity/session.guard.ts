import { timingSafeEqual } from 'node:crypto';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Actor, Role } from '../../common/actor.js';
import { PERMISSIONS, rolesHold, type Permission } from '../../common/permissions.js';
import { Problem } from '../../common/problems.js';
import { ACCESS, type Access, type SignedInRequest } from '../../platform/http/requires.js';
import { SESSION_COOKIE } from './session-cookie.js';
import { Sessions } from './sessions.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The roles that the actor holds anywhere, for themselves or on cover. */
export const rolesOf = (actor: Actor): Set<Role> =>
  new Set(actor.principals.flatMap((principal) => principal.grants.map((grant) => grant.role)));

/** The one door: every route is public by declaration, or needs a session and a permission. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    // The boot check refuses undeclared routes; this is the second lock on the same door.
    if (!access) throw new Problem('permission.refused');
    if (access.isPublic) {
      if (!access.isKeyInAddress) refuseForeignSite(request);
      return true;
    }
    const token = request.cookies[SESSION_COOKIE];
    const session = token ? await this.sessions.find(token) : null;
    if (!session) throw new Problem('session.required');
    if (!SAFE_METHODS.has(request.method)) refuseForgery(request, session.csrfToken);
    if (!rolesHold(rolesOf(session.actor), access.permission)) throw refusal(access.permission);
    request.actor = session.actor;
    request.session = session;
    return true;
  }
}

function refusal(permission: Permission): Problem {
  return new Problem('permission.refused', {
    why: 'Your roles do not allow it.',
    whoCan: `Who can: ${PERMISSIONS[permission].join(' or ').replaceAll('_', ' ')}.`,
  });
}

/** A public route that changes something (sign-in) is called from our own pages, or by no browser. */
function refuseForeignSite(request: FastifyRequest): void {
  if (SAFE_METHODS.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new Problem('session.csrf');
  }
  const origin = request.headers.origin;
  if (origin === undefined) return;
  // A sandboxed page's origin is the word null.
  if (!URL.canParse(origin) || new URL(origin).host !== request.host) {
    throw new Problem('session.csrf');
  }
}

function refuseForgery(request: FastifyRequest, csrfToken: string): void {
  const given = Buffer.from(String(request.headers['x-csrf-token'] ?? ''));
  const expected = Buffer.from(csrfToken);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Problem('session.csrf');
  }
}
