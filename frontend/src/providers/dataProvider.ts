import type { PublishedFigure } from '@common/figures.ts';
import type { Lengths } from '@common/length-words.ts';
import type { DataProvider, GetListParams } from 'react-admin';
import type * as Api from '../api/types.ts';
import { request, requestFile } from './httpClient.ts';

const query = (values: Record<string, unknown>): string => {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
};

/** A list's address: the resource, or the path a page asks for (a round's own updates, say). */
const listPath = (resource: string, params: GetListParams): string =>
  `/${(params.meta?.path as string | undefined) ?? resource}${query({
    page: params.pagination?.page,
    perPage: params.pagination?.perPage,
    // react-admin's default order, by id, means: the server's own.
    ...(params.sort &&
      params.sort.field !== 'id' && {
        sort: params.sort.field,
        order: params.sort.order.toLowerCase(),
      }),
    ...params.filter,
  })}`;

const withId = (row: Record<string, unknown>): Record<string, unknown> =>
  'id' in row ? row : { ...row, id: row.seq };

const post = <T>(path: string, body: unknown = {}): Promise<T> =>
  request<T>(path, { method: 'POST', body });

const notOffered = (verb: string) => () =>
  Promise.reject(new Error(`Quarterdeck has no ${verb}: every change is a named act.`));

const standardVerbs: DataProvider = {
  getList: async (resource, params) => {
    const { data, total, ...meta } = await request<Api.List<never>>(listPath(resource, params), {
      signal: params.signal,
    });
    return { data: data.map(withId) as never[], total, meta };
  },
  getOne: async (resource, params) => ({
    data: await request(`/${resource}/${params.id}`, { signal: params.signal }),
  }),
  getMany: async (resource, params) => ({
    data: await Promise.all(params.ids.map((id) => request<never>(`/${resource}/${id}`))),
  }),
  getManyReference: async (resource, params) => {
    const filter = { ...params.filter, [params.target]: params.id };
    return standardVerbs.getList(resource, { ...params, filter });
  },
  create: async (resource, params) => ({ data: await post(`/${resource}`, params.data) }),
  update: async (resource, params) => ({
    // Some changes are answered with nothing: the record is then asked for again by who shows it.
    data:
      (await request<never>(`/${resource}/${params.id}`, { method: 'PATCH', body: params.data })) ??
      params.previousData,
  }),
  updateMany: notOffered('bulk update'),
  delete: notOffered('deletion'),
  deleteMany: notOffered('deletion'),
  supportAbortSignal: true,
};

/** Evidence has a list of its own, and is no part of what is written. */
const asWritten = ({ evidence: _, ...words }: Api.Content): Api.Content => words;

/** What people do to updates. */
const updateVerbs = {
  getDraft: (id: string) => request<Api.Draft>(`/updates/${id}/draft`),
  saveDraft: (
    id: string,
    draft: {
      version: number;
      content: Api.Content;
      startedFrom?: Api.StartedFrom;
      setAside?: { content: Api.Content; isOwn: boolean }[];
    },
    options: { keepalive?: boolean } = {},
  ) =>
    request<Api.DraftSaved>(`/updates/${id}/draft`, {
      method: 'PUT',
      body: {
        ...draft,
        content: asWritten(draft.content),
        setAside: draft.setAside?.map(({ content, isOwn }) => ({
          ...{ content: asWritten(content), isOwn },
        })),
      },
      ...options,
    }),
  getSetAside: (id: string) => request<Api.List<Api.SetAsideText>>(`/updates/${id}/set-aside`),
  submit: (id: string, draftVersion: number, evidenceIds?: string[]) =>
    post<Api.UpdateDetail>(`/updates/${id}/submit`, { draftVersion, evidenceIds }),
  getLengths: (id: string) => request<Lengths>(`/updates/${id}/lengths`),
  getPublishedFigures: (id: string) =>
    request<{ data: PublishedFigure[] }>(`/updates/${id}/published-figures`),
  declareNoChange: (id: string, said: Api.NoChangeSaid) =>
    post<Api.UpdateDetail>(`/updates/${id}/declare-no-change`, said),
  clear: (id: string, revisionId: string) =>
    post<Api.UpdateDetail>(`/updates/${id}/clear`, { revisionId }),
  refuseClearance: (id: string, revisionId: string, reason: string) =>
    post<Api.UpdateDetail>(`/updates/${id}/refuse-clearance`, { revisionId, reason }),
  claim: (id: string) => post<Api.UpdateDetail>(`/updates/${id}/claim`),
  release: (id: string) => post<Api.UpdateDetail>(`/updates/${id}/release`),
  takeOver: (id: string) => post<Api.UpdateDetail>(`/updates/${id}/take-over`),
  recall: (id: string) => post<Api.UpdateDetail>(`/updates/${id}/recall`),
  returnUpdate: (id: string, revisionId: string, reason: string) =>
    post<Api.UpdateDetail>(`/updates/${id}/return`, { revisionId, reason }),
  approve: (
    id: string,
    revision: { id: string; contentHash: string },
    openThreadIds: string[] = [],
  ) =>
    post<Api.UpdateDetail>(`/updates/${id}/approve`, {
      revisionId: revision.id,
      contentHash: revision.contentHash,
      openThreadIds,
    }),
  approveSeveral: (updates: { updateId: string; revisionId: string }[]) =>
    post<Api.ApprovalResults>('/updates/approve-several', { updates }),
  editAsLead: (id: string, revisionId: string, content: Api.Content) =>
    post<Api.UpdateDetail>(`/updates/${id}/edit`, { revisionId, content: asWritten(content) }),
  suggestChanges: (id: string, revisionId: string, reason: string, content: Api.Content) =>
    post<Api.UpdateDetail>(`/updates/${id}/suggest`, {
      revisionId,
      reason,
      content: asWritten(content),
    }),
  getSuggestions: (id: string) => request<Api.List<Api.Suggestion>>(`/updates/${id}/suggestions`),
  answerSuggestion: (
    id: string,
    suggestionId: string,
    draftVersion: number,
    answers: Api.SuggestionAnswer[],
  ) =>
    post<Api.SuggestionAnswered>(`/updates/${id}/suggestions/${suggestionId}/answers`, {
      draftVersion,
      answers,
    }),
  reopen: (id: string, reason: string) =>
    post<Api.UpdateDetail>(`/updates/${id}/reopen`, { reason }),
  confirmStillTrue: (id: string, seen: Api.StillTrueSeen) =>
    post<Api.UpdateDetail>(`/updates/${id}/confirm-still-true`, seen),
  vouchStillTrue: (id: string, seen: Api.StillTrueSeen, reason: string) =>
    post<Api.UpdateDetail>(`/updates/${id}/vouch-still-true`, { ...seen, reason }),
  omit: (id: string, reason: string) => post<Api.UpdateDetail>(`/updates/${id}/omit`, { reason }),
  include: (id: string) => post<Api.UpdateDetail>(`/updates/${id}/include`),
  changeUpdate: (
    id: string,
    change: {
      version: number;
      ownerId?: string;
      respondBy?: string;
      listing?: { chapter: string; reference?: string; wording: string };
    },
  ) => request<Api.UpdateDetail>(`/updates/${id}`, { method: 'PATCH', body: change }),
  addContributor: (id: string, personId: string) =>
    post<Api.UpdateDetail>(`/updates/${id}/contributors`, { personId }),
  removeContributor: (id: string, personId: string) =>
    request<Api.UpdateDetail>(`/updates/${id}/contributors/${personId}`, { method: 'DELETE' }),
  getCalendarLink: () => request<Api.CalendarLink>('/calendar-link'),
  makeCalendarLink: () => post<Api.MadeCalendarLink>('/calendar-link'),
  endCalendarLink: () => post<Api.CalendarLink>('/calendar-link/end'),
  getExpertLinks: (id: string) => request<Api.ExpertLinks>(`/updates/${id}/expert-links`),
  makeExpertLink: (id: string, link: Api.NewExpertLink) =>
    post<Api.MadeExpertLink>(`/updates/${id}/expert-links`, link),
  revokeExpertLink: (id: string, linkId: string) =>
    post<Api.ExpertLinks>(`/updates/${id}/expert-links/${linkId}/revoke`),
  getThreads: (id: string) => request<Api.Threads>(`/updates/${id}/threads`),
  startThread: (id: string, thread: Api.NewThread) =>
    post<Api.Threads>(`/updates/${id}/threads`, thread),
  addComment: (id: string, threadId: string, comment: Api.NewComment) =>
    post<Api.Threads>(`/updates/${id}/threads/${threadId}/comments`, comment),
  resolveThread: (id: string, threadId: string) =>
    post<Api.Threads>(`/updates/${id}/threads/${threadId}/resolve`),
  reopenThread: (id: string, threadId: string) =>
    post<Api.Threads>(`/updates/${id}/threads/${threadId}/reopen`),
  getRevisions: (id: string) => request<Api.List<Api.Revision>>(`/updates/${id}/revisions`),
  getCommitmentDiff: (id: string, from: string, to: string) =>
    request<Api.CommitmentDiff>(`/commitments/${id}/diff${query({ from, to })}`),
  getTimeline: (id: string, asked: { kind?: string; page: number; perPage: number }) =>
    request<Api.List<Api.TimelinePoint>>(`/commitments/${id}/timeline${query(asked)}`),
  getAcronyms: (planId: string) => request<Api.Acronyms>(`/plans/${planId}/acronyms`),
  saveAcronym: (
    planId: string,
    acronym: { short: string; expansion: string },
    replacedId?: string,
  ) =>
    replacedId
      ? request<Api.Acronyms>(`/plans/${planId}/acronyms/${replacedId}`, {
          method: 'PUT',
          body: acronym,
        })
      : post<Api.Acronyms>(`/plans/${planId}/acronyms`, acronym),
  endAcronym: (planId: string, id: string) =>
    post<Api.Acronyms>(`/plans/${planId}/acronyms/${id}/end`),
  getAssessment: (planId: string) => request<Api.Assessment>(`/plans/${planId}/assessment`),
  getDiff: (id: string, from: string, to: string) =>
    request<Api.Comparison>(`/updates/${id}/diff${query({ from, to })}`),
  /** The same, for review: the server keeps that the reader was shown it. */
  look: (id: string, from: string, to: string) =>
    post<Api.Comparison>(`/updates/${id}/look`, { from, to }),
};

/** What the secretariat and the signatory do to rounds. */
const roundVerbs = {
  changeRound: (id: string, change: Api.RoundChange) =>
    request<Api.Round>(`/rounds/${id}`, { method: 'PATCH', body: change }),
  getFormerIntroductions: (id: string) =>
    request<Api.List<Api.FormerIntroduction>>(`/rounds/${id}/former-introductions`),
  proposeRound: (planId: string) => request<Api.NextRound>(`/plans/${planId}/next-round`),
  skipPeriod: (
    planId: string,
    period: { periodStart: string; periodEnd: string },
    reason: string,
  ) => post<{ id: string }>(`/plans/${planId}/skip-period`, { ...period, reason }),
  skipRound: (id: string, reason: string) => post<{ id: string }>(`/rounds/${id}/skip`, { reason }),
  undoSkip: (id: string) => post<void>(`/skipped-periods/${id}/undo`),
  createPlan: (plan: Api.NewPlan) => post<{ id: string }>('/plans', plan),
  changePlan: (id: string, change: Api.PlanChange) =>
    request<Api.Plan>(`/plans/${id}`, { method: 'PATCH', body: change }),
  openRound: (id: string) => post<void>(`/rounds/${id}/open`),
  seal: (id: string, minorBecause?: string) =>
    post<Api.Round>(`/rounds/${id}/seal`, { minorBecause }),
  unseal: (id: string, reason: string) => post<Api.Round>(`/rounds/${id}/unseal`, { reason }),
  publish: (id: string) => post<Api.Round>(`/rounds/${id}/publish`),
  schedulePublication: (id: string, at: string) =>
    post<Api.Round>(`/rounds/${id}/schedule-publication`, { at }),
  cancelSchedule: (id: string) => post<Api.Round>(`/rounds/${id}/cancel-scheduled-publication`),
  requestEarlyPublication: (id: string, reason: string) =>
    post<Api.Round>(`/rounds/${id}/request-early-publication`, { reason }),
  requestPublicationInHold: (id: string, reason: string) =>
    post<Api.Round>(`/rounds/${id}/request-publication-in-hold`, { reason }),
  closeRound: (id: string) => post<Api.Round>(`/rounds/${id}/close`),
  startCorrection: (id: string, correction: Api.CorrectionStart) =>
    post<Api.Round>(`/rounds/${id}/start-correction`, correction),
  abandonCorrection: (id: string, reason: string) =>
    post<Api.Round>(`/rounds/${id}/abandon-correction`, { reason }),
  getSigning: (id: string) => request<Api.Signing>(`/rounds/${id}/signing`),
  getSignings: (id: string) => request<Api.PastSignings>(`/rounds/${id}/signings`),
  sign: (id: string, manifest: { id: string; hash: string }, password: string) =>
    post<Api.Round>(`/rounds/${id}/sign`, {
      manifestId: manifest.id,
      manifestHash: manifest.hash,
      password,
    }),
  decline: (id: string, manifestId: string, objections: { updateId: string; reason: string }[]) =>
    post<Api.Round>(`/rounds/${id}/decline`, { manifestId, objections }),
  getLayout: (id: string) => request<Api.Layout>(`/rounds/${id}/layout`),
  saveListings: (id: string, version: number, rows: Api.ListingRow[]) =>
    request<void>(`/rounds/${id}/listings`, { method: 'PUT', body: { version, rows } }),
  getSources: (id: string) => request<Api.Source[]>(`/updates/${id}/sources`),
  noteSource: (id: string, sourceId: string, revisionId: string) =>
    post<void>(`/updates/${id}/sources/${sourceId}/note`, { revisionId }),
  getThemes: (id: string) => request<Api.SummaryLayout>(`/rounds/${id}/themes`),
  saveThemes: (id: string, layout: Api.ThemesInput) =>
    request<void>(`/rounds/${id}/themes`, { method: 'PUT', body: layout }),
  planSummary: (id: string, values: Api.SummaryInput) =>
    post<{ id: string }>(`/rounds/${id}/summary`, values),
  askToEndHold: (id: string, reason: string, planId: string) =>
    post<{ id: string }>(`/holds/${id}/ask-to-end`, { reason, planId }),
  endHold: (id: string) => post<Api.Hold>(`/holds/${id}/end`),
  confirmOverride: (id: string) => post<Api.Override>(`/overrides/${id}/confirm`),
  askForRedaction: (
    updateId: string,
    what: { words: string } | { evidenceId: string },
    reason: string,
  ) => post<Api.RedactionDetail>(`/updates/${updateId}/redactions`, { ...what, reason }),
  confirmRedaction: (id: string, effectHash: string) =>
    post<Api.RedactionDetail>(`/redactions/${id}/confirm`, { effectHash }),
  refuseRedaction: (id: string) => post<Api.RedactionDetail>(`/redactions/${id}/refuse`),
  askToWithdraw: (editionId: string, asked: Api.NewWithdrawal) =>
    post<Api.Withdrawal>(`/editions/${editionId}/withdrawals`, asked),
  decideWithdrawal: (id: string, decision: 'confirm' | 'refuse') =>
    post<Api.Withdrawal>(`/withdrawals/${id}/${decision}`),
};

/** What the secretariat does to the register. */
const registerVerbs = {
  getStanding: (commitmentId: string, roundId?: string) =>
    request<Api.Standing>(
      `/register/commitments/${commitmentId}${roundId ? `?roundId=${roundId}` : ''}`,
    ),
  previewChange: (change: Api.RegisterChangeInput) =>
    post<Api.RegisterPreview>('/register/preview', change),
  changeRegister: (
    change: Api.RegisterChangeInput & { reason: string; version?: number; seen: string },
  ) => post<{ id: string; commitmentId: string }>('/register/changes', change),
  previewUndo: (id: string) => post<Api.RegisterPreview>(`/register/changes/${id}/undo-preview`),
  undoChange: (id: string, undo: { reason: string; version?: number; seen?: string }) =>
    post<void>(`/register/changes/${id}/undo`, undo),
};

/** What concerns people and this session. */
const peopleVerbs = {
  previewAssignment: (assignment: Api.Assignment) =>
    post<Api.Handover>('/assignments/preview', assignment),
  assign: (assignment: Api.Assignment & { seen: string }) =>
    post<Api.Handover>('/assignments', assignment),
  previewReassignment: (id: string, choices: Api.WorkChoices) =>
    post<Api.LeaverWork>(`/people/${id}/reassignments/preview`, choices),
  reassignWork: (id: string, choices: Api.WorkChoices & { reason: string; seen: string }) =>
    post<Api.LeaverWork>(`/people/${id}/reassignments`, choices),
  getReassignments: (id: string) =>
    request<Api.List<Api.Reassignment>>(`/people/${id}/reassignments`),
  setPassword: (id: string, password: string) => post<void>(`/people/${id}/password`, { password }),
  changeOwnPassword: (currentPassword: string, newPassword: string) =>
    post<void>('/session/password', { currentPassword, newPassword }),
  addGrant: (id: string, grant: Api.NewGrant) => post<Api.Person>(`/people/${id}/grants`, grant),
  removeGrant: (id: string, grantId: string) =>
    request<void>(`/people/${id}/grants/${grantId}`, { method: 'DELETE' }),
  addCover: (cover: Api.NewCover) => post<Api.Cover>('/covers', cover),
  endCover: (id: string) => post<Api.Cover>(`/covers/${id}/end`),
  choosePeople: (withClosed: boolean) =>
    request<{ data: Api.PersonRef[] }>(`/people/choices${query({ withClosed })}`),
};

/** Reminders, and what was said to whom. */
const messageVerbs = {
  getMessagesOverview: () => request<Api.MessagesOverview>('/messages/overview'),
  sendAgain: (id: string) => post<Api.Message>(`/messages/${id}/send-again`),
  getUnread: () => request<{ unread: number }>('/inbox/unread'),
  /** Without ids: everything. */
  markRead: (ids?: string[]) => post<{ unread: number }>('/inbox/read', { ids }),
  getMessageSettings: () => request<Api.MessageSettings>('/inbox/settings'),
  saveMessageSettings: (settings: Api.MessageSettingsInput) =>
    request<Api.MessageSettings>('/inbox/settings', { method: 'PUT', body: settings }),
  getMessageTemplates: () => request<Api.MessageTemplates>('/message-templates'),
  saveMessageTemplate: (template: Api.MessageWords & { version: number }) =>
    request<Api.MessageTemplates>('/message-templates', { method: 'PUT', body: template }),
  previewMessageTemplate: (words: Api.MessageWords) =>
    post<Api.MessagePreview>('/message-templates/preview', words),
  getReminders: (roundId: string) => request<Api.RoundReminders>(`/rounds/${roundId}/reminders`),
  saveReminders: (roundId: string, version: number, rules: Api.ScheduledRule[]) =>
    request<Api.RoundReminders>(`/rounds/${roundId}/reminders`, {
      method: 'PUT',
      body: { version, rules },
    }),
  previewReminders: (roundId: string, rules: Api.ScheduledRule[]) =>
    post<Api.ReminderPreview>(`/rounds/${roundId}/reminders/preview`, { rules }),
  getLateOwners: (roundId: string) => request<Api.LateOwners>(`/rounds/${roundId}/late-owners`),
  chaseOwners: (roundId: string, updateIds: string[], words: string) =>
    post<{ asked: number; askedBefore: number }>(`/rounds/${roundId}/chase`, { updateIds, words }),
  previewChase: (roundId: string, updateIds: string[], words: string) =>
    post<{ data: Api.ChasePreview[] }>(`/rounds/${roundId}/chase/preview`, { updateIds, words }),
  getRemindedOfRound: (roundId: string) => request<Api.Reminded>(`/rounds/${roundId}/reminded`),
  getRemindedOfUpdate: (updateId: string) =>
    request<{ data: Api.RemindedUpdate[] }>(`/updates/${updateId}/reminded`),
};

const pageVerbs = {
  traceWords: (editionId: string, phrase: Api.Phrase) =>
    post<Api.Provenance>(`/editions/${editionId}/provenance`, phrase),
  getCaseFile: (editionId: string, phrase: Api.Phrase) =>
    requestFile(`/editions/${editionId}/case-file`, { method: 'POST', body: phrase }),
  getBurnUp: (roundId: string) => request<Api.BurnUp>(`/rounds/${roundId}/burn-up`),
  getHome: () => request<Api.Home>('/home'),
  getClock: () => request<Api.Clock>('/clock'),
  advanceClock: (to: string) => post<Api.Clock>('/clock/advance', { to }),
  getAuditKinds: () => request<string[]>('/audit-kinds'),
  getDemonstration: () => request<Api.Demonstration>('/demonstration'),
};

/** react-admin's verbs for lists and records, and one typed method for every act people do. */
export const dataProvider = {
  ...standardVerbs,
  ...updateVerbs,
  ...roundVerbs,
  ...registerVerbs,
  ...peopleVerbs,
  ...messageVerbs,
  ...pageVerbs,
};

export type QuarterdeckDataProvider = typeof dataProvider;
