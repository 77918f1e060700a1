import { createHash } from 'node:crypto';
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Problem, wrongPassword } from '../../common/problems.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/tokens.js';
import { Refuses } from '../../platform/http/refuses.js';
import {
  CurrentActor,
  Public,
  Requires,
  type SignedInRequest,
} from '../../platform/http/requires.js';
import { Acts } from '../audit/index.js';
import { SetPassword } from './actions/set-password.js';
import { ChangePasswordDto, MeDto, SignInDto } from './dto/session.dto.js';
import { MeReader } from './me-reader.js';
import { Reauthentication } from './reauthentication.js';
import { passwordMatches } from './passwords.js';
import { clearSessionCookie, setSessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.js';
import { SignInLimiter } from './sign-in-limiter.js';

@ApiTags('session')
@Controller('api/session')
export class SessionController {
  private readonly isSecure: boolean;

  constructor(
    private readonly dataSource: DataSource,
    private readonly sessions: Sessions,
    private readonly limiter: SignInLimiter,
    private readonly me: MeReader,
    private readonly acts: Acts,
    private readonly setPassword: SetPassword,
    private readonly reauthentication: Reauthentication,
    @Inject(CONFIG) config: Config,
  ) {
    this.isSecure = config.publicUrl.startsWith('https:');
  }

  /** Signs in with an email address and a password. */
  @Post()
  @Refuses('session.wrong_credentials', 'session.too_many_attempts')
  @HttpCode(200)
  @Public()
  async signIn(
    @Body() body: SignInDto,
    @Req() request: SignedInRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeDto> {
    const email = body.email.toLowerCase();
    await this.limiter.check(email, request.ip);
    const [person] = await this.dataSource.query<{ id: string; password_hash: string | null }[]>(
      'SELECT id, password_hash FROM people WHERE email = $1 AND is_active',
      [email],
    );
    if (!(await passwordMatches(person?.password_hash ?? null, body.password)) || !person) {
      await this.limiter.failed(email, request.ip);
      await this.acts.perform(null, async (act) =>
        act.record(
          'session.refused',
          { kind: 'installation', id: 'sign-in' },
          { emailHash: createHash('sha256').update(email).digest('hex') },
        ),
      );
      throw new Problem('session.wrong_credentials');
    }
    await this.limiter.succeeded(email, request.ip);
    const token = await this.sessions.open(person.id);
    const session = await this.sessions.find(token);
    if (!session) throw new Problem('session.required');
    await this.acts.perform(session.actor, async (act) =>
      act.record('session.started', { kind: 'person', id: person.id }, {}),
    );
    setSessionCookie(reply, token, this.isSecure);
    return this.me.read(session);
  }

  /** Who is signed in, what they may do, and what time it is here. */
  @Get()
  @Requires('session.own')
  read(@Req() request: SignedInRequest, @CurrentActor() actor: Actor): Promise<MeDto> {
    return this.me.read({ ...request.session!, actor });
  }

  /** Signs out: the session ends. */
  @Delete()
  @HttpCode(204)
  @Requires('session.own')
  async signOut(
    @Req() request: SignedInRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.sessions.end(request.session!.tokenHash);
    await this.acts.perform(actor, async (act) =>
      act.record('session.ended', { kind: 'person', id: actor.personId }, {}),
    );
    clearSessionCookie(reply, this.isSecure);
  }

  /** Changes one's own password; other sessions of the same person end. */
  @Post('password')
  @Refuses('session.wrong_password', 'session.too_many_attempts')
  @HttpCode(204)
  @Requires('session.own')
  async changePassword(
    @Body() body: ChangePasswordDto,
    @Req() request: SignedInRequest,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.reauthentication.guard(actor, request.ip, async () => {
      const [person] = await this.dataSource.query<{ password_hash: string | null }[]>(
        'SELECT password_hash FROM people WHERE id = $1',
        [actor.personId],
      );
      if (!(await passwordMatches(person?.password_hash ?? null, body.currentPassword))) {
        throw wrongPassword('currentPassword');
      }
    });
    await this.acts.perform(actor, (act) =>
      this.setPassword.execute(act, actor.personId, body.newPassword, request.session!.tokenHash),
    );
  }
}
