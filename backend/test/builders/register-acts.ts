import { ChangeRegister, UndoRegisterChange } from '../../src/modules/updates/index.js';
import { prepareChange } from '../../src/modules/updates/register/prepare-change.js';
import type { RegisterChangeInput } from '../../src/modules/updates/register/register-change.input.js';
import { howToUndo, takeChange } from '../../src/modules/updates/actions/undo-register-change.js';
import type { TestApp } from '../support/test-app.js';

const REASON = 'The plan was revised.';

/** What a change would do, as that person sees it before confirming. */
export const previewChange = (test: TestApp, personId: string, input: RegisterChangeInput) =>
  test.as(personId, (act) => prepareChange(act, input));

/** Looks at a change and makes it. */
export async function changeRegister(
  test: TestApp,
  personId: string,
  input: RegisterChangeInput,
): Promise<{ id: string; commitmentId: string }> {
  const { hash, commitment } = await previewChange(test, personId, input);
  return test.as(personId, (act) =>
    test.app
      .get(ChangeRegister)
      .execute(act, { ...input, reason: REASON, seen: hash, version: commitment?.version }),
  );
}

/** Looks at what taking a change back would do, and takes it back. */
export async function undoChange(test: TestApp, personId: string, changeId: string): Promise<void> {
  const prepared = await test.as(personId, async (act) => {
    const undoing = await howToUndo(act, await takeChange(act, changeId));
    return undoing.by === 'opposite' ? prepareChange(act, undoing.input) : null;
  });
  await test.as(personId, (act) =>
    test.app.get(UndoRegisterChange).execute(act, changeId, {
      reason: REASON,
      seen: prepared?.hash,
      version: prepared?.commitment?.version,
    }),
  );
}
