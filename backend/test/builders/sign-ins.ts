import type { SignedIn, TestApp } from '../support/test-app.js';
import { PASSWORD, type World, type WorldPerson } from './world.js';

/** The sessions of a world's people: each signs in once, when first asked for. */
export class SignIns {
  private readonly sessions = new Map<WorldPerson, Promise<SignedIn>>();

  constructor(
    private readonly test: TestApp,
    private readonly world: Pick<World, 'emailOf'>,
  ) {}

  get(person: WorldPerson): Promise<SignedIn> {
    const session =
      this.sessions.get(person) ?? this.test.signIn(this.world.emailOf(person), PASSWORD);
    this.sessions.set(person, session);
    return session;
  }

  /** Signs them in at once: where a test asks whether anything at all has changed. */
  async now(...people: readonly WorldPerson[]): Promise<void> {
    await Promise.all(people.map((person) => this.get(person)));
  }
}
