import { aFigure } from '../../builders/snapshot.js';
import { aContent, aRound, PASSWORD, type World } from '../../builders/world.js';
import { SUMMARY_DATES } from '../../builders/summary.js';
import type { Json, Subjects } from './subjects.js';

/** A right body for every route that takes one: each wrong one is this with one thing wrong. */
export function samplesOf(
  world: World,
  {
    organisationId,
    submitted,
    plannedRound,
    draftedUpdate,
    suggestion,
    revision,
    unclearedRevision,
    paragraph,
    inboxMessage,
    sealed,
    evidenceId,
    nested: { historicRow },
  }: Subjects,
): Record<string, Json> {
  const { people, planId, chapterIds, commitmentIds, updateIds } = world;
  const round = aRound({
    slug: 'another',
    periodStart: '2022-07-01',
    periodEnd: '2022-09-30',
  }) as Json;
  const reason = 'There is a reason.';
  const hash = 'a'.repeat(64);
  const document = aContent('An introduction.').document;
  const listings = updateIds.map((updateId, index) => ({
    ...{ updateId, chapter: 'A chapter', reference: `1.${index}`, wording: 'As printed.' },
    commitmentIds: [commitmentIds[index]],
  }));
  const addition = {
    ...{ kind: 'add', planId, commitmentId: commitmentIds[0], roundId: plannedRound },
    ...{ title: 'A pledge', summary: 'What it promises.', wording: 'As printed.', reference: '9' },
    ...{ chapterId: chapterIds[0], beforeId: commitmentIds[1], intoId: commitmentIds[1] },
    ...{ leadOrganisationId: organisationId, askerId: organisationId, funderId: organisationId },
    ...{ ownerId: people.owner, endsOriginal: true, limbs: ['One thing'], actionIds: [] },
    parts: [
      {
        ...{ title: 'A part', summary: 'Its promise.', wording: 'Printed.', reference: '9a' },
        ...{ chapterId: chapterIds[0], limbs: ['One thing'] },
      },
    ],
  };
  const assignment = {
    ...{ part: 'lead', personId: people.secondOwner, commitmentIds: [commitmentIds[0]] },
    ...{ isWholeChapter: true, isReplacing: false },
  };
  const reassignment = {
    ...{ successorId: people.secondOwner, isAccountClosed: false },
    choices: [{ what: 'update', id: submitted, successorId: people.contributor }],
  };
  return {
    'POST /api/session': { email: 'someone@example.org', password: 'some password' },
    'POST /api/session/password': { currentPassword: PASSWORD, newPassword: `${PASSWORD}!` },
    'POST /api/clock/advance': { to: '2022-05-10T09:00:00.000Z' },
    'POST /api/people': {
      name: 'Someone',
      email: 'new@example.org',
      organisationId,
      password: PASSWORD,
    },
    'PATCH /api/people/{id}': {
      name: 'Other name',
      email: 'other@example.org',
      organisationId,
      isActive: true,
    },
    'POST /api/people/{id}/password': { password: PASSWORD },
    'POST /api/people/{id}/grants': { role: 'lead', planId, chapterId: chapterIds[0] },
    'POST /api/covers': {
      ...{ absentId: people.owner, coverId: people.secondOwner },
      ...{ startsOn: '2022-06-01', endsOn: '2022-06-10', parts: ['drafting'] },
    },
    'POST /api/organisations': {
      name: 'A new body',
      shortName: 'ANB',
      isClearanceRequired: true,
      renamedOn: '2022-04-01',
    },
    'PATCH /api/organisations/{id}': {
      name: 'Renamed',
      shortName: 'RN',
      isClearanceRequired: true,
      renamedOn: '2022-04-01',
    },
    'POST /api/rounds': { ...round, planId, introduction: document },
    'PATCH /api/rounds/{id}': {
      ...aRound({ slug: 'planned', periodStart: '2022-04-01', periodEnd: '2022-06-30' }),
      version: 1,
      introduction: document,
      reason,
    },
    'POST /api/editions/{id}/provenance': { words: 'Printed long ago', updateId: historicRow },
    'POST /api/editions/{id}/case-file': { words: 'Printed long ago', updateId: historicRow },
    'POST /api/editions/{id}/withdrawals': {
      ...{ scope: 'edition', reasonType: 'wrong', reason },
      explanation: 'A figure was wrong.',
    },
    'POST /api/rounds/{id}/seal': { minorBecause: reason },
    'POST /api/rounds/{id}/schedule-publication': { at: '2022-06-10T09:30' },
    'POST /api/holds': {
      planId,
      name: 'A hold',
      reason,
      startsOn: '2022-06-01',
      endsOn: '2022-06-10',
    },
    'POST /api/holds/{id}/ask-to-end': { reason, planId },
    'POST /api/plans': {
      ...{ title: 'Another plan', slug: 'another-plan', publisherId: organisationId },
      ...{ publishedOn: '2022-05-01', chapterTitles: ['One chapter', 'Another chapter'] },
    },
    'PATCH /api/plans/{id}': {
      ...{ version: 1, title: 'A plan', publishedOn: '2020-11-13' },
      chapters: [
        { id: chapterIds[0], title: 'First chapter' },
        { id: chapterIds[1], title: 'Second chapter' },
      ],
    },
    'POST /api/plans/{id}/acronyms': { short: 'BWV', expansion: 'Body Worn Video' },
    'PUT /api/plans/{id}/acronyms/{acronymId}': { short: 'BCU', expansion: 'Command Unit' },
    'PUT /api/rounds/{id}/reminders': {
      version: 0,
      rules: [{ rule: 'overdue', days: 2, to: ['owner', 'lead'] }],
    },
    'POST /api/rounds/{id}/reminders/preview': {
      rules: [{ rule: 'overdue', days: 2, to: ['owner', 'lead'] }],
    },
    'POST /api/rounds/{id}/chase': { updateIds: [draftedUpdate.id], words: 'Please send it.' },
    'POST /api/rounds/{id}/chase/preview': {
      ...{ updateIds: [draftedUpdate.id], words: 'Please send it.' },
    },
    'POST /api/inbox/read': { ids: [inboxMessage] },
    'PUT /api/inbox/settings': { digestAt: '08:30', inAppOnly: ['mentioned'], version: 0 },
    'PUT /api/message-templates': {
      ...{ kind: 'digest', subject: '{{summary}}', opening: 'For {{name}}', closing: 'Yours' },
      version: 0,
    },
    'POST /api/message-templates/preview': {
      ...{ kind: 'event', subject: '{{summary}}', opening: 'For {{name}}', closing: 'Yours' },
    },
    'POST /api/plans/{id}/skip-period': {
      ...{ periodStart: '2022-10-01', periodEnd: '2022-12-31' },
      reason,
    },
    'PATCH /api/updates/{id}': {
      ...{ version: draftedUpdate.version, ownerId: people.owner, respondBy: '2022-05-20' },
      listing: { chapter: 'A chapter', reference: '1.1', wording: 'As printed.' },
    },
    'PUT /api/updates/{id}/draft': {
      startedFrom: 'empty',
      version: 1,
      content: { ...aContent('New.'), nextMilestone: 'In June.', figures: [aFigure()] },
      setAside: [{ content: aContent('Another’s.'), isOwn: false }],
    },
    'POST /api/updates/{id}/submit': { draftVersion: 1, evidenceIds: [evidenceId] },
    'POST /api/updates/{id}/evidence/links': {
      ...{ title: 'A report', href: 'https://example.org/', marking: 'official' },
      isPublished: true,
    },
    'POST /api/updates/{id}/evidence/files': {
      ...{ title: 'A report', name: 'a.pdf', marking: 'official', isPublished: true },
    },
    'PATCH /api/updates/{id}/evidence/{evidenceId}': {
      ...{ title: 'Another', marking: 'official', isPublished: true },
    },
    'POST /api/updates/{id}/contributors': { personId: people.contributor },
    'POST /api/updates/{id}/clear': { revisionId: unclearedRevision.id },
    'POST /api/updates/{id}/refuse-clearance': { revisionId: unclearedRevision.id, reason },
    'POST /api/updates/{id}/return': { revisionId: revision.id, reason },
    'POST /api/updates/{id}/approve': {
      ...{ revisionId: revision.id, contentHash: revision.contentHash },
      openThreadIds: [],
    },
    'POST /api/updates/{id}/look': { from: 'last_edition', to: 'latest' },
    'POST /api/updates/approve-several': {
      updates: [{ updateId: submitted, revisionId: revision.id }],
    },
    'POST /api/updates/{id}/expert-links': {
      ...{ revisionId: revision.id, name: 'An expert', address: 'expert@example.org' },
      ...{ purpose: 'Is the figure right?', days: 7 },
    },
    'POST /api/updates/{id}/threads': {
      ...{ revisionId: revision.id, text: 'Is this so?', mentionedIds: [people.lead] },
      ...{ words: { from: 0, to: 4, quote: 'Text' }, audience: 'reviewers' },
    },
    'POST /api/updates/{id}/threads/{threadId}/comments': {
      ...{ text: 'It is.', mentionedIds: [people.lead], audience: 'reviewers' },
    },
    'POST /api/updates/{id}/edit': {
      revisionId: revision.id,
      content: { ...aContent('New.'), nextMilestone: 'In June.' },
    },
    'POST /api/updates/{id}/declare-no-change': {
      ...{ draftVersion: 1, reason, delivery: 'in_progress' },
      evidenceIds: [evidenceId],
    },
    'POST /api/updates/{id}/suggest': {
      ...{ revisionId: revision.id, reason },
      content: { ...aContent('New.'), nextMilestone: 'In June.' },
    },
    'POST /api/updates/{id}/suggestions/{suggestionId}/answers': {
      draftVersion: 1,
      answers: [{ key: suggestion.changes[0]!.key, answer: 'accepted' }],
    },
    'POST /api/updates/{id}/reopen': { reason },
    'POST /api/updates/{id}/omit': { reason },
    'POST /api/updates/{id}/confirm-still-true': {
      ...{ revisionId: revision.id, contentHash: revision.contentHash },
      publicationOn: '2022-06-10',
    },
    'POST /api/updates/{id}/vouch-still-true': {
      ...{ revisionId: revision.id, contentHash: revision.contentHash },
      ...{ publicationOn: '2022-06-10', reason },
    },
    // Found in the drafts; whether it is confirmed by the effect seen is another test's.
    'POST /api/updates/{id}/redactions': { words: 'As it was', reason },
    'POST /api/redactions/{id}/confirm': { effectHash: hash },
    'PUT /api/rounds/{id}/listings': { version: 2, rows: listings },
    'POST /api/rounds/{id}/skip': { reason },
    'POST /api/rounds/{id}/summary': { title: 'A summary', slug: 'a-summary', ...SUMMARY_DATES },
    'PUT /api/rounds/{id}/themes': {
      version: 3,
      themes: ['Voices', paragraph.theme],
      rows: [
        {
          ...{ theme: 'Voices', title: 'Listening', isUntitled: true, sourceIds: [] },
          ...{ commitmentIds: [commitmentIds[0]], chapterId: chapterIds[0], ownerId: people.owner },
        },
        paragraph,
      ],
    },
    'POST /api/updates/{id}/sources/{sourceId}/note': {
      revisionId: sealed.revisionId,
    },
    'POST /api/register/preview': addition,
    'POST /api/register/changes': { ...addition, reason, seen: hash, version: 1 },
    'POST /api/register/changes/{id}/undo': { reason, seen: hash, version: 1 },
    'POST /api/people/{id}/reassignments/preview': reassignment,
    'POST /api/people/{id}/reassignments': { ...reassignment, reason, seen: hash },
    'POST /api/assignments/preview': assignment,
    'POST /api/assignments': { ...assignment, seen: hash },
    'POST /api/rounds/{id}/request-early-publication': { reason },
    'POST /api/rounds/{id}/request-publication-in-hold': { reason },
    'POST /api/rounds/{id}/unseal': { reason },
    'POST /api/rounds/{id}/sign': {
      ...{ manifestId: sealed.manifestId, manifestHash: sealed.manifestHash },
      password: PASSWORD,
    },
    'POST /api/rounds/{id}/decline': {
      manifestId: sealed.manifestId,
      objections: [{ updateId: sealed.updateId, reason }],
    },
    'POST /api/rounds/{id}/start-correction': {
      ...{ updateIds: [submitted], reason, ownerId: people.owner },
      words: {
        ...{ title: reason, introduction: document },
        chapters: [{ from: reason, to: reason }],
      },
    },
    'POST /api/rounds/{id}/abandon-correction': { reason },
  };
}
