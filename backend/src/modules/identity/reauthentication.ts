import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/actor.js';
import { Problem } from '../../common/problems.js';
import { SignInLimiter } from './sign-in-limiter.js';

/** Guards what asks for the password again: guesses are counted like failed sign-ins. */
@Injectable()
export class Reauthentication {
  constructor(private readonly limiter: SignInLimiter) {}

  /**
   * @param work throws session.wrong_password when the password typed is not the person's
   * @throws Problem session.too_many_attempts
   */
  async guard<T>(actor: Actor, address: string, work: () => Promise<T>): Promise<T> {
    await this.limiter.check(actor.personId, address);
    try {
      return await work();
    } catch (error) {
      if (error instanceof Problem && error.code === 'session.wrong_password') {
        await this.limiter.failed(actor.personId, address);
      }
      throw error;
    }
  }
}
