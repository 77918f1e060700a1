import { defineWorkflow } from '../../common/workflow.js';

export const UPDATE_STATES = [
  'not_started',
  'drafting',
  'in_clearance',
  'submitted',
  'returned',
  'approved',
  'signed',
  'published',
  'abandoned',
] as const;
export type UpdateState = (typeof UPDATE_STATES)[number];

const BEFORE_SIGNATURE = [
  'not_started',
  'drafting',
  'in_clearance',
  'submitted',
  'returned',
  'approved',
] as const;

/**
 * Every act on an update, in one table. Sign, publish, decline and abandon are made by sign-off and
 * publication.
 */
export const updateWorkflow = defineWorkflow({
  states: UPDATE_STATES,
  initial: 'not_started',
  transitions: {
    save_draft: { from: ['not_started', 'drafting', 'returned'], to: 'drafting' },
    submit: { from: ['drafting', 'returned'], to: ['in_clearance', 'submitted'] },
    // Last time's words again, with a reason: to review like any other text.
    declare_no_change: {
      from: ['not_started', 'drafting', 'returned'],
      to: ['in_clearance', 'submitted'],
    },
    clear: { from: ['in_clearance'], to: 'submitted' },
    refuse_clearance: { from: ['in_clearance'], to: 'returned' },
    claim: { from: ['submitted'] },
    release: { from: ['submitted'] },
    take_over: { from: ['submitted'] },
    recall: { from: ['in_clearance', 'submitted'], to: 'drafting' },
    return: { from: ['submitted'], to: 'returned' },
    // A return that carries the text as the lead would have it.
    suggest: { from: ['submitted'], to: 'returned' },
    answer_suggestion: { from: ['returned', 'drafting'] },
    approve: { from: ['submitted'], to: 'approved' },
    edit: { from: ['submitted'] },
    reopen: { from: ['approved'], to: 'drafting' },
    // Publication has moved since the approval: the owner, or the secretariat in the owner's stead.
    confirm_still_true: { from: ['approved'] },
    vouch_still_true: { from: ['approved'] },
    omit: { from: BEFORE_SIGNATURE },
    include: { from: BEFORE_SIGNATURE },
    // Who is asked when the round is opened again is no part of what was signed.
    assign: { from: [...BEFORE_SIGNATURE, 'signed'] },
    manage_contributors: { from: [...BEFORE_SIGNATURE, 'signed'] },
    edit_listing: { from: BEFORE_SIGNATURE },
    decline: { from: ['approved'], to: 'returned' },
    sign: { from: ['approved'], to: 'signed' },
    unsign: { from: ['signed'], to: 'approved' },
    publish: { from: ['signed'], to: 'published' },
    // An omitted row is printed as such, whatever state its text was in.
    publish_omitted: { from: BEFORE_SIGNATURE, to: 'published' },
    // Only copies made for a correction, all of one correction together.
    abandon: { from: BEFORE_SIGNATURE, to: 'abandoned' },
  },
});
export type UpdateAction = keyof typeof updateWorkflow.transitions;

/** The acts that people do on one update; the others happen to a whole round. */
export const PERSONAL_UPDATE_ACTIONS = [
  'save_draft',
  'submit',
  'declare_no_change',
  'clear',
  'refuse_clearance',
  'claim',
  'release',
  'take_over',
  'recall',
  'return',
  'suggest',
  'answer_suggestion',
  'approve',
  'edit',
  'reopen',
  'confirm_still_true',
  'vouch_still_true',
  'omit',
  'include',
  'assign',
  'manage_contributors',
  'edit_listing',
] as const satisfies readonly UpdateAction[];
export type PersonalUpdateAction = (typeof PERSONAL_UPDATE_ACTIONS)[number];
