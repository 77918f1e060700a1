/**
 * Every problem the system reports, with its HTTP status and its words, in one file.
 * Code elsewhere throws `new Problem(code, context)`; the words are made here.
 */
type Words = (context: Record<string, string>) => string;

interface ProblemKind {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;
  title: string;
  detail: Words;
}

const kinds = <T extends Record<string, ProblemKind>>(catalogue: T): T => catalogue;

export const PROBLEMS = kinds({
  'request.invalid': {
    status: 400,
    title: 'The request is not right',
    detail: (c) => c.detail ?? 'Correct the fields named and try again.',
  },
  'request.too_large': {
    status: 413,
    title: 'That is too large',
    detail: () => 'A request may carry at most 1 MB. Shorten the text and try again.',
  },
  'file.too_large': {
    status: 413,
    title: 'That file is too large',
    detail: () => 'A file may have at most 20 MB. Make it smaller, or add a link to it.',
  },
  'file.no_bytes': {
    status: 415,
    title: 'There is no file in this request',
    detail: () => 'Send the bytes of the file as application/octet-stream.',
  },
  'file.not_ready': {
    status: 409,
    title: 'That file cannot be used now',
    detail: (c) => c.detail ?? 'It has not been scanned yet. Try again in a moment.',
  },
  'file.redacted': {
    status: 410,
    title: 'That file was redacted',
    detail: () =>
      'It held words that must not be kept, and two people took it out. Its hash is kept, its bytes are not.',
  },
  'request.unsupported_type': {
    status: 415,
    title: 'Only JSON is understood here',
    detail: () => 'Send the request as application/json.',
  },
  'request.failed': {
    status: 500,
    title: 'Something went wrong on our side',
    detail: (c) =>
      `Nothing was changed. Try again; if it happens again, quote ${c.reference ?? 'the time'}.`,
  },
  'service.not_ready': {
    status: 503,
    title: 'Not ready yet',
    detail: (c) => c.detail ?? 'The service is starting. Try again in a moment.',
  },
  'session.required': {
    status: 401,
    title: 'You are not signed in',
    detail: () => 'Sign in and try again. Nothing was changed.',
  },
  'session.wrong_credentials': {
    status: 401,
    title: 'That email address and password do not match',
    detail: () => 'Check both and try again, or ask an administrator for a new password.',
  },
  'session.too_many_attempts': {
    status: 429,
    title: 'Too many attempts',
    detail: (c) => `Wait ${c.seconds ?? '60'} seconds and try again.`,
  },
  'session.csrf': {
    status: 403,
    title: 'This request did not come from a Quarterdeck page of yours',
    detail: () => 'Reload the page and try again. Nothing was changed.',
  },
  'session.wrong_password': {
    status: 422,
    title: 'That is not your password',
    detail: () => 'Type your present password again. Nothing was changed.',
  },
  'permission.refused': {
    status: 403,
    title: 'You cannot do this',
    detail: (c) => `${c.why ?? 'Your roles do not allow it.'}${c.whoCan ? ` ${c.whoCan}` : ''}`,
  },
  'record.not_found': {
    status: 404,
    title: 'Not found',
    detail: (c) => `There is no such ${c.what ?? 'record'}, or it is not yours to see.`,
  },
  'record.changed_meanwhile': {
    status: 409,
    title: 'This has changed since you opened it',
    detail: (c) =>
      `${c.who ?? 'Someone'} ${c.did ?? 'changed it'}${c.at ? ` on ${c.at}` : ''}. Look at how it stands now, then decide again. Nothing of yours was applied.`,
  },
  'record.already_exists': {
    status: 409,
    title: 'That already exists',
    detail: (c) => c.detail ?? 'Choose another value.',
  },
  'transition.illegal': {
    status: 409,
    title: 'That is not possible now',
    detail: (c) =>
      `${c.why ?? ''}${c.whoCan ? ` ${c.whoCan}` : ''}`.trim() || 'Its state does not allow it.',
  },
  'update.evidence_changed': {
    status: 409,
    title: 'The evidence has changed since you opened it',
    detail: () => 'Look at the list as it stands now, then submit. Nothing was submitted.',
  },
  'update.draft_conflict': {
    status: 409,
    title: 'This text was saved since you opened it',
    detail: (c) =>
      `${c.who === 'You' ? 'You saved it in another window' : `${c.who ?? 'Someone'} saved it`}. Nothing of that was overwritten; your text is still with you.`,
  },
  'suggestion.superseded': {
    status: 409,
    title: 'The text has been submitted since',
    detail: () => 'What was suggested for an earlier revision can be read, but no longer answered.',
  },
  'update.nothing_to_submit': {
    status: 422,
    title: 'This cannot be submitted yet',
    detail: (c) =>
      c.detail ?? 'Write the update first; a status text and a delivery status are needed.',
  },
  'update.text_changed': {
    status: 409,
    title: 'These are no longer the words you saw',
    detail: (c) => `The text is now revision ${c.number ?? ''}. Read it, then decide again.`,
  },
  'update.no_change_overtaken': {
    status: 409,
    title: 'It is no longer true that nothing has changed',
    detail: (c) =>
      `What editions before said here was corrected or withdrawn after no change was handed in: ${c.titles ?? ''}. Return it to its owner; if it is approved, reopen it first, and if the round is sealed, unseal that.`,
  },
  'update.changes_not_opened': {
    status: 409,
    title: 'You have not opened what changed in it',
    detail: () =>
      'Several are approved at once only when you have opened how each differs from the last edition. Open it, then decide.',
  },
  'update.open_threads': {
    status: 409,
    title: 'Comments on it are open',
    detail: (c) =>
      `${c.count === '1' ? 'One thread is' : `${c.count ?? 'Some'} threads are`} not resolved. Read them, then resolve them or approve all the same.`,
  },
  'comment.words_gone': {
    status: 409,
    title: 'These words are not in the saved text',
    detail: () => 'They were changed, or are not saved yet. Select them again in a moment.',
  },
  'comment.audience_changed': {
    status: 409,
    title: 'More people would read this now',
    detail: () =>
      'The text has moved on while you wrote. Nothing was sent: see who reads it now, and send it again if you mean them too.',
  },
  'round.not_ready_to_seal': {
    status: 409,
    title: 'The round cannot be sealed yet',
    detail: (c) => `Neither approved nor omitted: ${c.titles ?? ''} (${c.count ?? 'some'} in all).`,
  },
  'round.still_true_missing': {
    status: 409,
    title: 'The round cannot be sealed yet',
    detail: (c) =>
      `Publication has moved since these were approved, and nobody has confirmed that they are still true: ${c.titles ?? ''} (${c.count ?? 'some'} in all).`,
  },
  'round.publication_moved': {
    status: 409,
    title: 'Publication has moved again',
    detail: (c) =>
      `It is now on ${c.date ?? 'another date'}. Read the text once more with that date in mind, then decide.`,
  },
  'round.no_plan_rows': {
    status: 422,
    title: 'There is nothing to report on',
    detail: () => 'The plan has no commitments. Add them to the register first.',
  },
  'round.no_paragraphs': {
    status: 422,
    title: 'The summary has nothing to print yet',
    detail: () => 'Make its themes and paragraphs first.',
  },
  'register.row_in_use': {
    status: 409,
    title: 'A row of the round stands in the way',
    detail: (c) => `“${c.title ?? ''}”: ${c.why ?? ''} Nothing was changed.`,
  },
  'manifest.changed': {
    status: 409,
    title: 'The round has changed since this page was opened',
    detail: () => 'Open the signing page again: what you saw is no longer what would be signed.',
  },
  'manifest.hash_differs': {
    status: 409,
    title: 'What would be published is not what was signed',
    detail: (c) =>
      `The hash of ${c.what ?? 'a line'} differs from the signed manifest. Nothing was published; run verify.`,
  },
  'publication.too_early': {
    status: 409,
    title: 'It is before the publication date',
    detail: (c) =>
      `Publication is on ${c.date ?? ''}. To publish earlier, give a reason: it is an override that a second person confirms.`,
  },
  'publication.in_hold': {
    status: 409,
    title: 'Nothing new may be published now',
    detail: (c) => `The hold “${c.name ?? ''}” lasts until ${c.until ?? ''}. Drafting goes on.`,
  },
  'publication.held_over': {
    status: 409,
    title: 'Publication has moved',
    detail: (c) =>
      `The signed date, ${c.date ?? ''}, fell in the hold “${c.name ?? ''}”. Unseal the round and give it its new date; the owners then confirm that their texts are still true, and it is signed again.`,
  },
  'publication.slipped': {
    status: 409,
    title: 'Publication has moved',
    detail: (c) =>
      `The signed date, ${c.date ?? ''}, is more than ${c.days ?? ''} working days past. Unseal the round and give it its new date; the owners then confirm that their texts are still true, and it is signed again.`,
  },
  'override.unconfirmed': {
    status: 409,
    title: 'Someone else has to confirm this first',
    detail: (c) => c.detail ?? 'A second person confirms the override, then try again.',
  },
  'redaction.effect_changed': {
    status: 409,
    title: 'What would be redacted has changed',
    detail: () => 'Look at the texts again: others hold the words now. Nothing was changed.',
  },
  'clock.backwards': {
    status: 422,
    title: 'The clock only goes forward',
    detail: (c) => `It is ${c.now ?? 'later'} already.`,
  },
  'clock.real': {
    status: 409,
    title: 'This installation uses real time',
    detail: () => 'Only the demonstration’s clock can be moved.',
  },
});

export type ProblemCode = keyof typeof PROBLEMS;

/** One thing wrong with one field of a request. */
export interface Issue {
  field: string;
  code: string;
  message: string;
}

/** What someone else did first, told to the person whose act it beat. */
export interface Conflict {
  who?: string;
  what: string;
  /** An instant, sent as ISO 8601: the screen makes words of it. */
  at?: Date;
}

/**
 * A refusal with a stable code. Nothing is changed when one is thrown: it rolls the transaction back.
 * @param context values for the words of the code's detail
 */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly context: Record<string, string> = {},
    readonly extra: { issues?: Issue[]; conflict?: Conflict; theirs?: unknown } = {},
  ) {
    super(`${code}: ${PROBLEMS[code].detail(context)}`);
    this.name = 'Problem';
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  get title(): string {
    return PROBLEMS[this.code].title;
  }

  get detail(): string {
    return PROBLEMS[this.code].detail(this.context);
  }
}

/** A request with one bad field. */
export const invalidField = (field: string, code: string, message: string): Problem =>
  new Problem('request.invalid', {}, { issues: [{ field, code, message }] });

/** A password typed again that is not the person's, with the field that it was typed into. */
export const wrongPassword = (field: string): Problem =>
  new Problem(
    'session.wrong_password',
    {},
    {
      issues: [{ field, code: 'wrong_password', message: 'Type the password you sign in with.' }],
    },
  );
