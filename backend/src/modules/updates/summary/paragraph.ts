import { randomUUID } from 'node:crypto';
import { invalidField } from '../../../common/problems.js';
import {
  isOpen,
  type RegisterState,
  type RegisterSurroundings,
} from '../register/register-state.js';
import { refuseOtherSpelling } from '../rows/chapter-spelling.js';
import type { Row } from '../rows/row.js';

/** A paragraph of a summary as the secretariat wants it. */
export interface ParagraphInput {
  /** Absent for a new one. */
  updateId?: string;
  theme: string;
  title: string;
  isUntitled?: boolean;
  /** What it tells of, in order; none for a narrative. */
  commitmentIds: string[];
  /** Whose leads review it, beside those of its commitments; absent: those of the whole plan. */
  chapterId?: string;
  /** Of a new one. */
  ownerId?: string;
  /** Of a new one: the updates whose approved words it begins with. */
  sourceIds?: string[];
}

/**
 * The themes that are asked for, in order, also those without a paragraph.
 * @param named absent: those of the paragraphs
 * @throws Problem request.invalid
 */
export function themesOf(
  given: readonly ParagraphInput[],
  named: readonly string[] | undefined,
): string[] {
  const used = given.map(({ theme }) => theme.trim());
  const themes = (named ?? [...new Set(used)]).map((theme) => theme.trim());
  themes.forEach((theme, index) => {
    const field = `themes.${index}`;
    if (!theme) throw invalidField(field, 'required', 'This is needed.');
    if (themes.indexOf(theme) < index) throw invalidField(field, 'taken', 'Name each theme once.');
    refuseOtherSpelling(theme, { all: themes, kept: [] }, field, 'theme');
  });
  const places = used.map((theme) => themes.indexOf(theme));
  places.forEach((place, index) => {
    if (place >= (index === 0 ? 0 : places[index - 1]!)) return;
    throw place === -1
      ? invalidField(`rows.${index}.theme`, 'unknown', 'Choose one of the themes.')
      : invalidField('rows', 'out_of_order', 'Give the paragraphs in the order of their themes.');
  });
  return themes;
}

/** The rows that are asked for, of the register as it stands. */
export function paragraphs(
  register: RegisterState,
  given: readonly ParagraphInput[],
  around: RegisterSurroundings,
): Row[] {
  const present = new Map(register.rows.map((row) => [row.id, row]));
  const ids = given.flatMap(({ updateId }) => updateId ?? []);
  if (new Set(ids).size !== ids.length || ids.some((id) => !present.has(id))) {
    throw invalidField(
      'rows',
      'incomplete',
      'Give every paragraph once, and none of another round.',
    );
  }
  return given.map((input, index) => {
    const row = present.get(input.updateId ?? '') ?? newRow(input);
    refuseOfNewAlone(input, index);
    const commitmentIds = [...new Set(input.commitmentIds)];
    refuseUnknown(register, row, { ...input, commitmentIds }, index);
    const isSame = commitmentIds.join() === row.commitmentIds.join();
    return {
      ...row,
      ...(!isSame && organisationOf(register, commitmentIds, around)),
      ...{ title: input.title.trim(), chapter: input.theme.trim(), commitmentIds },
      ...{ isUntitled: input.isUntitled ?? false, chapterId: input.chapterId ?? null },
    };
  });
}

const newRow = ({ ownerId }: ParagraphInput): Row => ({
  ...{ id: randomUUID(), isNew: true, title: '', previousUpdateId: null, chapterId: null },
  ...{ organisationId: null, isClearanceRequired: false, ownerId: ownerId ?? null },
  ...{ chapter: '', reference: null, wording: '', commitmentIds: [] },
  ...{ state: 'not_started', isTouched: false },
});

function refuseOfNewAlone(input: ParagraphInput, index: number): void {
  const field = (['ownerId', 'sourceIds'] as const).find((each) => input[each] !== undefined);
  if (!input.updateId || !field) return;
  throw invalidField(`rows.${index}.${field}`, 'not_new', 'This is given with a new paragraph.');
}

function refuseUnknown(
  { commitments, chapters }: RegisterState,
  row: Row,
  { commitmentIds, chapterId, title, theme }: ParagraphInput,
  index: number,
): void {
  const field = (name: string): string => `rows.${index}.${name}`;
  for (const [name, value] of Object.entries({ title, theme })) {
    if (!value.trim()) throw invalidField(field(name), 'required', 'This is needed.');
  }
  const isUnknown = commitmentIds.some((id) => {
    const commitment = commitments.get(id);
    return !commitment || (!isOpen(commitment) && !row.commitmentIds.includes(id));
  });
  if (isUnknown) {
    const words = 'Choose commitments of this plan that are not closed.';
    throw invalidField(field('commitmentIds'), 'unknown', words);
  }
  if (chapterId !== undefined && !chapters.has(chapterId)) {
    throw invalidField(field('chapterId'), 'unknown', 'Choose a chapter of this plan.');
  }
}

/** Whose it is: of the first body that clears its words, or else of the first that delivers. */
function organisationOf(
  { commitments }: RegisterState,
  commitmentIds: readonly string[],
  { clearingOrganisationIds }: RegisterSurroundings,
): Pick<Row, 'organisationId' | 'isClearanceRequired'> {
  const leads = commitmentIds.map((id) => commitments.get(id)!.leadOrganisationId);
  const clearing = leads.find((id) => clearingOrganisationIds.has(id));
  return { organisationId: clearing ?? leads[0] ?? null, isClearanceRequired: !!clearing };
}
