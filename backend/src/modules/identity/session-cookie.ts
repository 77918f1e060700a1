import type {} from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import { SESSION_HOURS } from './sessions.js';

export const SESSION_COOKIE = 'quarterdeck_session';

const attributes = (isSecure: boolean) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure }) as const;

export const setSessionCookie = (reply: FastifyReply, token: string, isSecure: boolean): void => {
  reply.setCookie(SESSION_COOKIE, token, {
    ...attributes(isSecure),
    maxAge: SESSION_HOURS * 3600,
  });
};

export const clearSessionCookie = (reply: FastifyReply, isSecure: boolean): void => {
  reply.clearCookie(SESSION_COOKIE, attributes(isSecure));
};
