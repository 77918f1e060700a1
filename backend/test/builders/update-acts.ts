import type { Type } from '@nestjs/common';
import {
  AddContributor,
  AssignUpdate,
  RemoveContributor,
  type UpdateChange,
} from '../../src/modules/updates/actions/assign-update.js';
import { ClaimUpdate, ReleaseUpdate } from '../../src/modules/updates/actions/claim-update.js';
import { ClearUpdate, RefuseClearance } from '../../src/modules/updates/actions/clear-update.js';
import { EditUpdate } from '../../src/modules/updates/actions/edit-update.js';
import { IncludeUpdate, OmitUpdate } from '../../src/modules/updates/actions/omit-update.js';
import { RecallUpdate } from '../../src/modules/updates/actions/recall-update.js';
import { ReopenUpdate } from '../../src/modules/updates/actions/reopen-update.js';
import { ReturnUpdate } from '../../src/modules/updates/actions/return-update.js';
import { SuggestChanges } from '../../src/modules/updates/actions/suggest-changes.js';
import { documentFromMarkdown } from '../../src/common/rich-text/index.js';
import type { Act } from '../../src/modules/audit/index.js';
import type { TestApp } from '../support/test-app.js';
import { latestRevision } from './world.js';

interface Action<Given extends unknown[]> {
  execute(act: Act, updateId: string, ...given: Given): Promise<unknown>;
}

/** One act on one update, as that person, in a transaction of its own. */
const doing =
  <Given extends unknown[]>(kind: Type<Action<Given>>) =>
  (test: TestApp, updateId: string, personId: string, ...given: Given): Promise<unknown> =>
    test.as(personId, (act) => test.app.get(kind).execute(act, updateId, ...given));

export const claim = (test: TestApp, updateId: string, personId: string): Promise<unknown> =>
  doing(ClaimUpdate)(test, updateId, personId, 'claim');
export const takeOver = (test: TestApp, updateId: string, personId: string): Promise<unknown> =>
  doing(ClaimUpdate)(test, updateId, personId, 'take_over');
export const release = doing(ReleaseUpdate);
export const recall = doing(RecallUpdate);
export const reopen = doing(ReopenUpdate);
export const omit = doing(OmitUpdate);
export const include = doing(IncludeUpdate);
export const addContributor = doing(AddContributor);
export const removeContributor = doing(RemoveContributor);
export const assign = doing<[UpdateChange]>(AssignUpdate);

/** Decides on the revision that is there now. */
export async function returnIt(
  test: TestApp,
  updateId: string,
  personId: string,
  reason = 'Give the figure.',
): Promise<void> {
  const { id } = await latestRevision(test, updateId);
  await doing(ReturnUpdate)(test, updateId, personId, id, reason);
}

/** Sends the present revision back with another text in its place. */
export async function suggest(
  test: TestApp,
  updateId: string,
  personId: string,
  words: string,
  reason = 'Please look at these.',
): Promise<void> {
  const { id } = await latestRevision(test, updateId);
  const content = { document: documentFromMarkdown(words), delivery: 'in_progress' };
  await doing(SuggestChanges)(test, updateId, personId, id, reason, content);
}

export async function clear(test: TestApp, updateId: string, personId: string): Promise<void> {
  const { id } = await latestRevision(test, updateId);
  await doing(ClearUpdate)(test, updateId, personId, id);
}

export async function refuseClearance(
  test: TestApp,
  updateId: string,
  personId: string,
  reason = 'Not ours to say.',
): Promise<void> {
  const { id } = await latestRevision(test, updateId);
  await doing(RefuseClearance)(test, updateId, personId, id, reason);
}

export async function edit(
  test: TestApp,
  updateId: string,
  personId: string,
  content: unknown,
): Promise<void> {
  const { id } = await latestRevision(test, updateId);
  await doing(EditUpdate)(test, updateId, personId, id, content);
}
